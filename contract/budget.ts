import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { householdFacts } from '#contract/household-facts.ts'
import {
  Cents,
  Day,
  Id,
  Instant,
  longText,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { chargeKinds, resourceKinds } from '#domain/budget/kinds.ts'
import { periods } from '#domain/budget/snapshot.ts'
import { confidences, parameterUnits } from '#domain/legal-parameter.ts'
import { largestAmountCents } from '#domain/money.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)
const Amount = Cents.min(0, 'Un montant ne peut pas être négatif.').max(
  largestAmountCents,
  'Montant trop grand.',
)

const line = {
  amountCents: Amount,
  every: z.enum(periods),
  proofSeen: z.boolean().default(false),
  proofFileId: optional(Id),
  note: optional(shortText(200)),
}
const ResourceLine = z.object({ kind: z.enum(resourceKinds), ...line })
const ChargeLine = z.object({ kind: z.enum(chargeKinds), ...line })

const SnapshotMember = z.object({
  personId: optional(Id),
  name: optional(shortText(200)),
  bornOn: optional(Day),
  isPartner: z.boolean().default(false),
  isSharedCustody: z.boolean().default(false),
})

/** What is written down: the day, who lives there, what comes in, what goes out. */
export const SnapshotContent = z.object({
  onDate: Day,
  comment: optional(longText(4000)),
  members: z.array(SnapshotMember).min(1, 'Au moins une personne vit dans le logement.').max(20),
  resources: z.array(ResourceLine).max(60),
  charges: z.array(ChargeLine).max(60),
})
export type SnapshotContent = z.output<typeof SnapshotContent>

export const Snapshot = SnapshotContent.extend({
  id: Id,
  version: Version,
  createdBy: z.string(),
  changedBy: z.string(),
  changedAt: Instant,
})
export type Snapshot = z.output<typeof Snapshot>

/** A dated figure of the law, or the organisation's own: the screen computes its preview with the same ones. */
export const Figure = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number(),
  unit: z.enum(parameterUnits),
  validFrom: Day,
  validTo: Day.nullable(),
  legalRef: z.string(),
  sourceDate: Day,
  confidence: z.enum(confidences),
})

const Rate = z.object({
  variant: z.string(),
  label: z.string(),
  rateBasisPoints: z.int().nullable(),
  thresholdBasisPoints: z.int().nullable(),
  isAboveThreshold: z.boolean(),
})

export const Assessment = z.object({
  incomeCents: Cents,
  resourcesCents: Cents,
  chargesCents: Cents,
  unitsHundredths: z.int(),
  effortRates: z.array(Rate),
  residualPerMonthCents: Cents,
  residualPerPersonPerDayCents: Cents,
  residualPerUnitPerDayCents: Cents,
  isBelowAlert: z.boolean(),
  seizableCents: Cents,
  capacityCents: Cents,
})
export type Assessment = z.output<typeof Assessment>

export const budget = capability('budget', {
  openSituation: query({
    action: 'read-social-situation',
    summary:
      'Les situations datées d’un ménage, la plus récente d’abord, et les barèmes qui servent à les calculer.',
    input: z.object({ householdId: Id }),
    output: z.object({
      snapshots: z.array(Snapshot),
      figures: z.array(Figure),
      /** The documents that prove lines of these situations, those the caller may open. */
      proofs: z.array(z.object({ fileId: Id, documentId: Id, title: z.string() })),
      /** Who lives there today, to start the first situation from. */
      members: z.array(SnapshotMember),
      /** The current tenancy, to start the first situation from. */
      tenancy: z.object({ rentCents: Cents, chargesCents: Cents, benefitCents: Cents }).nullable(),
    }),
  }),
  assess: query({
    action: 'read-social-situation',
    summary:
      'Taux d’effort, reste à vivre, quotité saisissable et capacité de remboursement d’une situation.',
    input: z.object({ householdId: Id, snapshotId: Id }),
    output: Assessment,
    refusals: unknownRecord,
  }),
  addSnapshot: command({
    action: 'edit-social-situation',
    summary: 'Note la situation du ménage à une date.',
    input: z.object({ householdId: Id, content: SnapshotContent }),
    output: z.object({ id: Id }),
    refusals: {
      'in-the-future': 'Une situation ne peut pas être datée dans l’avenir.',
      'unknown-person': 'Une des personnes n’est pas de ce ménage.',
      'unknown-file': 'Un des justificatifs n’existe pas ou n’existe plus.',
    },
  }),
  editSnapshot: command({
    action: 'edit-social-situation',
    summary: 'Corrige une situation.',
    input: z.object({ householdId: Id, snapshotId: Id, version: Version, content: SnapshotContent }),
    output: z.object({ version: Version }),
    refusals: {
      ...staleVersion,
      ...unknownRecord,
      'in-the-future': 'Une situation ne peut pas être datée dans l’avenir.',
      'unknown-person': 'Une des personnes n’est pas de ce ménage.',
      'unknown-file': 'Un des justificatifs n’existe pas ou n’existe plus.',
    },
  }),
  ...householdFacts,
})
