import type { BatchState, MessageState } from '#domain/communications/kinds.ts'
import { type Language, languageLabels } from '#domain/households/kinds.ts'
import { tellPhone } from '#domain/phone.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const messageSignals: Readonly<Record<MessageState, SignalKind>> = {
  planned: 'none',
  skipped: 'soon',
  queued: 'none',
  sending: 'none',
  sent: 'done',
  uncertain: 'late',
  failed: 'late',
  cancelled: 'none',
}

export const batchSignals: Readonly<Record<BatchState, SignalKind>> = {
  rehearsed: 'soon',
  released: 'soon',
  done: 'done',
  cancelled: 'none',
}

/** An envelope on one line, a number as people read it. */
export const tellAddress = (address: string): string => tellPhone(address).replaceAll('\n', ', ')

export const nameLanguage = (code: string): string =>
  Object.hasOwn(languageLabels, code) ? languageLabels[code as Language] : code
