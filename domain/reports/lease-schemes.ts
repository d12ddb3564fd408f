import type { Labels } from '#domain/tenancies/kinds.ts'

const rows = {
  'therapeutic-flat': 'Appartement de coordination thérapeutique',
  'dispersed-shelter': 'Hébergement éclaté',
  'asylum-seekers': 'Demandeurs d’asile',
  'sub-letting': 'Sous-location, bail glissant',
  'emergency-shelter': 'Hébergement d’urgence',
  residence: 'Résidence sociale, pension de famille',
  other: 'Autre dispositif',
} as const
/** What an association rents a dwelling for (seed 001). */
export type LeaseScheme = keyof typeof rows
export const leaseSchemes = Object.keys(rows) as LeaseScheme[]
export const leaseSchemeLabels: Labels<LeaseScheme> = rows
