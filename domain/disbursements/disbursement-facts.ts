import type { AidStopReason, PaymentExecution } from '#domain/disbursements/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { SettlementWay } from '#domain/subsidies/kinds.ts'

type Fact<K extends string, D extends object = object> = { id: string; kind: K; on: PlainDate } & D

/** What happens to a financing while its money leaves, and while a subsidy comes back. */
export type DisbursementFact =
  | Fact<
      'monthly-aid-planned',
      {
        payeeId: string
        execution: PaymentExecution
        firstMonth: PlainDate
        months: number
        monthlyCents: Cents
      }
    >
  | Fact<'monthly-aid-stopped', { reason: AidStopReason }>
  /** On the advance: how what the subsidies left was settled. */
  | Fact<
      'shortfall-settled',
      { settlementId: string; way: SettlementWay; cents: Cents; loanId: string | null }
    >
  /** On the loan that takes a shortfall over: so much more to repay. */
  | Fact<
      'shortfall-taken-over',
      { settlementId: string; advanceId: string; cents: Cents; isNewMoney: boolean }
    >

export const disbursementEventRows = {
  'monthly-aid-planned': 'Versements mensuels programmés',
  'monthly-aid-stopped': 'Arrêt des versements mensuels',
  'shortfall-settled': 'Manque réglé',
  'shortfall-taken-over': 'Manque d’une avance repris dans le prêt',
} as const satisfies Record<DisbursementFact['kind'], string>
