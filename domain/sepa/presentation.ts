import { isTargetDay } from '#domain/loans/target-days.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { isDebitable, type MandateStanding } from '#domain/sepa/mandates.ts'
import { addTargetDays } from '#domain/sepa/target-days.ts'

/** Why a debit that is due is not in the next file; each tells what to do. */
export const exclusions = {
  'no-mandate':
    'Pas de mandat signé : à encaisser par chèque, espèces ou virement, ou faire signer un mandat.',
  'mandate-not-usable': 'Le mandat est suspendu, révoqué ou pas encore signé.',
  'mandate-lapsed': 'Le mandat est caduc : trente-six mois sans prélèvement. Faire signer un nouveau mandat.',
  'single-mandate-used': 'Le mandat était pour un seul prélèvement, déjà présenté.',
  'notice-too-short': 'Le ménage n’a pas été prévenu assez tôt.',
  'waits-for-decision': 'La banque l’a refusé : à décider avant de le présenter à nouveau.',
  frozen: 'Le recouvrement est suspendu (surendettement ou décision).',
} as const
export type Exclusion = keyof typeof exclusions

export type DueDebit = {
  mandate:
    | (MandateStanding & { isSingle: boolean; noticeDays: number | null; noticedOn: PlainDate | null })
    | null
  isFrozen: boolean
  /** Refused by the bank, and not to be presented again without a decision. */
  isHeldBack: boolean
}

/** Whether a debit due may be in a file collected on a day; `noticeDays`: the delay of pre-notification in force. */
export function whyExcluded(
  debit: DueDebit,
  collectOn: PlainDate,
  noticeDays: number,
): Exclusion | undefined {
  const { mandate } = debit
  if (debit.isFrozen) return 'frozen'
  if (debit.isHeldBack) return 'waits-for-decision'
  if (!mandate) return 'no-mandate'
  if (mandate.state === 'lapsed' || (mandate.lapsesOn !== null && collectOn > mandate.lapsesOn))
    return 'mandate-lapsed'
  if (!isDebitable(mandate.state)) return 'mandate-not-usable'
  if (mandate.isSingle && mandate.presentations > 0) return 'single-mandate-used'
  const notice = mandate.noticeDays ?? noticeDays
  if (mandate.noticedOn !== null && addDays(mandate.noticedOn, notice) > collectOn) return 'notice-too-short'
  return undefined
}

export const executionRefusals = {
  'not-a-bank-day':
    'Les banques ne règlent rien ce jour-là (week-end ou fermeture TARGET) : choisissez un jour ouvré bancaire.',
  'too-soon': 'La banque demande le fichier plus tôt : choisissez une date plus éloignée.',
  'too-far': 'Les banques n’acceptent pas une date à plus d’un an.',
} as const
export type ExecutionRefusal = keyof typeof executionRefusals

/** Whether a file may ask for this day; `leadDays`: TARGET days that the bank needs before it. */
export function checkExecutionDay(
  day: PlainDate,
  leadDays: number,
  today: PlainDate,
): ExecutionRefusal | undefined {
  if (!isTargetDay(day)) return 'not-a-bank-day'
  if (day < addTargetDays(today, leadDays)) return 'too-soon'
  if (day > addDays(today, 365)) return 'too-far'
  return undefined
}
