import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { termsAt } from '#domain/conventions/amendments.ts'
import type { Target } from '#domain/conventions/terms.ts'
import { type FundStanding, type MovementSums, standingOf } from '#domain/envelopes/standing.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import { listStandingAmendments, readAgreed } from '#server/conventions/read-terms.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Line = { field: FundingField; year: number; movement: string; cents: number }

/** What was done under a convention: its financings, and the lines of the books about them. */
export const readConventionFigures = useCase(
  contract.conventions.readFigures,
  async (context, { conventionId }) => {
    const convention = await context.tx
      .selectFrom('convention')
      .where('organisation_id', '=', context.actor.organisationId)
      .where('id', '=', conventionId)
      .select('terms')
      .executeTakeFirst()
    if (!convention) return context.refuse('unknown-record')
    const sums = await sumByFieldAndYear(context, conventionId)
    const { targets } = termsAt(
      readAgreed(convention.terms),
      await listStandingAmendments(context, conventionId),
      context.today,
    )
    const whole = await countUnder(context, conventionId, { field: null, year: null })
    const reached: number[] = []
    for (const target of targets) reached.push(await measure(context, conventionId, target, sums))
    return {
      total: standingOf(addUp(sums.map(({ movements }) => movements))),
      ...whole,
      lines: sums.map(({ field, year, financings, movements }) => ({
        ...{ field, year, financings },
        standing: standingOf(movements),
      })),
      targets: targets.map((target, at) => ({ ...target, reached: reached[at] ?? 0 })),
    }
  },
)

type FieldYear = { field: FundingField; year: number; financings: number; movements: MovementSums }

const sumByFieldAndYear = async ({ tx, actor }: Acting, conventionId: string): Promise<FieldYear[]> => {
  const { rows } = await sql<Line>`
    select f.field, extract(year from e.on_date)::int as year, e.movement, sum(e.cents)::bigint as cents
    from financing f
    join ledger_entry e on (e.organisation_id, e.financing_id) = (f.organisation_id, f.id)
    where f.organisation_id = ${actor.organisationId} and f.convention_id = ${conventionId}
      and e.movement is not null
    group by f.field, extract(year from e.on_date), e.movement
    order by 2 desc, 1`.execute(tx)
  const byLine = new Map<string, FieldYear>()
  for (const { field, year, movement, cents } of rows) {
    const key = `${field}/${year}`
    const line = byLine.get(key) ?? { field, year, financings: 0, movements: {} }
    byLine.set(key, { ...line, movements: { ...line.movements, [movement]: cents } })
  }
  const counts = await countLines({ tx, actor }, conventionId)
  return [...byLine].map(([key, line]) => ({ ...line, financings: counts.get(key) ?? 0 }))
}

/** How many financings moved, by field and year. */
const countLines = async ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>, conventionId: string) => {
  const { rows } = await sql<{ key: string; count: number }>`
    select f.field || '/' || extract(year from e.on_date)::int as key, count(distinct f.id)::int as count
    from financing f
    join ledger_entry e on (e.organisation_id, e.financing_id) = (f.organisation_id, f.id)
    where f.organisation_id = ${actor.organisationId} and f.convention_id = ${conventionId}
      and e.movement is not null
    group by 1`.execute(tx)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

const addUp = (all: readonly MovementSums[]): MovementSums => {
  const total: Record<string, number> = {}
  for (const sums of all)
    for (const [movement, cents] of Object.entries(sums)) total[movement] = (total[movement] ?? 0) + cents
  return total
}

type Scope = { field: FundingField | null; year: number | null }

/** Financings decided, and the households they are for. */
const countUnder = async ({ tx, actor }: Acting, conventionId: string, { field, year }: Scope) => {
  const { rows } = await sql<{ households: number; financings: number }>`
    select count(distinct household_id)::int as households, count(*)::int as financings from financing
    where organisation_id = ${actor.organisationId} and convention_id = ${conventionId}
      ${field ? sql`and field = ${field}` : sql``}
      ${year ? sql`and extract(year from decided_on) = ${year}` : sql``}`.execute(tx)
  return rows[0] ?? { households: 0, financings: 0 }
}

const measure = async (
  context: Acting,
  conventionId: string,
  { kind, field, year }: Target,
  sums: readonly FieldYear[],
): Promise<number> => {
  if (kind !== 'amount') return (await countUnder(context, conventionId, { field, year }))[kind]
  const within = sums.filter(
    (line) => (field === null || line.field === field) && (year === null || line.year === year),
  )
  const standing: FundStanding = standingOf(addUp(within.map(({ movements }) => movements)))
  return standing.committedNet
}
