import type { Snapshot } from '#contract/budget.ts'
import type { WhatIfShape } from '#contract/rights-shapes.ts'
import { type ResourceKind, resourceKindRows } from '#domain/budget/kinds.ts'
import { monthlySum } from '#domain/budget/snapshot.ts'
import type { Cents } from '#domain/money.ts'
import type { AidZone, HomeKind } from '#domain/rights/aid-facts.ts'

export type IncomeLine = { kind: ResourceKind; nowCents: Cents; thenCents: Cents | null }
export type WhatIfValues = {
  incomes: IncomeLine[]
  newChildren: number | string
  hasHome: boolean
  rentCents: Cents | null
  chargesCents: Cents | null
  energyCents: Cents | null
  zone: AidZone | null
  homeKind: HomeKind
  isUnderConvention: boolean
  isSocialLandlord: boolean
}

/** Every kind of resource written down, but the housing aid, which is estimated anew. */
export const startOf = (snapshot: Snapshot): WhatIfValues => ({
  incomes: [...new Set(snapshot.resources.map(({ kind }) => kind))]
    .filter((kind) => resourceKindRows[kind].counts !== 'housing')
    .map((kind) => {
      const nowCents = monthlySum(snapshot.resources, (one) => one === kind)
      return { kind, nowCents, thenCents: nowCents }
    }),
  newChildren: 0,
  hasHome: false,
  rentCents: null,
  chargesCents: null,
  energyCents: null,
  zone: null,
  homeKind: 'whole',
  isUnderConvention: true,
  isSocialLandlord: true,
})

/** Why the comparison cannot be made yet. */
export const missingIn = ({ hasHome, rentCents, zone, incomes, newChildren }: WhatIfValues) => {
  if (hasHome && rentCents === null) return 'Écrivez le loyer du logement proposé.'
  if (hasHome && zone === null) return 'Choisissez la zone du logement proposé.'
  const isSame = incomes.every(({ nowCents, thenCents }) => nowCents === (thenCents ?? 0))
  return isSame && !hasHome && !Number(newChildren) ? 'Changez d’abord quelque chose.' : undefined
}

export const changeOf = (values: WhatIfValues): WhatIfShape => ({
  resources: values.incomes
    .filter(({ nowCents, thenCents }) => nowCents !== (thenCents ?? 0))
    .map(({ kind, thenCents }) => ({ kind, monthlyCents: thenCents ?? 0 })),
  newChildren: Number(values.newChildren) || 0,
  home:
    values.hasHome && values.zone !== null
      ? {
          rentCents: values.rentCents ?? 0,
          chargesCents: values.chargesCents ?? 0,
          energyCents: values.energyCents ?? 0,
          zone: values.zone,
          homeKind: values.homeKind,
          isUnderConvention: values.isUnderConvention,
          isSocialLandlord: values.isSocialLandlord,
        }
      : null,
})
