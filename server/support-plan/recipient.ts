import type { Acting } from '#server/use-case.ts'

export type Recipient = { referralId: string; name: string; isMandate: boolean }

/** The sender of the request a measure came from. */
export const findRecipient = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  measureId: string,
): Promise<Recipient | undefined> => {
  const row = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', measureId)
    .where('state', '=', 'accepted')
    .select(['id', 'sender_name', 'kind'])
    .orderBy('received_at', 'desc')
    .executeTakeFirst()
  return row && { referralId: row.id, name: row.sender_name, isMandate: row.kind === 'mandate' }
}
