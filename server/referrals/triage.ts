import { contract } from '#contract/index.ts'
import { type Role, reachOf } from '#domain/access.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { settleRaisedTasks } from '#server/casework/raise-task.ts'
import { handReportOf } from '#server/referrals/hand-report.ts'
import { journalReferral } from '#server/referrals/journal-referral.ts'
import {
  addEvent,
  checkReferral,
  type Receiver,
  updateReferral,
  versionOf,
} from '#server/referrals/referral-rows.ts'
import { waitingKeys } from '#server/referrals/task-keys.ts'
import { tellSender } from '#server/referrals/tell-sender.ts'
import { useCase } from '#server/use-case.ts'

/** What waited for an answer waits no more. */
export const settleWaiting = async (context: Receiver, referralId: string, outcome: string): Promise<void> =>
  settleRaisedTasks(context, await waitingKeys(context, referralId), outcome)

export const assignReferral = useCase(
  contract.referrals.assign,
  async (context, { assigneeId, ...asked }) => {
    const { referral, reason, ...rest } = await checkReferral(context, asked)
    if (reason) return context.refuse(reason === 'not-possible-now' ? 'unknown-record' : reason, rest)
    if (assigneeId) {
      const colleague = await findColleague(context, assigneeId)
      if (!colleague || reachOf(colleague.role as Role, 'triage-referrals') === 'never')
        return context.refuse('unknown-colleague')
    }
    await updateReferral(context, referral.id, { assignee_id: assigneeId })
    await settleWaiting(context, referral.id, 'La demande est confiée à quelqu’un d’autre.')
    await journalReferral(context, 'referral-assigned', referral, { assigneeId })
    return { version: await versionOf(context, referral.id) }
  },
)

export const askMore = useCase(contract.referrals.askMore, async (context, { message, ...asked }) => {
  const checked = await checkReferral(context, asked, 'ask-more')
  if (checked.reason) return context.refuse(checked.reason, checked.details)
  const { referral } = checked
  await tellSender(context, referral, 'more-asked', message)
  await updateReferral(context, referral.id, { state: 'more-asked', state_on: context.today })
  await journalReferral(context, 'referral-more-asked', referral)
  return { version: await versionOf(context, referral.id) }
})

export const declineReferral = useCase(
  contract.referrals.decline,
  async (context, { reason: why, message, ...asked }) => {
    const checked = await checkReferral(context, asked, 'decline')
    if (checked.reason) return context.refuse(checked.reason, checked.details)
    const { referral } = checked
    // The reason of the list stays here; the sender reads the sentence that was chosen for them.
    await addEvent(context, referral.id, { kind: `declined-${why}` })
    await tellSender(context, referral, 'declined', message)
    await updateReferral(context, referral.id, {
      state: 'declined',
      state_on: context.today,
      decline_reason: why,
    })
    await settleWaiting(context, referral.id, 'La demande a été déclinée.')
    await journalReferral(context, 'referral-declined', referral, { reason: why })
    return { version: await versionOf(context, referral.id) }
  },
)

export const giveNews = useCase(contract.referrals.giveNews, async (context, { news, message, ...asked }) => {
  const checked = await checkReferral(context, asked, 'give-news')
  if (checked.reason) return context.refuse(checked.reason, checked.details)
  const { referral } = checked
  await tellSender(context, referral, news, message)
  await journalReferral(context, 'referral-news-given', referral, { news })
  return { version: await versionOf(context, referral.id) }
})

export const sendReport = useCase(contract.referrals.sendReport, async (context, { text, ...asked }) => {
  const checked = await checkReferral(context, asked, 'report')
  if (checked.reason) return context.refuse(checked.reason, checked.details)
  const { referral } = checked
  if (referral.kind !== 'mandate') return context.refuse('not-a-mandate')
  await handReportOf(context, referral, text)
  return { version: await versionOf(context, referral.id) }
})

export const endMandate = useCase(
  contract.referrals.endMandate,
  async (context, { on, message, ...asked }) => {
    const checked = await checkReferral(context, asked, 'report')
    if (checked.reason) return context.refuse(checked.reason, checked.details)
    const { referral } = checked
    if (referral.kind !== 'mandate') return context.refuse('not-a-mandate')
    if (referral.ended_on !== null || on < referral.state_on) return context.refuse('not-possible-now')
    await tellSender(context, referral, 'mandate-ended', message)
    await updateReferral(context, referral.id, { ended_on: on })
    await journalReferral(context, 'mandate-ended', referral, { on })
    return { version: await versionOf(context, referral.id) }
  },
)
