import {
  consentKindLabels,
  languageLabels,
  relativeKindLabels,
  vulnerabilityLabels,
} from '#domain/households/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, isPlainDate } from '#domain/plain-date.ts'
import { memberRoleLabels } from '#domain/tenancies/kinds.ts'

const fields: Readonly<Record<string, string>> = {
  label: 'Nom du dossier',
  preferredLanguage: 'Langue préférée',
  doNotContact: 'Ne pas contacter',
  postalAddress: 'Adresse des courriers',
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
