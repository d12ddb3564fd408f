import { type Role, roleLabels } from '#domain/access.ts'
import { formatDate, isPlainDate } from '#domain/plain-date.ts'

/** The fields of the settings, in words. Identifiers say nothing to a reader: they are left out. */
const fields: Readonly<Record<string, string>> = {
  name: 'Nom',
  email: 'Adresse',
  role: 'Rôle',
  endedOn: 'Dernier jour',
  expiresOn: 'Expire le',
  key: 'Paramètre',
  value: 'Valeur',
  validFrom: 'À partir du',
  validTo: 'Jusqu’au',
  reason: 'Pourquoi',
}

const told = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'rien'
  if (typeof value === 'string' && value in roleLabels) return roleLabels[value as Role]
  return isPlainDate(value) ? formatDate(value) : String(value)
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** « Rôle : Auditeur → Responsable », one line per field that differs. */
export const tellChanges = (before: unknown, after: unknown): string[] => {
  const was = asRecord(before)
  const is = asRecord(after)
  return Object.entries(fields).flatMap(([key, label]) => {
    if (!(key in was) && !(key in is)) return []
    if (!(key in was)) return is[key] === null ? [] : [`${label} : ${told(is[key])}`]
    if (!(key in is)) return [`${label} : ${told(was[key])}`]
    return was[key] === is[key] ? [] : [`${label} : ${told(was[key])} → ${told(is[key])}`]
  })
}
