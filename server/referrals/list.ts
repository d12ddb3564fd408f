import { type SqlBool, sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { ReferralRow } from '#contract/referrals.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import type { FirstParcelKind } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  openReferralStates,
  type ReferralSource,
  type ReferralState,
  urgencyOf,
} from '#domain/referrals/states.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { isReachable, listPartnerRows } from '#server/partners/partner-rows.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const referralsOf = ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>) =>
  tx
    .selectFrom('referral as r')
    .leftJoin('membership as a', (join) =>
      join.onRef('a.organisation_id', '=', 'r.organisation_id').onRef('a.id', '=', 'r.assignee_id'),
    )
    .leftJoin('household as h', (join) =>
      join.onRef('h.organisation_id', '=', 'r.organisation_id').onRef('h.id', '=', 'r.household_id'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .selectAll('r')
    .select(['a.name as assignee', 'h.label as household'])
export type ReferralListed = Awaited<ReturnType<ReturnType<typeof referralsOf>['execute']>>[number]

export const rowView = (row: ReferralListed, today: PlainDate): ReferralRow => ({
  id: row.id,
  reference: row.reference,
  kind: row.kind as FirstParcelKind,
  source: row.source as ReferralSource,
  senderName: row.sender_name,
  subject: row.subject_label,
  motive: (row.content as ParcelContent).motive ?? null,
  receivedAt: row.received_at.toISOString(),
  dueOn: row.due_on,
  state: row.state as ReferralState,
  stateOn: row.state_on,
  urgency: urgencyOf(row.state as ReferralState, row.due_on, today),
  assignee: row.assignee_id ? { id: row.assignee_id, name: row.assignee ?? '' } : null,
  household: row.household_id ? { id: row.household_id, label: row.household ?? '' } : null,
})

type Filters = Omit<Input<typeof contract.referrals.list>, 'after' | 'limit'>

/** On the table alone: what names people is joined to the few rows of a page, not to all that are counted. */
const idsOf = (context: Acting, { state, source, kind, whose, isLate, text }: Filters) => {
  const states = state === 'open' ? [...openReferralStates] : [state]
  let query = context.tx
    .selectFrom('referral as r')
    .where('r.organisation_id', '=', context.actor.organisationId)
    .where('r.state', 'in', states)
  if (source) query = query.where('r.source', '=', source)
  if (kind) query = query.where('r.kind', '=', kind)
  if (whose === 'mine') query = query.where('r.assignee_id', '=', context.actor.membershipId)
  if (whose === 'unassigned') query = query.where('r.assignee_id', 'is', null)
  if (isLate)
    query = query.where('r.due_on', '<', context.today).where('r.state', 'in', [...openReferralStates])
  if (text !== '') {
    const pattern = `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    query = query.where(sql<SqlBool>`r.search like fold(${pattern}::text)`)
  }
  return query
}

export const listReferrals = useCase(
  contract.referrals.list,
  async (context, { after, limit, ...filters }) => {
    const page = idsOf(context, filters)
      .where(isAfter([sql`r.due_on`, sql`r.id`], decodeKey(after, 2)))
      .orderBy('r.due_on')
      .orderBy('r.id')
      .limit(limit + 1)
      .select('r.id')
    const found = await referralsOf(context)
      .where('r.id', 'in', page)
      .orderBy('r.due_on')
      .orderBy('r.id')
      .execute()
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.due_on, row.id))
    return {
      rows: rows.map((row) => rowView(row, context.today)),
      next,
      total: await countRows(
        context.tx,
        (most) => sql`(${idsOf(context, filters).select('r.id').limit(most)})`,
      ),
    }
  },
)

export const countReferrals = useCase(contract.referrals.count, async ({ tx, actor, today }) =>
  tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('state', 'in', [...openReferralStates])
    .select([
      sql<number>`count(*)::int`.as('open'),
      sql<number>`(count(*) filter (where due_on < ${today}))::int`.as('late'),
      sql<number>`(count(*) filter (where assignee_id = ${actor.membershipId}))::int`.as('mine'),
    ])
    .executeTakeFirstOrThrow(),
)

export const listRedirections = useCase(contract.referrals.partners, async (context) => ({
  rows: (await listPartnerRows(context)).filter(isReachable).map(({ id, name }) => ({ id, name })),
}))

export const listOpenProgrammes = useCase(contract.referrals.programmes, async ({ tx, actor, today }) => ({
  rows: await tx
    .selectFrom('programme as p')
    .innerJoin('programme_version as v', (join) =>
      join.onRef('v.organisation_id', '=', 'p.organisation_id').onRef('v.programme_id', '=', 'p.id'),
    )
    .where('p.organisation_id', '=', actor.organisationId)
    .where((eb) => eb.or([eb('p.closed_on', 'is', null), eb('p.closed_on', '>', today)]))
    .where(
      sql<SqlBool>`v.number = (select max(l.number) from programme_version l
        where (l.organisation_id, l.programme_id) = (v.organisation_id, v.programme_id))`,
    )
    .select(['p.id', 'v.name'])
    .orderBy('v.name')
    .execute(),
}))
