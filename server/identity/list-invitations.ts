import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { invitationView, selectInvitations } from '#server/identity/invitations.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'

const rank = sql`case when i.accepted_at is null and i.revoked_at is null then 0 else 1 end`
/** Newest first within a rank, in one ascending key. */
const newestFirst = sql`-(extract(epoch from i.sent_at) * 1000)::bigint`

export const listInvitations = useCase(
  contract.identity.listInvitations,
  async (context, { after, limit }) => {
    const { tx, actor, now } = context
    const [found, { count }] = await Promise.all([
      selectInvitations(context)
        .select(newestFirst.$castTo<number>().as('order'))
        .where(isAfter([rank, newestFirst, sql`i.id::text`], decodeKey(after, 3)))
        .orderBy(rank)
        .orderBy(newestFirst)
        .orderBy(sql`i.id::text`)
        .limit(limit + 1)
        .execute(),
      tx
        .selectFrom('invitation')
        .where('organisation_id', '=', actor.organisationId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow(),
    ])
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.rank, row.order, row.id))
    return { rows: rows.map((row) => invitationView(row, now)), next, total: { count, exact: true } }
  },
)
