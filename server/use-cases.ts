import { listColleagues } from '#server/identity/list-colleagues.ts'
import type { AnyJob, Nightly } from '#server/jobs.ts'
import type { UseCase } from '#server/use-case.ts'
import { cancelWork } from '#server/work/cancel-work.ts'
import { getWork } from '#server/work/get-work.ts'
import { listRecentWork } from '#server/work/list-recent-work.ts'

/** Every use case of the house; a test proves that each endpoint of the contract has exactly one. */
export const useCases = [listColleagues, cancelWork, getWork, listRecentWork] as unknown as readonly UseCase[]

export const jobs: readonly AnyJob[] = []

export const nightly: readonly Nightly[] = []
