import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countHouseholds, describeHouseholds, listByLabel } from '#server/households/row-store.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import { type Actor, useCase } from '#server/use-case.ts'

type Scope = 'all' | 'mine' | 'unassigned'

const inScope = (scope: Scope, actor: Actor, today: PlainDate): RawBuilder<SqlBool> => {
  if (scope === 'all') return sql`true`
  const running = sql`select from household_referent r where r.organisation_id = ${actor.organisationId}
    and r.household_id = h.id and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})`
  return scope === 'mine'
    ? sql`exists (${running} and r.membership_id = ${actor.membershipId})`
    : sql`not exists (${running})`
}

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

export const list = useCase(
  contract.households.list,
  async ({ tx, actor, today }, { scope, after, limit }) => {
    const reading = { tx, organisationId: actor.organisationId, today }
    const conditions = sql<SqlBool>`(${inScope(scope, actor, today)}
      and ${withinReach(actor, today, 'read-household', 'h.id')})`
    const [label, id] = decodeKey(after, 2) ?? []
    const from = isUuid(id) ? { label: String(label), id } : undefined
    const found = await listByLabel(reading, conditions, from, limit + 1)
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.label, row.id))
    return {
      rows: await describeHouseholds(
        reading,
        rows.map((row) => row.id),
      ),
      next,
      total: await countHouseholds(reading, conditions),
    }
  },
)
