import type { Labels } from '#domain/tenancies/kinds.ts'

/** The zones of the reference supplement of the SLS (CCH R.441-21), by commune. */
export const supplementZones = ['paris', 'agglomeration', 'large', 'elsewhere'] as const
export type SupplementZone = (typeof supplementZones)[number]
export const supplementZoneLabels: Labels<SupplementZone> = {
  paris: 'Paris et communes limitrophes',
  agglomeration: 'Reste de l’agglomération parisienne, villes nouvelles',
  large: 'Reste de l’Île-de-France, agglomération de plus de 100 000 habitants',
  elsewhere: 'Autre commune',
}
