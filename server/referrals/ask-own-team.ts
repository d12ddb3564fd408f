import { contract } from '#contract/index.ts'
import { openReferralStates } from '#domain/referrals/states.ts'
import { findHousehold } from '#server/households/household-store.ts'
import { readContent } from '#server/parcels/read-content.ts'
import { insertReferral } from '#server/referrals/referral-rows.ts'
import { useCase } from '#server/use-case.ts'

/** From an arrears or a file to the support team of the same organisation: nothing leaves, the file is named. */
export const askOwnTeam = useCase(
  contract.referrals.askOwnTeam,
  async (context, { householdId, motive, message }) => {
    const { tx, actor } = context
    const household = await findHousehold(context, householdId)
    if (!household || household.merged_into_id !== null) return context.refuse('unknown-record')
    const waiting = await tx
      .selectFrom('referral')
      .where('organisation_id', '=', actor.organisationId)
      .where('household_id', '=', householdId)
      .where('source', '=', 'arrears')
      .where('state', 'in', [...openReferralStates])
      .select('id')
      .executeTakeFirst()
    if (waiting) return context.refuse('already-waiting')
    const content = await readContent(context, householdId, ['identity', 'home', 'arrears'])
    const received = await insertReferral(context, {
      kind: 'referral',
      source: 'arrears',
      senderName: actor.name,
      senderKind: 'own-team',
      householdId,
      subject: household.label,
      content: { ...content, motive, ...(message && { message }) },
    })
    return received ? { referralId: received.referralId } : context.refuse('already-waiting')
  },
)
