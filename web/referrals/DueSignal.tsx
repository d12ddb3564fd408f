import type { ReferralRow } from '#contract/referrals.ts'
import { isOpenReferral, referralStateLabels } from '#domain/referrals/states.ts'
import { useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { Signal } from '#web/ui/Signal.tsx'

const closedSignals = { accepted: 'done', declined: 'none', redirected: 'none', withdrawn: 'none' } as const

/** By when it must be answered, or what was answered and when. */
export const DueSignal = ({
  referral,
}: {
  referral: Pick<ReferralRow, 'state' | 'stateOn' | 'dueOn' | 'urgency'>
}) => {
  const today = useToday()
  const { state, stateOn, dueOn, urgency } = referral
  if (isOpenReferral(state))
    return (
      <Signal kind={urgency}>
        {state === 'more-asked' ? (
          <>
            complément demandé, <Day date={dueOn} />
          </>
        ) : (
          <>
            avant le <Day date={dueOn} today={today} />
          </>
        )}
      </Signal>
    )
  return (
    <Signal kind={closedSignals[state as keyof typeof closedSignals]}>
      {referralStateLabels[state]} le <Day date={stateOn} />
    </Signal>
  )
}
