import { socialHousingZoneOf } from '#domain/income-ceilings/zones.ts'
import type { AidZone } from '#domain/rights/aid-facts.ts'
import type { SupplementZone } from '#domain/rights/supplement-zones.ts'

const corsica = '94'

/**
 * The zone of the housing aid that a commune tells for sure: Paris and the communes around it, Corsica. The lists of the
 * arrêté of 17 March 1978 were not read here: everywhere else, somebody says it once and it is kept.
 */
export const aidZoneOf = (communeCode: string, regionCode: string | null): AidZone | null => {
  if (socialHousingZoneOf(communeCode, regionCode) === 'paris') return 'i'
  return regionCode === corsica ? 'ii' : null
}

export const supplementZoneOf = (communeCode: string, regionCode: string | null): SupplementZone | null =>
  socialHousingZoneOf(communeCode, regionCode) === 'paris' ? 'paris' : null
