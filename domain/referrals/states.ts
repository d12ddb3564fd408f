import { addDays, daysBetween, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const sourceRows = {
  partner: 'Partenaire relié',
  prescriber: 'Compte de prescripteur',
  software: 'Logiciel d’un partenaire',
  'public-form': 'Formulaire public',
  household: 'Ménage lui-même',
  'e-mail': 'Courriel',
  arrears: 'Impayé repéré',
} as const
export type ReferralSource = keyof typeof sourceRows
export const referralSources = Object.keys(sourceRows) as ReferralSource[]
export const referralSourceLabels: Labels<ReferralSource> = sourceRows

const stateRows = {
  received: 'À traiter',
  'more-asked': 'Complément demandé',
  accepted: 'Acceptée',
  declined: 'Déclinée',
  redirected: 'Réorientée',
  withdrawn: 'Retirée par l’expéditeur',
} as const
export type ReferralState = keyof typeof stateRows
export const referralStates = Object.keys(stateRows) as ReferralState[]
export const referralStateLabels: Labels<ReferralState> = stateRows

/** Nobody has answered these yet. */
export const openReferralStates = ['received', 'more-asked'] as const satisfies readonly ReferralState[]
export const isOpenReferral = (state: ReferralState): boolean =>
  (openReferralStates as readonly string[]).includes(state)

const actRows = {
  accept: ['received', 'more-asked'],
  'ask-more': ['received'],
  complete: ['more-asked'],
  redirect: ['received', 'more-asked'],
  decline: ['received', 'more-asked'],
  withdraw: ['received', 'more-asked', 'accepted'],
  'give-news': ['accepted'],
  report: ['accepted'],
} as const satisfies Record<string, readonly ReferralState[]>
export type ReferralAct = keyof typeof actRows

/** Which act is possible in which state. */
export const allowsReferralAct = (state: ReferralState, act: ReferralAct): boolean =>
  (actRows[act] as readonly ReferralState[]).includes(state)

const declineRows = {
  'outside-public': 'Hors du public accompagné',
  'outside-territory': 'Hors du territoire',
  'no-room': 'Pas de place actuellement',
  'already-followed': 'Un accompagnement adapté existe ailleurs',
  'household-refuses': 'Le ménage ne souhaite pas être accompagné',
  unreachable: 'Ménage injoignable',
  incomplete: 'Demande restée incomplète',
  'not-a-request': 'Ce n’est pas une demande',
  other: 'Autre motif',
} as const
export type DeclineReason = keyof typeof declineRows
export const declineReasons = Object.keys(declineRows) as DeclineReason[]
export const declineReasonLabels: Labels<DeclineReason> = declineRows

/** A deadline is announced this many days ahead. */
export const announcedDays = 3

export const answerDueOn = (receivedOn: PlainDate, answerDays: number): PlainDate =>
  addDays(receivedOn, answerDays)

export type Urgency = 'late' | 'soon' | 'none'
export const urgencyOf = (state: ReferralState, dueOn: PlainDate, today: PlainDate): Urgency => {
  if (!isOpenReferral(state)) return 'none'
  const left = daysBetween(today, dueOn)
  if (left < 0) return 'late'
  return left <= announcedDays ? 'soon' : 'none'
}
