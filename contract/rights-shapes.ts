import { z } from 'zod'
import { Explanation } from '#contract/explanation.ts'
import { Cents, Day, Id, longText, shortText, Version } from '#contract/shapes.ts'
import { resourceKinds } from '#domain/budget/kinds.ts'
import { largestAmountCents } from '#domain/money.ts'
import { aidZones, homeKinds } from '#domain/rights/aid-facts.ts'
import { claimFactKinds } from '#domain/rights/claims.ts'
import { missingFacts, tenures } from '#domain/rights/facts.ts'
import { rightKinds } from '#domain/rights/kinds.ts'
import { rightOutcomes } from '#domain/rights/right-estimate.ts'
import { supplementZones } from '#domain/rights/supplement-zones.ts'

const Amount = Cents.min(0, 'Un montant ne peut pas être négatif.').max(
  largestAmountCents,
  'Montant trop grand.',
)
const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)
const Missing = z.enum(missingFacts)

export const RightEstimateShape = z.object({
  right: z.enum(rightKinds),
  outcome: z.enum(rightOutcomes),
  monthlyCents: Cents.nullable(),
  inPaymentCents: Cents,
  because: z.string().nullable(),
  missing: z.array(Missing),
  explanation: Explanation.nullable(),
})

export const StandingShape = z.object({
  key: z.enum(['social-housing', 'anah', 'rent-supplement']),
  label: z.string(),
  result: z.string().nullable(),
  because: z.string().nullable(),
  missing: z.array(Missing),
  explanation: Explanation.nullable(),
})

export const RightsAnswersShape = z.object({
  tenure: optional(z.enum(tenures)),
  zone: optional(z.enum(aidZones)),
  homeKind: z.enum(homeKinds).default('whole'),
  isUnderConvention: optional(z.boolean()),
  isSocialLandlord: optional(z.boolean()),
  areaSquareDecimetres: optional(z.int().min(1).max(1_000_000)),
  hasDisability: optional(z.boolean()),
  isIsolatedParent: optional(z.boolean()),
  supplementZone: optional(z.enum(supplementZones)),
  isExemptArea: optional(z.boolean()),
  wasAboveCeilings: optional(z.boolean()),
})

export const ClaimFactContent = {
  kind: z.enum(claimFactKinds),
  on: Day,
  amountCents: optional(Amount),
  awaited: optional(shortText(200)),
  nextOn: optional(Day),
  proofFileId: optional(Id),
  note: optional(longText(2000)),
}

export const Claim = z.object({
  id: Id,
  right: z.enum(rightKinds),
  name: z.string().nullable(),
  version: Version,
  status: z.enum(claimFactKinds).nullable(),
  facts: z.array(
    z.object({
      id: Id,
      ...ClaimFactContent,
      proof: z.object({ documentId: Id, title: z.string() }).nullable(),
      recordedBy: z.string(),
    }),
  ),
})
export type Claim = z.output<typeof Claim>

export const claimRefusals = {
  'in-the-future': 'Une étape ne peut pas être datée dans l’avenir.',
  'next-before-fact': 'La prochaine date ne peut pas précéder l’étape.',
  'out-of-line': 'Cette étape ne suit pas les autres : vérifiez l’ordre et les dates.',
  'name-needed': 'Dites de quel droit il s’agit.',
  'unknown-file': 'Ce document n’existe pas ou n’existe plus.',
} as const

export const WhatIfShape = z.object({
  resources: z
    .array(z.object({ kind: z.enum(resourceKinds), monthlyCents: Amount }))
    .max(resourceKinds.length)
    .default([]),
  newChildren: z.int().min(0).max(6).default(0),
  home: optional(
    z.object({
      rentCents: Amount,
      chargesCents: Amount,
      energyCents: Amount,
      zone: z.enum(aidZones),
      homeKind: z.enum(homeKinds).default('whole'),
      isUnderConvention: z.boolean(),
      isSocialLandlord: z.boolean(),
    }),
  ),
})
export type WhatIfShape = z.output<typeof WhatIfShape>

const Rate = z.object({
  basisPoints: z.int().nullable(),
  isAboveThreshold: z.boolean(),
  explanation: Explanation,
})

const sideFigures = {
  persons: z.int(),
  incomeCents: Cents,
  housingCents: Cents,
  energyCents: Cents,
  aidCountedCents: Cents,
  residualMonthCents: Cents,
  residualUnitDayCents: Cents,
}

export const WhatIfSideShape = z.object({
  ...sideFigures,
  aid: RightEstimateShape,
  effort: Rate,
  effortWithEnergy: Rate,
  others: z.array(RightEstimateShape),
})

const KeptSide = z.object({
  ...sideFigures,
  effortBasisPoints: z.int().nullable(),
  effortWithEnergyBasisPoints: z.int().nullable(),
})
/** What a kept comparison gave on its day: figures without their explanations, which the day's own rules would retell. */
export const SimulationOutcome = z.object({ current: KeptSide, changed: KeptSide })
export type SimulationOutcome = z.output<typeof SimulationOutcome>
