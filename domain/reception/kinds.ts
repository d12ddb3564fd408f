import type { Labels } from '#domain/tenancies/kinds.ts'

/** What a person comes for. Closed, so that receptions can be counted without knowing who came. */
const subjectRows = {
  'housing-search': 'Recherche de logement',
  'housing-application': 'Demande de logement social',
  allocation: 'Commission d’attribution',
  dalo: 'DALO ou DAHO',
  eviction: 'Expulsion',
  hearing: 'Audience à préparer',
  arrears: 'Impayé de loyer',
  'aid-rights': 'Aides et droits à ouvrir',
  overindebtedness: 'Surendettement',
  'unfit-housing': 'Logement indigne ou dégradé',
  landlord: 'Relation avec le bailleur',
  emergency: 'Hébergement d’urgence',
  other: 'Autre question',
} as const
export type ReceptionSubject = keyof typeof subjectRows
export const receptionSubjects = Object.keys(subjectRows) as ReceptionSubject[]
export const receptionSubjectLabels: Labels<ReceptionSubject> = subjectRows

const emergencyRows = {
  'eviction-near': 'Expulsion imminente',
  'hearing-near': 'Audience dans les jours qui viennent',
  'no-shelter': 'Sans abri ce soir',
  danger: 'Danger dans le logement',
  'time-bar': 'Délai de recours qui s’achève',
} as const
export type Emergency = keyof typeof emergencyRows
export const emergencies = Object.keys(emergencyRows) as Emergency[]
export const emergencyLabels: Labels<Emergency> = emergencyRows

export const receptionForms = ['one-off', 'lasting'] as const
export type ReceptionForm = (typeof receptionForms)[number]
export const receptionFormLabels: Labels<ReceptionForm> = {
  'one-off': 'Accueil ponctuel',
  lasting: 'Suivi dans la durée',
}

export const receptionWays = ['walk-in', 'appointment', 'phone'] as const
export type ReceptionWay = (typeof receptionWays)[number]
export const receptionWayLabels: Labels<ReceptionWay> = {
  'walk-in': 'Sans rendez-vous',
  appointment: 'Sur rendez-vous',
  phone: 'Au téléphone',
}

const outcomeRows = {
  informed: 'Informée, repart avec sa réponse',
  'file-advanced': 'Dossier avancé ou déposé',
  'letter-written': 'Courrier ou recours écrit',
  'sent-to-session': 'Orientée vers une séance',
  'sent-elsewhere': 'Orientée vers un autre service',
  'to-come-back': 'Reviendra',
  'support-opened': 'Accompagnement à ouvrir',
} as const
export type ReceptionOutcome = keyof typeof outcomeRows
export const receptionOutcomes = Object.keys(outcomeRows) as ReceptionOutcome[]
export const receptionOutcomeLabels: Labels<ReceptionOutcome> = outcomeRows

/** Where a reception stands, from its own instants. */
export const receptionStates = ['expected', 'waiting', 'with-someone', 'received', 'left', 'missed'] as const
export type ReceptionState = (typeof receptionStates)[number]
export const receptionStateLabels: Labels<ReceptionState> = {
  expected: 'Attendue',
  waiting: 'En attente',
  'with-someone': 'En entretien',
  received: 'Reçue',
  left: 'Repartie sans être reçue',
  missed: 'Non venue',
}

const sessionRows = {
  'dalo-workshop': 'Atelier DALO',
  'social-housing': 'Connaître le parc social',
  'housing-application': 'Atelier demande de logement',
  rights: 'Atelier droits et aides',
  hearing: 'Préparer son audience',
  other: 'Séance d’information',
} as const
export type SessionKind = keyof typeof sessionRows
export const sessionKinds = Object.keys(sessionRows) as SessionKind[]
export const sessionKindLabels: Labels<SessionKind> = sessionRows

export const signUpStates = ['seated', 'waiting', 'cancelled', 'present', 'absent'] as const
export type SignUpState = (typeof signUpStates)[number]
export const signUpStateLabels: Labels<SignUpState> = {
  seated: 'Inscription confirmée',
  waiting: 'Sur liste d’attente',
  cancelled: 'Annulée',
  present: 'Présent',
  absent: 'Absent',
}
