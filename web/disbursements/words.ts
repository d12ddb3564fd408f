import type { PaymentOrderView } from '#contract/disbursement-shapes.ts'
import type { PaymentOrderState } from '#domain/disbursements/kinds.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const orderSignals: Readonly<Record<PaymentOrderState, SignalKind>> = {
  prepared: 'soon',
  released: 'soon',
  issued: 'none',
  executed: 'done',
  rejected: 'late',
  cancelled: 'none',
}

/** Why this reader cannot release an order. */
export const releaseBlockTexts: Readonly<Record<NonNullable<PaymentOrderView['releaseBlock']>, string>> = {
  'own-order': 'Vous avez préparé un des ordres choisis : une autre personne le libère.',
  'no-checked-account': 'Un des bénéficiaires n’a pas de compte bancaire vérifié par une deuxième personne.',
  'closed-payee': 'Un des bénéficiaires n’est plus utilisé.',
}

export const monthOf = (day: string): string => `${day.slice(5, 7)}/${day.slice(0, 4)}`
