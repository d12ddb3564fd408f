import { type ResourceKind, resourceLabel } from '#domain/budget/kinds.ts'
import { type BudgetSnapshot, monthlyAmount } from '#domain/budget/snapshot.ts'
import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { applyRate } from '#domain/ratio.ts'

/** `less-rate`: after the allowance of ten per cent on wages and pensions (CGI 83 and 158). */
type Counting = 'whole' | 'less-rate' | 'no'
type Bases = Readonly<Record<'housing-aid' | 'rsa' | 'aah' | 'aspa', Counting>>

const earned: Bases = { 'housing-aid': 'less-rate', rsa: 'whole', aah: 'less-rate', aspa: 'whole' }
const taxed: Bases = { 'housing-aid': 'whole', rsa: 'whole', aah: 'whole', aspa: 'whole' }
const never: Bases = { 'housing-aid': 'no', rsa: 'no', aah: 'no', aspa: 'no' }
const rsaOnly: Bases = { ...never, rsa: 'whole' }
const minimum: Bases = { ...never, rsa: 'whole', aspa: 'whole' }

/** What each benefit counts among the resources: by general knowledge of CCH R.822-4, CASF R.262-6 and R.262-11, CSS R.815-22 and R.821-4. */
const bases: Readonly<Record<ResourceKind, Bases>> = {
  wages: earned,
  'self-employment': taxed,
  'unemployment-benefit': earned,
  'retirement-pension': earned,
  'disability-pension': earned,
  'daily-allowance': earned,
  rsa: never,
  'activity-bonus': never,
  aah: minimum,
  aspa: rsaOnly,
  ass: earned,
  'family-allowances': rsaOnly,
  'family-support': rsaOnly,
  'child-care-benefit': rsaOnly,
  'alimony-received': earned,
  scholarship: rsaOnly,
  'youth-allowance': never,
  'rental-income': taxed,
  'other-income': taxed,
  ars: never,
  aeeh: never,
  pch: never,
  'occasional-help': never,
  'housing-benefit': never,
}

export type ResourceBase = keyof Bases
export type CountedResources = { monthlyCents: Cents; explanation: Explanation }

const baseNames: Readonly<Record<ResourceBase, string>> = {
  'housing-aid': 'l’aide au logement',
  rsa: 'le RSA',
  aah: 'l’AAH',
  aspa: 'l’ASPA',
}
const source = 'liste des ressources comptées : connaissance générale, à vérifier auprès de l’organisme'

/** The monthly resources of the household as one benefit counts them; alimony paid is taken off for the housing aid. */
export const countResources = (
  base: ResourceBase,
  situation: BudgetSnapshot,
  params: ParameterReader,
): CountedResources => {
  const rate = params.readNearest('housing-aid.professional-rate')
  const counted = situation.resources.flatMap((line) => {
    const counting = bases[line.kind][base]
    if (counting === 'no') return []
    const whole = monthlyAmount(line)
    return [
      {
        label: resourceLabel(line.kind),
        cents: whole - (counting === 'less-rate' ? applyRate(whole, rate) : 0),
      },
    ]
  })
  const paidOut =
    base === 'housing-aid'
      ? situation.charges.filter(({ kind }) => kind === 'alimony-paid').map((line) => -monthlyAmount(line))
      : []
  const total = [...counted.map(({ cents }) => cents), ...paidOut].reduce((sum, cents) => sum + cents, 0)
  const monthlyCents = Math.max(0, total)
  const isReduced = base === 'housing-aid' || base === 'aah'
  return {
    monthlyCents,
    explanation: explain({
      label: `Ressources par mois comptées pour ${baseNames[base]}`,
      result: { kind: 'cents', value: monthlyCents },
      formula: isReduced
        ? 'ressources imposables, salaires et pensions après abattement'
        : 'somme des ressources comptées',
      inputs: [
        ...counted.map(({ label, cents }) => centsInput(label, cents)),
        ...paidOut.map((cents) => centsInput('Pension alimentaire versée', cents)),
      ],
      sources: [source],
      parameters: isReduced ? params.used().filter(({ key }) => key === 'housing-aid.professional-rate') : [],
      asOf: params.onDate,
    }),
  }
}
