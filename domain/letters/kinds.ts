import type { Labels } from '#domain/tenancies/kinds.ts'

/** The letters Palier writes; each has a shipped wording that an organisation may replace by its own. */
const templateRows = {
  'plan-agreement': 'Plan d’apurement',
  'plan-amendment': 'Plan d’apurement renégocié',
  'plan-letter': 'Lettre qui accompagne le plan',
  'first-reminder': 'Première relance',
  'second-reminder': 'Deuxième relance',
  'meeting-invitation': 'Invitation à un rendez-vous',
  'missed-meeting': 'Rendez-vous manqué',
  'support-contract': 'Contrat d’accompagnement',
  'three-party-contract': 'Convention tripartite d’accompagnement',
  'prescriber-report': 'Rapport au prescripteur',
  'missing-papers': 'Demande de documents (financement)',
  'funding-granted': 'Lettre d’accord de financement',
  'funding-refused': 'Lettre de refus de financement',
  'credit-information': 'Prêt : fiche d’information précontractuelle',
  'mortgage-information': 'Prêt immobilier : fiche d’information standardisée',
  'borrower-sheet': 'Prêt : fiche de dialogue',
  'loan-contract': 'Prêt : contrat',
  'withdrawal-form': 'Prêt : formulaire de rétractation',
  'amortisation-table': 'Prêt : tableau d’amortissement',
  'committee-minutes': 'Procès-verbal de commission',
  'loan-first-reminder': 'Prêt : première relance',
  'loan-second-reminder': 'Prêt : deuxième relance',
  'dalo-file': 'DALO, DAHO : exposé de la situation',
  'dalo-review': 'DALO, DAHO : recours gracieux',
  'dalo-injunction': 'DALO, DAHO : requête au tribunal (injonction)',
  'allocation-note': 'Note à la commission d’attribution',
  'transfer-request': 'Demande de mutation',
} as const
export type LetterTemplateKey = keyof typeof templateRows
export const letterTemplateKeys = Object.keys(templateRows) as LetterTemplateKey[]
export const letterTemplateLabels: Labels<LetterTemplateKey> = templateRows
