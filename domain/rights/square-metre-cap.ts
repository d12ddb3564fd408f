import { socialHousingZoneOf } from '#domain/income-ceilings/zones.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { AidZone } from '#domain/rights/aid-facts.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const zoneRows = {
  core: 'Paris, Boulogne-Billancourt, Levallois-Perret, Neuilly-sur-Seine, Saint-Mandé, Vincennes',
  '1-bis': 'reste de la zone 1 bis',
  '1': 'zone 1',
  '2': 'zone 2',
  corsica: 'Corse',
  overseas: 'outre-mer',
  '3': 'reste de la zone 3',
} as const
/** The zones of the limit per square metre of rent and supplement together. */
export type CapZone = keyof typeof zoneRows
export const capZoneLabels: Labels<CapZone> = zoneRows

const paris = /^75(056|1\d\d)$/
const aroundParis: readonly string[] = ['92012', '92044', '92051', '94067', '94080']
const corsica = '94'
const overseas: readonly string[] = ['01', '02', '03', '04', '06']
const byAidZone: Readonly<Record<AidZone, CapZone>> = { i: '1', ii: '2', iii: '3' }

/** Zone 1 bis is Paris and the communes around it; the others are the zones of the housing aid, told once by commune. */
export const capZoneOf = (
  { communeCode, regionCode }: { communeCode: string; regionCode: string | null },
  aidZone: AidZone | null,
): CapZone | null => {
  if (paris.test(communeCode) || aroundParis.includes(communeCode)) return 'core'
  if (regionCode === corsica) return 'corsica'
  if (regionCode !== null && overseas.includes(regionCode)) return 'overseas'
  if (socialHousingZoneOf(communeCode, regionCode) === 'paris') return '1-bis'
  return aidZone === null ? null : byAidZone[aidZone]
}

export type SquareMetreCap = {
  zone: CapZone
  perSquareMetreCents: Cents
  /** What the rent leaves to the supplement under the limit. */
  roomCents: Cents
}

/** Since 1 January 2026; null on an earlier day. */
export const squareMetreCap = (
  zone: CapZone,
  home: { areaSquareDecimetres: number; rentCents: Cents },
  params: ParameterReader,
): SquareMetreCap | null => {
  const key = `sls.square-metre.${zone}`
  if (!params.has(key)) return null
  const perSquareMetreCents = params.read(key)
  const mostCents = Math.floor((perSquareMetreCents * home.areaSquareDecimetres) / 100)
  return { zone, perSquareMetreCents, roomCents: Math.max(0, mostCents - home.rentCents) }
}
