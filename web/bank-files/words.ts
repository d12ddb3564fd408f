import type { BankFileState } from '#domain/sepa/kinds.ts'
import type { MandateState } from '#domain/sepa/mandates.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

/** An account number by groups of four, as on a RIB; a masked one stays as it is. */
export const spacedIban = (iban: string): string =>
  iban.includes('•') ? iban : iban.replace(/(.{4})(?=.)/g, '$1\u202f')

export const fileSignals: Readonly<Record<BankFileState, SignalKind>> = {
  prepared: 'soon',
  checked: 'soon',
  issued: 'done',
  cancelled: 'none',
}

export const mandateSignals: Readonly<Record<MandateState, SignalKind>> = {
  draft: 'soon',
  signed: 'done',
  active: 'done',
  amended: 'done',
  suspended: 'late',
  revoked: 'none',
  lapsed: 'late',
}
