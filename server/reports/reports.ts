import { contract } from '#contract/index.ts'
import type { Figure } from '#contract/reports.ts'
import { reachOf, seesNames } from '#domain/access.ts'
import { divideHalfUp } from '#domain/money.ts'
import { type PlainDate, yearOf } from '#domain/plain-date.ts'
import {
  carriesAmount,
  type FigureKey,
  figureKeys,
  figuresAsked,
  reportFigures,
  wholePercent,
} from '#domain/reports/figures.ts'
import type { Tx } from '#server/db.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey } from '#server/keyset.ts'
import { latestDefinition } from '#server/programmes/find-definition.ts'
import { type Actor, useCase } from '#server/use-case.ts'
import type { Scope } from './figure-rows.ts'
import {
  averageTenths,
  type BehindRow,
  countBehind,
  countGroups,
  type Gap,
  keyOf,
  listBehind,
  listGaps,
  listProgrammes,
  removeGap,
  sumOfRows,
  writeGap,
} from './report-store.ts'

type Period = { from: PlainDate; to: PlainDate; programmeId?: string | undefined }

const scopeOf = ({ organisationId }: Actor, { from, to, programmeId }: Period): Scope => ({
  organisationId,
  from,
  to,
  programmeId,
})

/** The figures belong to the social side: whoever does not read its lists reads these without names. */
const readsNames = ({ role }: Actor) => seesNames(role) && reachOf(role, 'list-measures') === 'all'

const yearAlone = ({ from, to, programmeId }: Period): number | null =>
  programmeId === undefined && from.endsWith('-01-01') && to === `${yearOf(from)}-12-31` ? yearOf(from) : null

export const openReport = useCase(contract.reports.open, async ({ tx, actor, refuse }, period) => {
  if (period.to < period.from) return refuse('ends-before-start')
  const scope = scopeOf(actor, period)
  const year = yearAlone(period)
  const gaps = year === null ? [] : await listGaps(tx, actor.organisationId, year)
  const figures: Figure[] = []
  for (const key of figureKeys) figures.push(await countFigure(tx, scope, key, gaps))
  const programme =
    period.programmeId && (await latestDefinition(tx, actor.organisationId, period.programmeId))
  return {
    figures,
    programmes: await listProgrammes(tx, actor.organisationId),
    asked: programme ? figuresAsked(programme.definition.indicators) : [],
    year,
  }
})

const countFigure = async (tx: Tx, scope: Scope, key: FigureKey, gaps: readonly Gap[]): Promise<Figure> => {
  const { groups = {}, shareOf, isAverage, amount, isOverHouseholds } = reportFigures[key]
  const gap = gaps.find(({ figure }) => figure === key)
  const told = gap ? { reason: gap.reason, by: gap.by } : null
  const counted = await countGroups(tx, scope, key)
  const count = counted.reduce((sum, one) => sum + one.count, 0)
  return {
    key,
    count,
    groups: counted.flatMap((one) =>
      one.group !== null && one.group in groups
        ? [{ key: one.group, label: groups[one.group] ?? one.group, count: one.count }]
        : [],
    ),
    percent: isOverHouseholds
      ? (wholePercent(count, await countHouseholds(tx, scope)) ?? null)
      : shareOf
        ? (wholePercent(counted.find(({ group }) => group === shareOf)?.count ?? 0, count) ?? null)
        : null,
    cents: amount ? await amountOf(tx, scope, key, count) : null,
    averageTenths: isAverage ? await averageTenths(tx, scope) : null,
    gap: told,
  }
}

const countHouseholds = (tx: Tx, scope: Scope) => countBehind(tx, scope, 'households-supported', undefined)

const amountOf = async (tx: Tx, scope: Scope, key: FigureKey, count: number): Promise<number | null> => {
  const { amount } = reportFigures[key]
  const sum = await sumOfRows(tx, scope, key)
  if (amount === 'sum') return sum
  const over = amount === 'average' ? count : await countHouseholds(tx, scope)
  return over === 0 ? null : divideHalfUp(sum, over)
}

export const listBehindFigure = useCase(
  contract.reports.listBehind,
  async ({ tx, actor, refuse }, { key, group, after, limit, ...period }) => {
    if (period.to < period.from) return refuse('ends-before-start')
    const scope = scopeOf(actor, period)
    const [on, id] = decodeKey(after, 2) ?? []
    const start = on !== undefined && id !== undefined ? { on: String(on), id: String(id) } : undefined
    const found = await listBehind(
      tx,
      scope,
      { key, group, after: start, limit: limit + 1 },
      readsNames(actor),
    )
    const page = cutPage(found, limit, keyOf)
    return {
      rows: page.rows.map((row) => (readsNames(actor) ? row : { ...row, householdId: null })),
      next: page.next,
      total: { count: await countBehind(tx, scope, key, group), exact: true },
    }
  },
)

const columnsFor = (key: FigureKey, withNames: boolean): Column<BehindRow>[] => [
  ...(withNames ? [{ header: 'Ménage', kind: 'text' as const, value: (row: BehindRow) => row.name }] : []),
  { header: 'Identifiant', kind: 'text', value: ({ id }) => id },
  {
    header: 'Catégorie',
    kind: 'text',
    value: ({ group }) => (group === null ? null : (reportFigures[key].groups?.[group] ?? null)),
  },
  { header: 'Date', kind: 'date', value: ({ on }) => on },
  carriesAmount(key)
    ? { header: 'Montant', kind: 'cents', value: ({ detail }) => (detail === null ? null : Number(detail)) }
    : { header: 'Précision', kind: 'text', value: ({ detail }) => detail },
]

export const exportBehindFigure = useCase(
  contract.reports.exportBehind,
  async ({ tx, actor, refuse }, { key, group, format, ...period }) => {
    if (period.to < period.from) return refuse('ends-before-start')
    const withNames = readsNames(actor)
    const rows = readAll(tx, scopeOf(actor, period), key, group, withNames)
    return exportFile(
      format,
      `${key}-${period.from}-${period.to}`,
      reportFigures[key].label,
      columnsFor(key, withNames),
      rows,
    )
  },
)

async function* readAll(tx: Tx, scope: Scope, key: FigureKey, group: string | undefined, withNames: boolean) {
  const limit = 1_000
  let after: { on: string; id: string } | undefined
  do {
    const rows = await listBehind(tx, scope, { key, group, after, limit }, withNames)
    yield* rows
    const last = rows.length === limit ? rows.at(-1) : undefined
    after = last && { on: last.on ?? '0001-01-01', id: last.id }
  } while (after)
}

export const stateGap = useCase(contract.reports.stateGap, async (context, { year, key, reason }) => {
  const { tx, actor, now } = context
  await writeGap(tx, actor.organisationId, { year, figure: key, reason, statedBy: actor.membershipId, now })
  await record(context, {
    act: 'report-gap-stated',
    subject: { kind: 'report-figure' },
    after: { year, figure: key },
  })
  return {}
})

export const withdrawGap = useCase(contract.reports.withdrawGap, async (context, { year, key }) => {
  const { tx, actor, refuse } = context
  if (!(await removeGap(tx, actor.organisationId, year, key))) return refuse('unknown-record')
  await record(context, {
    act: 'report-gap-withdrawn',
    subject: { kind: 'report-figure' },
    before: { year, figure: key },
  })
  return {}
})
