import type { Action } from '#domain/access.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const channelRows = { letter: 'Courrier', email: 'Courriel', sms: 'SMS' } as const
export type Channel = keyof typeof channelRows
export const channels = Object.keys(channelRows) as Channel[]
export const channelLabels: Labels<Channel> = channelRows

/** Which side of the house writes; whoever may not read a side reads none of its messages (CP 226-13). */
const compartmentRows = {
  rent: 'Gestion locative',
  social: 'Accompagnement social',
  funding: 'Financements',
} as const
export type Compartment = keyof typeof compartmentRows
export const compartments = Object.keys(compartmentRows) as Compartment[]
export const compartmentLabels: Labels<Compartment> = compartmentRows

/** A message is read like what it speaks of. */
export const compartmentActions: Readonly<Record<Compartment, Action>> = {
  rent: 'read-log',
  social: 'read-social-situation',
  funding: 'read-funding',
}

const batchStateRows = {
  rehearsed: 'À relire',
  released: 'Envoi en cours',
  done: 'Envoyé',
  cancelled: 'Annulé',
} as const
export type BatchState = keyof typeof batchStateRows
export const batchStates = Object.keys(batchStateRows) as BatchState[]
export const batchStateLabels: Labels<BatchState> = batchStateRows

const messageStateRows = {
  planned: 'Prévu',
  skipped: 'Non envoyé',
  queued: 'En attente',
  sending: 'En cours',
  sent: 'Envoyé',
  uncertain: 'À vérifier',
  failed: 'Échec',
  cancelled: 'Annulé',
} as const
export type MessageState = keyof typeof messageStateRows
export const messageStates = Object.keys(messageStateRows) as MessageState[]
export const messageStateLabels: Labels<MessageState> = messageStateRows

const skipReasonRows = {
  'file-merged': 'Le dossier a été réuni avec un autre.',
  'do-not-contact': 'Le ménage a demandé à ne pas être contacté ainsi.',
  'no-postal-address': 'Aucune adresse postale n’est connue.',
  'no-email': 'Aucun courriel n’est connu.',
  'no-phone': 'Aucun téléphone n’est connu.',
  'no-mobile': 'Aucun téléphone connu ne reçoit de SMS.',
  'address-bounced': 'Les derniers envois à cette adresse sont revenus.',
  'no-wording': 'Le modèle n’existe ni dans la langue du ménage, ni en français.',
  'missing-field': 'Une information du texte manque au dossier.',
  'removed-by-hand': 'Retiré de l’envoi à la main.',
} as const
export type SkipReason = keyof typeof skipReasonRows
export const skipReasons = Object.keys(skipReasonRows) as SkipReason[]
export const skipReasonLabels: Labels<SkipReason> = skipReasonRows

const sourceRows = {
  arrears: 'Liste des impayés',
  measures: 'Liste des accompagnements',
  'own-households': 'Les ménages que je suis',
  session: 'Inscrits à une séance',
  household: 'Un ménage',
  document: 'Un document gardé au dossier',
  notice: 'Nouvelles d’une inscription',
} as const
export type BatchSource = keyof typeof sourceRows
export const batchSources = Object.keys(sourceRows) as BatchSource[]
export const batchSourceLabels: Labels<BatchSource> = sourceRows

const refusalOriginRows = {
  asked: 'Le ménage l’a demandé',
  replied: 'Réponse à un message (« STOP »)',
  protection: 'Pour protéger une personne',
  other: 'Autre raison',
} as const
export type RefusalOrigin = keyof typeof refusalOriginRows
export const refusalOrigins = Object.keys(refusalOriginRows) as RefusalOrigin[]
export const refusalOriginLabels: Labels<RefusalOrigin> = refusalOriginRows

/** How many households one batch reaches at most: beyond, a filter says whom to begin with. */
export const largestMessageBatch = 20_000
/** Past this many characters an SMS is a letter. */
export const longestSms = 918
