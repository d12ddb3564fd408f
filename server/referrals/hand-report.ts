import { settleRaisedTasks } from '#server/casework/raise-task.ts'
import { journalReferral } from '#server/referrals/journal-referral.ts'
import { lockReferral, type ReferralRecord, updateReferral } from '#server/referrals/referral-rows.ts'
import { tellSender } from '#server/referrals/tell-sender.ts'
import type { Acting } from '#server/use-case.ts'

/** Hands a report to the sender of a request that was accepted. For other capabilities too: the report of a measure. */
export const handReport = async (context: Acting, referralId: string, text: string): Promise<void> => {
  const referral = await lockReferral(context, referralId)
  if (referral) await handReportOf(context, referral, text)
}

export const handReportOf = async (
  context: Acting,
  referral: ReferralRecord,
  text: string,
): Promise<void> => {
  await tellSender(context, referral, 'report-sent', text)
  await updateReferral(context, referral.id, { reports_sent: referral.reports_sent + 1 })
  await settleRaisedTasks(
    context,
    [`mandate-report/${referral.id}/${referral.reports_sent}`],
    'Le rapport est remis.',
  )
  await journalReferral(context, 'report-sent', referral, { rank: referral.reports_sent + 1 })
}
