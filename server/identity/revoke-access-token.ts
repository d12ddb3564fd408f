import { contract } from '#contract/index.ts'
import { getAccessToken } from '#server/identity/access-tokens.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

/** A token revoked twice stays revoked since the first time. */
export const revokeAccessToken = useCase(
  contract.identity.revokeAccessToken,
  async (context, { accessTokenId }) => {
    const { tx, actor, now, refuse } = context
    const revoked = await tx
      .updateTable('access_token')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', accessTokenId)
      .where('revoked_at', 'is', null)
      .set({ revoked_at: now })
      .returning('name')
      .executeTakeFirst()
    if (revoked)
      await record(context, {
        act: 'access-token-revoked',
        subject: { kind: 'access-token', id: accessTokenId },
        before: { name: revoked.name },
      })
    return (await getAccessToken(context, accessTokenId)) ?? refuse('unknown-record')
  },
)
