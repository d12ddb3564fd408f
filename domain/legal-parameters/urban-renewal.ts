import type { LegalParameter } from '#domain/legal-parameter.ts'
import {
  type RenewalArea,
  type RenewalNature,
  type RenewalProduct,
  type RenewalTier,
  renewalAreaLabels,
  renewalNatureLabels,
  renewalProductLabels,
  renewalTierLabels,
} from '#domain/urban-renewal/kinds.ts'

type Cell = [RenewalArea, RenewalProduct, RenewalTier, RenewalNature, euros: number]

// As printed in seed 002 (tables of seed-figures): the complementary amount of the PLUS is above that of the PLAI.
const grid: readonly Cell[] = [
  ['metropolis', 'plus', 'base', 'loan', 8_000],
  ['metropolis', 'plai', 'base', 'loan', 11_000],
  ['metropolis', 'plai', 'base', 'subsidy', 8_600],
  ['metropolis', 'plus', 'complementary', 'loan', 12_000],
  ['metropolis', 'plai', 'complementary', 'loan', 4_000],
  ['metropolis', 'plai', 'complementary', 'subsidy', 3_200],
  ['rest', 'plus', 'base', 'loan', 6_700],
  ['rest', 'plai', 'base', 'loan', 9_000],
  ['rest', 'plai', 'base', 'subsidy', 7_200],
  ['rest', 'plus', 'complementary', 'loan', 6_700],
  ['rest', 'plai', 'complementary', 'loan', 2_300],
  ['rest', 'plai', 'complementary', 'subsidy', 1_800],
]

export const renewalKey = (
  area: RenewalArea,
  product: RenewalProduct,
  tier: RenewalTier,
  nature: RenewalNature,
): string => `renewal.${area}.${product}.${tier}.${nature}`

/** New commitments were possible until June 2026 (handbook money §8.5): later, the grid is history. */
const inForce = { validFrom: '2021-04-01', validTo: '2026-06-30', sourceDate: '2021-05-05' } as const
const source = 'Action Logement et AR Hlm Paca & Corse, article d’avril 2021 révisé le 5 mai 2021'

export const urbanRenewalParameters: readonly LegalParameter[] = [
  ...grid.map(([area, product, tier, nature, euros]) => ({
    ...inForce,
    key: renewalKey(area, product, tier, nature),
    label: `NPNRU, ${renewalAreaLabels[area]} : ${renewalNatureLabels[nature].toLowerCase()} ${renewalProductLabels[product]}, ${renewalTierLabels[tier].toLowerCase()}, par logement`,
    value: euros * 100,
    unit: 'cents' as const,
    legalRef: source,
    confidence: 'secondary' as const,
  })),
  {
    ...inForce,
    key: 'renewal.requalification-share',
    label: 'NPNRU : part de l’investissement d’une requalification',
    value: 6_000,
    unit: 'basis-points',
    legalRef: source,
    confidence: 'secondary',
  },
]
