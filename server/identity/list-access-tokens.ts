import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { accessTokenView, selectAccessTokens } from '#server/identity/access-tokens.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'

/** The identifiers are made in the order of time: newest first. */
export const listAccessTokens = useCase(
  contract.identity.listAccessTokens,
  async (context, { after, limit }) => {
    const { tx, actor } = context
    const [found, { count }] = await Promise.all([
      selectAccessTokens(context)
        .where(isAfter([sql`a.id::text`], decodeKey(after, 1), 'desc'))
        .orderBy(sql`a.id::text`, 'desc')
        .limit(limit + 1)
        .execute(),
      tx
        .selectFrom('access_token')
        .where('organisation_id', '=', actor.organisationId)
        .select(sql<number>`count(*)::int`.as('count'))
        .executeTakeFirstOrThrow(),
    ])
    const { rows, next } = cutPage(found, limit, ({ id }) => encodeKey(id))
    return { rows: rows.map((row) => accessTokenView(row, context)), next, total: { count, exact: true } }
  },
)
