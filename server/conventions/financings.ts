import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { seesNames } from '#domain/access.ts'
import { standingOf } from '#domain/envelopes/standing.ts'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Asked = Input<typeof contract.conventions.listFinancings>
type Listed = {
  id: string
  number: string
  kind: FinancingKind
  field: FundingField
  householdId: string
  label: string
  decidedOn: PlainDate
  granted: Cents
}

/** The list behind the figures of a convention or of an envelope, with the same sums over the same lines. */
export const listConventionFinancings = useCase(
  contract.conventions.listFinancings,
  async (context, input) => {
    const { tx, actor } = context
    const where = conditionsOf(context, input)
    const { rows } = await sql<Listed>`
      select f.id, f.number, f.kind, f.field, f.household_id as "householdId", h.label,
        f.decided_on as "decidedOn", f.granted_cents as granted
      from financing f
      join household h on (h.organisation_id, h.id) = (f.organisation_id, f.household_id)
      where ${where} and ${isAfter([sql`f.decided_on`, sql`f.id`], decodeKey(input.after, 2), 'desc')}
      order by f.decided_on desc, f.id desc limit ${input.limit + 1}`.execute(tx)
    const page = cutPage(rows, input.limit, (row) => encodeKey(row.decidedOn, row.id))
    const standings = await sumByFinancing(
      context,
      input,
      page.rows.map(({ id }) => id),
    )
    return {
      rows: page.rows.map(({ label, ...row }) => ({
        ...row,
        name: seesNames(actor.role) ? label : null,
        standing: standingOf(standings.get(row.id) ?? {}),
      })),
      next: page.next,
      total: await countRows(tx, (most) => sql`(select from financing f where ${where} limit ${most})`),
      sum: standingOf(await sumAll(context, input, where)),
    }
  },
)

const movedIn = ({ year, envelopeId }: Asked): RawBuilder<SqlBool> => sql`e.movement is not null
  ${year ? sql`and e.on_date between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)` : sql``}
  ${envelopeId ? sql`and e.envelope_id = ${envelopeId}` : sql``}`

const conditionsOf = ({ actor, today }: Acting, input: Asked): RawBuilder<SqlBool> => {
  const { conventionId, envelopeId, field, year } = input
  return sql`${sql.join(
    [
      sql`f.organisation_id = ${actor.organisationId}`,
      withinReach(actor, today, 'list-funding', 'f.household_id'),
      ...(conventionId ? [sql`f.convention_id = ${conventionId}`] : []),
      ...(envelopeId ? [sql`f.envelope_id = ${envelopeId}`] : []),
      ...(field ? [sql`f.field = ${field}`] : []),
      ...(year
        ? [
            sql`exists (select from ledger_entry e where e.organisation_id = f.organisation_id
              and e.financing_id = f.id and ${movedIn(input)})`,
          ]
        : []),
    ],
    sql` and `,
  )}`
}

type Sums = Record<string, Cents>

const sumByFinancing = async (
  { tx, actor }: Acting,
  input: Asked,
  financingIds: readonly string[],
): Promise<Map<string, Sums>> => {
  const sums = new Map<string, Sums>()
  if (financingIds.length === 0) return sums
  const { rows } = await sql<{ id: string; movement: string; cents: number }>`
    select e.financing_id as id, e.movement, sum(e.cents)::bigint as cents from ledger_entry e
    where e.organisation_id = ${actor.organisationId} and e.financing_id in (${sql.join(financingIds)})
      and ${movedIn(input)}
    group by 1, 2`.execute(tx)
  for (const { id, movement, cents } of rows) sums.set(id, { ...sums.get(id), [movement]: cents })
  return sums
}

const sumAll = async ({ tx }: Acting, input: Asked, where: RawBuilder<SqlBool>): Promise<Sums> => {
  const { rows } = await sql<{ movement: string; cents: number }>`
    select e.movement, sum(e.cents)::bigint as cents from financing f
    join ledger_entry e on (e.organisation_id, e.financing_id) = (f.organisation_id, f.id)
    where ${where} and ${movedIn(input)}
    group by 1`.execute(tx)
  return Object.fromEntries(rows.map(({ movement, cents }) => [movement, cents]))
}
