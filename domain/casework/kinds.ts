import type { Labels } from '#domain/tenancies/kinds.ts'

/** Whom the author of a write-up names as its readers. */
export const audiences = ['me', 'referents', 'team'] as const
export type Audience = (typeof audiences)[number]
export const audienceLabels: Labels<Audience> = {
  me: 'Moi seulement',
  referents: 'Les référents',
  team: 'L’équipe',
}

const taskKindRows = {
  call: 'Appel',
  visit: 'Visite',
  letter: 'Courrier',
  file: 'Dossier à constituer',
  check: 'Point de situation',
  'document-awaited': 'Document attendu',
  other: 'Autre',
  'arrears-constituted': 'Impayé constitué',
  'report-by': 'Signalement à faire',
  'ladder-step': 'Étape de relance',
  'plan-instalment-missed': 'Échéance du plan non réglée',
  'plan-lapsed': 'Plan rompu',
  'plan-check': 'Point du plan',
  'plan-cleared': 'Dette soldée',
  'procedure-turn': 'Procédure',
  'referral-waiting': 'Demande à traiter',
  'referral-news': 'Nouvelles d’un partenaire',
  'handover-date': 'Date annoncée à la passation',
  'mandate-report': 'Rapport de mission',
  'measure-term': 'Terme d’une mesure',
  'measure-review': 'Bilan d’une mesure',
  'measure-alert': 'Point sur la durée',
  'measure-evaluation': 'Évaluation après la sortie',
  'measure-silence': 'Ménage à recontacter',
  'plan-action-late': 'Action du projet en retard',
  'technical-report-late': 'Signalement sans réponse',
  'technical-report-answered': 'Réponse à un signalement',
  'gliding-review': 'Examen du bail glissant',
  'gliding-notice': 'Préfet à informer (bail glissant)',
  'approval-date': 'Échéance d’un agrément',
  'convention-expiry': 'Convention qui prend fin',
  'application-due': 'Dossier de financement',
  'offer-due': 'Offre de financement',
  'loan-late': 'Prêt en retard',
  'loan-time-bar': 'Forclusion d’un prêt',
  'payment-to-release': 'Paiements à libérer',
  'invoice-to-approve': 'Facture à faire approuver',
  'subsidy-date': 'Échéance d’une subvention',
  'sitting-moved': 'Séance déplacée',
} as const
export type TaskKind = keyof typeof taskKindRows
export const taskKinds = Object.keys(taskKindRows) as TaskKind[]
export const taskKindLabels: Labels<TaskKind> = taskKindRows

/** Raised by a measure or its plan: whoever reads measures reads there all that such a task says. */
export const measureTaskKinds = [
  'measure-term',
  'measure-review',
  'measure-alert',
  'measure-evaluation',
  'measure-silence',
  'plan-action-late',
] as const satisfies readonly TaskKind[]

/** What a person adds by hand; the other kinds are raised by the rules. */
export const handTaskKinds = [
  'call',
  'visit',
  'letter',
  'file',
  'check',
  'document-awaited',
  'other',
] as const satisfies readonly TaskKind[]

export const documentKinds = [
  'identity',
  'lease',
  'proof-of-resources',
  'benefit-letter',
  'court-decision',
  'agreement',
  'photo',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]
export const documentKindLabels: Labels<DocumentKind> = {
  identity: 'Pièce d’identité',
  lease: 'Bail',
  'proof-of-resources': 'Justificatif de ressources',
  'benefit-letter': 'Courrier de la CAF ou de la MSA',
  'court-decision': 'Décision de justice',
  agreement: 'Accord signé',
  photo: 'Photo',
  other: 'Autre document',
}
