import {
  consentKindLabels,
  languageLabels,
  relativeKindLabels,
  vulnerabilityLabels,
} from '#domain/households/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, isPlainDate } from '#domain/plain-date.ts'
import { memberRoleLabels } from '#domain/tenancies/kinds.ts'

/** The acts of a household's file in the words of the field; another capability's act reads as its own name. */
const acts: Readonly<Record<string, string>> = {
  'household-opened': 'Dossier ouvert',
  'household-created': 'Dossier créé',
  'household-changed': 'Dossier modifié',
  'member-joined': 'Personne ajoutée',
  'member-left': 'Départ d’une personne',
  'person-changed': 'Fiche d’une personne modifiée',
  'vulnerabilities-noted': 'Fragilités notées',
  'referent-assigned': 'Référent désigné',
  'referent-ended': 'Fin de suivi par un référent',
  'relative-added': 'Proche ajouté',
  'relative-changed': 'Proche modifié',
  'relative-removed': 'Proche retiré',
  'consent-given': 'Accord donné',
  'consent-revoked': 'Accord retiré',
  'budget-added': 'Situation ajoutée',
  'budget-changed': 'Situation modifiée',
  'persons-merged': 'Fiches d’une même personne réunies',
  'households-merged': 'Dossiers réunis',
  'merge-undone': 'Fusion annulée',
  'file-downloaded': 'Fichier téléchargé',
  'log-read': 'Fil lu',
  'contact-written': 'Contact noté',
  'note-written': 'Note écrite',
  'entry-corrected': 'Écrit du fil corrigé',
  'entry-withdrawn': 'Écrit du fil retiré',
  'document-added': 'Document ajouté',
  'document-changed': 'Document modifié',
  'document-removed': 'Document retiré',
  'task-added': 'Tâche ajoutée',
  'task-done': 'Tâche faite',
  'task-cancelled': 'Tâche annulée',
  'task-postponed': 'Tâche reportée',
  'task-changed': 'Tâche modifiée',
  'task-reopened': 'Tâche rouverte',
  'tenancy-changed-by-import': 'Location modifiée par un import',
  'repayment-plan-missed': 'Échéance du plan manquée',
  'repayment-plan-paid-off': 'Plan d’apurement soldé',
  'task-raised': 'Tâche créée par une règle',
  'appointment-added': 'Rendez-vous pris',
  'appointment-changed': 'Rendez-vous modifié',
  'appointment-cancelled': 'Rendez-vous annulé',
  'arrears-event-recorded': 'Fait de procédure consigné',
  'arrears-event-cancelled': 'Fait de procédure annulé',
  'ladder-letter-released': 'Courrier de relance envoyé',
  'letter-released': 'Courrier envoyé',
  'support-assessed': 'Évaluation sociale faite',
  'support-action-proposed': 'Action proposée',
  'support-action-decided': 'Action décidée',
  'repayment-plan-proposed': 'Plan d’apurement proposé',
  'repayment-plan-agreed': 'Plan d’apurement conclu',
  'repayment-plan-renegotiated': 'Plan d’apurement renégocié',
  'repayment-plan-abandoned': 'Plan d’apurement abandonné',
  'safety-net-stated': 'Filet de sécurité : constat',
  'safety-net-decided': 'Filet de sécurité : décision',
}

export const actLabel = (act: string): string => acts[act] ?? sentence(act)

const sentence = (act: string): string => {
  const words = act.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const fields: Readonly<Record<string, string>> = {
  label: 'Nom du dossier',
  preferredLanguage: 'Langue préférée',
  doNotContact: 'Ne pas contacter',
  civility: 'Civilité',
  lastName: 'Nom',
  firstName: 'Prénom',
  birthName: 'Nom de naissance',
  birthOn: 'Date de naissance',
  phone: 'Téléphone',
  secondPhone: 'Autre téléphone',
  email: 'Courriel',
  language: 'Langue',
  memberRole: 'Place dans le ménage',
  joinedOn: 'Arrivée',
  leftOn: 'Départ',
  vulnerabilities: 'Fragilités',
  name: 'Nom',
  kind: 'Nature',
  fromOn: 'À partir du',
  untilOn: 'Jusqu’au',
  roleNote: 'Rôle',
  informedOn: 'Informé le',
  partner: 'Partenaire',
  givenOn: 'Donné le',
  endsOn: 'Valable jusqu’au',
  proof: 'Preuve',
  revokedOn: 'Retiré le',
  fileName: 'Fichier',
  onDate: 'Situation au',
  resourcesCents: 'Ressources par mois',
  chargesCents: 'Charges par mois',
  persons: 'Personnes',
  kept: 'Fiche gardée',
  absorbed: 'Fiche réunie',
}

const words: Readonly<Record<string, string>> = {
  ...consentKindLabels,
  ...relativeKindLabels,
  ...vulnerabilityLabels,
  ...languageLabels,
  ...memberRoleLabels,
  referent: 'Référent',
  volunteer: 'Bénévole',
  signed: 'Signé',
  oral: 'Oral',
  electronic: 'Électronique',
}

type Change = { field: string; before: string | null; after: string | null }

/** The known fields that differ, in words. A field nobody named stays in the journal and does not show. */
export const changesBetween = (before: unknown, after: unknown): Change[] => {
  const was = asRecord(before)
  const is = asRecord(after)
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((key) => key in fields)
  return keys
    .map((key) => ({ field: fields[key] ?? key, before: tell(key, was[key]), after: tell(key, is[key]) }))
    .filter((change) => change.before !== change.after)
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

const tell = (key: string, value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'oui' : 'non'
  if (typeof value === 'number') return key.endsWith('Cents') ? formatEuros(value) : String(value)
  if (Array.isArray(value)) return value.map((one) => tell(key, one)).join(', ') || 'aucune'
  if (typeof value !== 'string') return null
  // Another capability's kinds have no French here: better nothing than a code.
  if (key === 'kind' && !(value in words)) return null
  return isPlainDate(value) ? formatDate(value) : (words[value] ?? value)
}
