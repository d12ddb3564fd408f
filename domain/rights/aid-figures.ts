import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { BasisPoints } from '#domain/ratio.ts'
import { type AidFamily, type AidZone, aidZones } from '#domain/rights/aid-facts.ts'

/** Amounts of one column of a table by family: single, couple, then by number of dependants. */
export type FamilyScale = { single: number; couple: number; byDependants: readonly number[]; more: number }

const largestListed = 6

/** The figures of the aid on one day, read once: a portfolio is estimated without looking any of them up again. */
export type AidFigures = {
  rentCeilings: Readonly<Record<AidZone, FamilyScale>>
  chargesCents: Cents
  chargesDependantCents: Cents
  chargesSharedSingleCents: Cents
  minimumCents: Cents
  participationRate: BasisPoints
  tf: FamilyScale
  r0: FamilyScale
  tl: { first: BasisPoints; second: BasisPoints; firstRate: BasisPoints; secondRate: BasisPoints }
  resourcesStepCents: Cents
  shares: { room: BasisPoints; lodged: BasisPoints; shared: BasisPoints }
  /** Multiples of the ceiling, in hundred-thousandths. */
  degressivity: Readonly<Record<AidZone, { from: number; until: number }>>
  flatReductionCents: Cents
  crdsRate: BasisPoints
  rlsShare: BasisPoints
  leastPaid: { apl: Cents; al: Cents }
}

const listed = (params: ParameterReader, prefix: string): FamilyScale => {
  const read = (key: string) => params.read(`${prefix}.${key}`)
  return {
    single: read('single'),
    couple: read('couple'),
    byDependants: Array.from({ length: largestListed }, (_, index) => read(`${index + 1}`)),
    more: read('more'),
  }
}

const perFurther = (params: ParameterReader, prefix: string): FamilyScale => ({
  single: params.read(`${prefix}.single`),
  couple: params.read(`${prefix}.couple`),
  byDependants: [params.read(`${prefix}.one-dependant`)],
  more: params.read(`${prefix}.further-dependant`),
})

const byZone = <T>(read: (zone: AidZone) => T): Record<AidZone, T> => ({
  i: read('i'),
  ii: read('ii'),
  iii: read('iii'),
})

/** False on days for which no scale is known: nothing must then be estimated. */
export const knowsAid = (params: ParameterReader): boolean =>
  params.has('housing-aid.rent-ceiling.ii.single') && params.has('housing-aid.r0.single')

export const readAidFigures = (params: ParameterReader): AidFigures => {
  const read = (key: string) => params.read(`housing-aid.${key}`)
  const multiples = (zone: AidZone) => (zone === 'i' ? 'i' : 'other')
  return {
    rentCeilings: byZone((zone) => perFurther(params, `housing-aid.rent-ceiling.${zone}`)),
    chargesCents: read('charges'),
    chargesDependantCents: read('charges-dependant'),
    chargesSharedSingleCents: params.readNearest('housing-aid.charges-shared-single'),
    minimumCents: read('minimum-participation'),
    participationRate: read('participation-rate'),
    tf: listed(params, 'housing-aid.tf'),
    r0: listed(params, 'housing-aid.r0'),
    tl: {
      first: read('tl.first-threshold'),
      second: read('tl.second-threshold'),
      firstRate: read('tl.first-rate'),
      secondRate: read('tl.second-rate'),
    },
    resourcesStepCents: read('resources-step'),
    shares: { room: read('room-rate'), lodged: read('lodged-rate'), shared: read('shared-rate') },
    degressivity: byZone((zone) => ({
      from: read(`k1.${multiples(zone)}`),
      until: read(`k2.${multiples(zone)}`),
    })),
    flatReductionCents: read('flat-reduction'),
    crdsRate: read('crds-rate'),
    rlsShare: read('rls-share'),
    leastPaid: { apl: read('least-paid.apl'), al: read('least-paid.al') },
  }
}

export type RlsFigures = Readonly<Record<AidZone, { amounts: FamilyScale; ceilings: FamilyScale }>>

export const knowsRls = (params: ParameterReader): boolean =>
  aidZones.every(
    (zone) => params.has(`rls.amount.${zone}.single`) && params.has(`rls.ceiling.${zone}.single`),
  )

export const readRlsFigures = (params: ParameterReader): RlsFigures =>
  byZone((zone) => ({
    amounts: perFurther(params, `rls.amount.${zone}`),
    ceilings: listed(params, `rls.ceiling.${zone}`),
  }))

/** The value for a family: past the last column, so much per further dependant. */
export const valueForFamily = (scale: FamilyScale, { isCouple, dependants }: AidFamily): number => {
  if (dependants === 0) return isCouple ? scale.couple : scale.single
  const columns = scale.byDependants.length
  const last = scale.byDependants[Math.min(dependants, columns) - 1] ?? 0
  return dependants > columns ? last + scale.more * (dependants - columns) : last
}
