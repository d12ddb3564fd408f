import type { PayeeRow } from '#contract/payees.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

type AccountState = PayeeRow['account']

export const accountTexts: Readonly<Record<AccountState, string>> = {
  none: 'Aucun compte',
  'to-check': 'À vérifier',
  checked: 'Vérifié',
}
export const accountSignals: Readonly<Record<AccountState, SignalKind>> = {
  none: 'none',
  'to-check': 'soon',
  checked: 'done',
}
