import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'

type Committees = typeof contract.committees
export type Committee = Output<Committees['list']>['rows'][number]
export type SittingRow = Output<Committees['listSittings']>['rows'][number]
export type Sitting = Output<Committees['getSitting']>
export type AgendaLine = Sitting['items'][number]
export type Delegations = Output<Committees['listDelegations']>
