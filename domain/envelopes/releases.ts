import type { FundStanding } from '#domain/envelopes/standing.ts'
import type { Cents } from '#domain/money.ts'

export type ReleaseDecision =
  | { outcome: 'released' }
  | {
      outcome: 'refused'
      reason: 'more-than-remaining'
      committed: Cents
      disbursed: Cents
      remaining: Cents
    }

/** Only what was committed and not yet paid can be given back to the envelope. */
export const decideRelease = (standing: FundStanding, cents: Cents): ReleaseDecision =>
  cents <= standing.remainingToDisburse
    ? { outcome: 'released' }
    : {
        outcome: 'refused',
        reason: 'more-than-remaining',
        committed: standing.committedNet,
        disbursed: standing.disbursed,
        remaining: standing.remainingToDisburse,
      }
