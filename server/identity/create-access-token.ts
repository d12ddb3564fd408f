import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import { addMonths } from '#domain/plain-date.ts'
import { endOfDayInParis } from '#server/clock.ts'
import { getAccessToken, newAccessToken } from '#server/identity/access-tokens.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

const longestMonths = 24

export const createAccessToken = useCase(
  contract.identity.createAccessToken,
  async (context, { name, role, expiresOn }) => {
    const { tx, actor, now, today, refuse } = context
    if (reachOf(role, 'manage-access-tokens') !== 'never') return refuse('too-wide')
    if (expiresOn <= today || expiresOn > addMonths(today, longestMonths))
      return refuse('expiry-out-of-bounds')
    const id = randomUUIDv7()
    const { token, tokenHash } = newAccessToken(actor.organisationId)
    await tx
      .insertInto('access_token')
      .values({
        organisation_id: actor.organisationId,
        id,
        membership_id: actor.membershipId,
        name,
        role,
        token_hash: tokenHash,
        created_at: now,
        expires_at: endOfDayInParis(expiresOn),
      })
      .execute()
    await record(context, {
      act: 'access-token-created',
      subject: { kind: 'access-token', id },
      after: { name, role, expiresOn },
    })
    const accessToken = await getAccessToken(context, id)
    if (!accessToken) throw new Error('the token just written cannot be read')
    return { accessToken, token }
  },
)
