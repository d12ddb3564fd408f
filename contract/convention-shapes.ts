import { z } from 'zod'
import { Cents, Day, Id, Instant, longText, shortText, Version } from '#contract/shapes.ts'
import { NamedTerritory } from '#contract/territories.ts'
import {
  conventionDocumentKinds,
  conventionKinds,
  conventionLevels,
  conventionStates,
  fungibilities,
  partyRoles,
  renewals,
  reportings,
  targetKinds,
} from '#domain/conventions/kinds.ts'
import { alertMonths } from '#domain/conventions/period.ts'
import { countingRules } from '#domain/envelopes/kinds.ts'
import { fundingFields } from '#domain/funding/kinds.ts'
import { largestAmountCents } from '#domain/money.ts'
import { partnerKinds } from '#domain/parcels/partner-kinds.ts'
import { requalificationReadings } from '#domain/urban-renewal/kinds.ts'

export const Field = z.enum(fundingFields)
export const Year = z.int().min(1950).max(2200)
export const PositiveCents = Cents.min(1, 'Un montant supérieur à zéro est attendu.').max(
  largestAmountCents,
  'Ce montant est trop grand.',
)

export const Target = z.object({
  kind: z.enum(targetKinds),
  field: Field.nullable(),
  year: Year.nullable(),
  value: z.int().min(1).max(largestAmountCents),
})

export const Clauses = z.object({
  aidCapBasisPoints: z.int().min(1).max(10_000).nullable(),
  reducesItself: z.boolean(),
  reductionPriority: z.int().min(1).max(99).nullable(),
  fungibility: z.enum(fungibilities),
  countingRule: z.enum(countingRules),
  requalification: z.enum(requalificationReadings),
  reporting: z.enum(reportings),
  words: longText(8_000).nullable(),
})

const renewalMonths = z.int().min(1).max(120).nullable()
const noticeDays = z.int().min(0).max(3_650).nullable()

export const Terms = z.object({
  level: z.enum(conventionLevels),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  renewal: z.enum(renewals),
  renewalMonths,
  noticeDays,
  territories: z.array(NamedTerritory).max(200),
  fields: z.array(Field).max(fundingFields.length),
  targets: z.array(Target).max(100),
  clauses: Clauses,
})

export const TermChanges = z.object({
  endsOn: Day.nullable().optional(),
  renewal: z.enum(renewals).optional(),
  renewalMonths: renewalMonths.optional(),
  noticeDays: noticeDays.optional(),
  addedTerritories: z.array(NamedTerritory).max(200).optional(),
  removedTerritories: z.array(NamedTerritory).max(200).optional(),
  addedFields: z.array(Field).optional(),
  removedFields: z.array(Field).optional(),
  addedTargets: z.array(Target).max(100).optional(),
  removedTargets: z.array(Target).max(100).optional(),
  clauses: Clauses.partial().optional(),
})

/** Where money stands: each figure is a sum of ledger lines (domain/envelopes/standing.ts). */
export const Standing = z.object({
  committedGross: Cents,
  released: Cents,
  committedNet: Cents,
  disbursed: Cents,
  remainingToDisburse: Cents,
  repaid: Cents,
  lost: Cents,
  recovered: Cents,
  outstanding: Cents,
  exposure: Cents,
})

export const Alert = z.literal(alertMonths).nullable()

export const ConventionRow = z.object({
  id: Id,
  reference: z.string(),
  title: z.string(),
  kind: z.enum(conventionKinds),
  level: z.enum(conventionLevels).nullable(),
  state: z.enum(conventionStates),
  signedOn: Day.nullable(),
  startsOn: Day.nullable(),
  endsOn: Day.nullable(),
  noticeOn: Day.nullable(),
  alert: Alert,
  partners: z.array(z.string()),
  fields: z.array(Field),
  /** Of its open envelopes, today. */
  capCents: Cents,
  usedCents: Cents,
})
export type ConventionRow = z.output<typeof ConventionRow>

export const Party = z.object({
  id: Id,
  partnerId: Id,
  name: z.string(),
  kind: z.enum(partnerKinds),
  role: z.enum(partyRoles),
  signatory: z.string().nullable(),
  signedOn: Day.nullable(),
})

export const AmendmentView = z.object({
  id: Id,
  number: z.int(),
  signedOn: Day,
  effectiveOn: Day,
  purpose: z.string(),
  changes: TermChanges,
  allotments: z.array(z.object({ envelopeId: Id, label: z.string(), cents: Cents })),
  by: z.string(),
  cancelled: z.object({ by: z.string(), reason: z.string() }).nullable(),
})
export type AmendmentView = z.output<typeof AmendmentView>

export const ConventionDocument = z.object({
  id: Id,
  kind: z.enum(conventionDocumentKinds),
  title: z.string(),
  fileName: z.string(),
  datedOn: Day.nullable(),
  amendmentNumber: z.int().nullable(),
  by: z.string(),
  addedAt: Instant,
})
export type ConventionDocument = z.output<typeof ConventionDocument>

const Link = z.object({ id: Id, reference: z.string(), title: z.string() })

export const Convention = z.object({
  id: Id,
  version: Version,
  reference: z.string(),
  title: z.string(),
  kind: z.enum(conventionKinds),
  framework: Link.nullable(),
  applications: z.array(Link),
  object: z.string().nullable(),
  signedOn: Day.nullable(),
  state: z.enum(conventionStates),
  alert: Alert,
  /** Tacit renewals included. */
  period: z.object({
    startsOn: Day.nullable(),
    endsOn: Day.nullable(),
    noticeOn: Day.nullable(),
    renewals: z.int(),
  }),
  agreed: Terms,
  /** Amendments included, as they stand today. */
  terms: Terms,
  endedEarly: z.object({ on: Day, reason: z.string() }).nullable(),
  responsibleId: Id.nullable(),
  responsibleName: z.string().nullable(),
  parties: z.array(Party),
  amendments: z.array(AmendmentView),
  documents: z.array(ConventionDocument),
})
export type Convention = z.output<typeof Convention>

/** What a person writes to make a convention, or to correct it. */
export const ConventionWords = {
  reference: shortText(64),
  title: shortText(200),
  kind: z.enum(conventionKinds),
  frameworkId: Id.nullable(),
  object: longText(4_000).nullable(),
  signedOn: Day.nullable(),
  responsibleId: Id.nullable(),
  terms: Terms,
}
