import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import {
  Cents,
  Day,
  Id,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { glidingEventKinds, glidingStatuses } from '#domain/housing/gliding-lease.ts'
import { moveKinds, occupancyKinds, proposalOutcomes, proposalRefusals } from '#domain/housing/kinds.ts'
import { largestAmountCents } from '#domain/money.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)
const Amount = Cents.min(0, 'Un montant ne peut pas être négatif.').max(
  largestAmountCents,
  'Montant trop grand.',
)
const CaravanPlaces = optional(z.int().min(0).max(20))
const inTheFuture = { 'in-the-future': 'Ce fait ne peut pas être daté dans l’avenir.' } as const
const unknownMeasure = { 'unknown-measure': 'Cet accompagnement n’est pas celui du ménage.' } as const

const OccupancyFacts = {
  kind: z.enum(occupancyKinds),
  place: shortText(),
  landlordName: optional(shortText()),
  mainTenantName: optional(shortText()),
  caravanPlaces: CaravanPlaces,
  startedOn: Day,
  measureId: optional(Id),
}
const Occupancy = z.object({
  ...OccupancyFacts,
  id: Id,
  endedOn: Day.nullable(),
  endMove: z.enum(moveKinds).nullable(),
  version: Version,
})
export type Occupancy = z.output<typeof Occupancy>

/** A lease of the stock, on the path of the household. */
const TenancyStay = z.object({
  id: Id,
  number: z.string(),
  kind: z.enum(occupancyKinds),
  place: z.string(),
  startedOn: Day,
  endedOn: Day.nullable(),
  move: z.enum(moveKinds).nullable(),
  moveVersion: Version.nullable(),
})
export type TenancyStay = z.output<typeof TenancyStay>

const GlidingEvent = z.object({
  id: Id,
  kind: z.enum(glidingEventKinds),
  on: Day,
  offersLease: z.boolean().nullable(),
  reasons: z.string().nullable(),
  present: z.array(z.string()),
  by: z.string(),
  cancelled: z.object({ by: z.string(), reason: z.string() }).nullable(),
})

const GlidingLease = z.object({
  id: Id,
  version: Version,
  place: z.string(),
  landlordName: z.string(),
  mainTenantName: z.string(),
  conventionMonths: z.int(),
  measureId: Id.nullable(),
  status: z.enum(glidingStatuses),
  subleaseOn: Day.nullable(),
  endedOn: Day.nullable(),
  nextDue: z.object({ what: z.enum(['review', 'notice']), on: Day, number: z.int() }).nullable(),
  reviews: z.array(
    z.object({
      number: z.int(),
      dueOn: Day,
      why: z.string(),
      heldOn: Day.nullable(),
      noticeOn: Day,
      noticeWhy: z.string(),
      toldOn: Day.nullable(),
    }),
  ),
  events: z.array(GlidingEvent),
  permitted: z.array(z.enum(glidingEventKinds)),
})
export type GlidingLease = z.output<typeof GlidingLease>

const SearchNeeds = {
  sought: z.enum(['dwelling', 'land', 'either']),
  places: z.array(shortText(80)).max(20),
  minRooms: optional(z.int().min(1).max(20)),
  maxCostCents: optional(Amount),
  needsLiftOrGroundFloor: z.boolean(),
  needsAdapted: z.boolean(),
  caravanPlaces: CaravanPlaces,
  wishes: optional(longText(4_000)),
}
const closeReasons = ['housed', 'given-up', 'no-news', 'other'] as const
const HomeCost = {
  rentCents: Amount,
  chargesCents: Amount,
  energyCents: Amount,
  benefitCents: optional(Amount),
}
const Effort = z.object({
  rateBasisPoints: z.int().nullable(),
  thresholdBasisPoints: z.int().nullable(),
  isAboveThreshold: z.boolean(),
  explanation: Explanation,
})
const Proposal = z.object({
  ...HomeCost,
  id: Id,
  version: Version,
  proposedOn: Day,
  place: z.string(),
  landlordName: z.string().nullable(),
  rooms: z.int().nullable(),
  outcome: z.enum(proposalOutcomes),
  outcomeOn: Day.nullable(),
  refusal: z.enum(proposalRefusals).nullable(),
  refusalNote: z.string().nullable(),
  by: z.string(),
  /** Null when no situation was known, and for those who do not read it. */
  effort: z.object({ onDate: Day, withoutEnergy: Effort, withEnergy: Effort }).nullable(),
})
export type Proposal = z.output<typeof Proposal>

const Search = z.object({
  ...SearchNeeds,
  id: Id,
  version: Version,
  measureId: Id.nullable(),
  openedOn: Day,
  closedOn: Day.nullable(),
  closeReason: z.enum(closeReasons).nullable(),
  proposals: z.array(Proposal),
})
export type Search = z.output<typeof Search>

const OfHousehold = { householdId: Id }
const Written = z.object({ version: Version })

export const housing = capability('housing', {
  openPath: query({
    action: 'read-housing-path',
    summary: 'Le parcours de logement d’un ménage : où il a vécu, son bail glissant, sa recherche.',
    input: z.object(OfHousehold),
    output: z.object({
      tenancies: z.array(TenancyStay),
      occupancies: z.array(Occupancy),
      glidingLeases: z.array(GlidingLease),
      searches: z.array(Search),
      usualConventionMonths: z.int(),
    }),
  }),
  addOccupancy: command({
    action: 'write-housing-path',
    summary: 'Note un logement, une sous-location, un terrain où le ménage vit ou a vécu.',
    input: z.object({
      ...OfHousehold,
      ...OccupancyFacts,
      end: z
        .object({ on: Day, move: z.enum(moveKinds) })
        .nullable()
        .default(null),
    }),
    output: z.object({ occupancyId: Id }),
    refusals: {
      ...inTheFuture,
      ...unknownMeasure,
      'ends-before-start': 'Un séjour ne peut pas finir avant d’avoir commencé.',
    },
  }),
  changeOccupancy: command({
    action: 'write-housing-path',
    summary: 'Corrige un séjour, ou note sa fin et ce qui l’a suivi.',
    input: z.object({
      ...OfHousehold,
      occupancyId: Id,
      version: Version,
      ...OccupancyFacts,
      end: z
        .object({ on: Day, move: z.enum(moveKinds) })
        .nullable()
        .default(null),
    }),
    output: Written,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...inTheFuture,
      ...unknownMeasure,
      'ends-before-start': 'Un séjour ne peut pas finir avant d’avoir commencé.',
    },
  }),
  noteMove: command({
    action: 'write-housing-path',
    summary: 'Note ce que le ménage a quitté son logement pour rejoindre.',
    input: z.object({
      ...OfHousehold,
      tenancyId: Id,
      move: z.enum(moveKinds),
      /** Absent the first time. */
      version: Version.optional(),
    }),
    output: Written,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'tenancy-running': 'Ce bail est en cours : la suite se note quand il est terminé.',
    },
  }),

  signConvention: command({
    action: 'write-housing-path',
    summary: 'Ouvre un bail glissant : la convention tripartite est signée.',
    input: z.object({
      ...OfHousehold,
      place: shortText(),
      landlordName: shortText(),
      mainTenantName: shortText(),
      conventionMonths: z.int().min(1).max(60),
      signedOn: Day,
      measureId: optional(Id),
    }),
    output: z.object({ glidingLeaseId: Id }),
    refusals: {
      ...inTheFuture,
      ...unknownMeasure,
      'already-gliding': 'Ce ménage a déjà un bail glissant en cours.',
    },
  }),
  recordGlidingFact: command({
    action: 'write-housing-path',
    summary: 'Note une étape du bail glissant : sous-location, examen, préfet, bail proposé, glissement…',
    input: z.object({
      ...OfHousehold,
      glidingLeaseId: Id,
      version: Version,
      kind: z.enum(glidingEventKinds),
      on: Day,
      /** Told to the préfet. */
      offersLease: optional(z.boolean()),
      reasons: optional(longText(2_000)),
      present: z.array(shortText(80)).max(12).default([]),
    }),
    output: Written,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...inTheFuture,
      'not-now': 'Cette étape ne peut pas suivre où en est le bail glissant à cette date.',
      'reasons-needed': 'Sans bail proposé, les motifs sont dus au préfet et au ménage : écrivez-les.',
    },
  }),
  cancelGlidingFact: command({
    action: 'write-housing-path',
    summary: 'Annule une étape notée par erreur, avec le motif.',
    input: z.object({
      ...OfHousehold,
      glidingLeaseId: Id,
      version: Version,
      eventId: Id,
      reason: shortText(300),
    }),
    output: Written,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'later-facts-need-it': 'Des étapes suivantes en dépendent : annulez-les d’abord.',
    },
  }),
  listGlidingLeases: query({
    action: 'read-housing-path',
    summary: 'Les baux glissants, ce qui est dû d’abord.',
    input: z.object({
      isOpen: z.boolean().default(true),
      status: z.enum(glidingStatuses).optional(),
      dueBefore: Day.optional(),
      ...PageRequest,
    }),
    output: pageOf(
      z.object({
        id: Id,
        householdId: Id,
        householdLabel: z.string(),
        place: z.string(),
        landlordName: z.string(),
        mainTenantName: z.string(),
        status: z.enum(glidingStatuses),
        nextDue: z.enum(['review', 'notice']).nullable(),
        nextDueOn: Day.nullable(),
      }),
    ),
  }),

  openSearch: command({
    action: 'write-housing-path',
    summary: 'Ouvre la recherche d’un logement ou d’un terrain : besoins et souhaits.',
    input: z.object({ ...OfHousehold, ...SearchNeeds, measureId: optional(Id) }),
    output: z.object({ searchId: Id }),
    refusals: { ...unknownMeasure, 'already-searching': 'Une recherche est déjà ouverte pour ce ménage.' },
  }),
  changeSearch: command({
    action: 'write-housing-path',
    summary: 'Corrige les besoins et les souhaits d’une recherche.',
    input: z.object({ ...OfHousehold, searchId: Id, version: Version, ...SearchNeeds }),
    output: Written,
    refusals: { ...unknownRecord, ...staleVersion, 'already-closed': 'Cette recherche est close.' },
  }),
  closeSearch: command({
    action: 'write-housing-path',
    summary: 'Clôt une recherche.',
    input: z.object({ ...OfHousehold, searchId: Id, version: Version, reason: z.enum(closeReasons) }),
    output: Written,
    refusals: { ...unknownRecord, ...staleVersion, 'already-closed': 'Cette recherche est déjà close.' },
  }),
  addProposal: command({
    action: 'write-housing-path',
    summary: 'Note une proposition de logement ; le taux d’effort est calculé avec et sans l’énergie.',
    input: z.object({
      ...OfHousehold,
      searchId: Id,
      proposedOn: Day,
      place: shortText(),
      landlordName: optional(shortText()),
      rooms: optional(z.int().min(0).max(20)),
      ...HomeCost,
    }),
    output: z.object({ proposalId: Id }),
    refusals: { ...unknownRecord, ...inTheFuture, 'already-closed': 'Cette recherche est close.' },
  }),
  answerProposal: command({
    action: 'write-housing-path',
    summary: 'Note ce qu’est devenue une proposition, et pourquoi.',
    input: z.object({
      ...OfHousehold,
      proposalId: Id,
      version: Version,
      outcome: z.enum(proposalOutcomes),
      on: Day,
      refusal: z.enum(proposalRefusals).nullable().default(null),
      note: optional(shortText(500)),
    }),
    output: Written,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...inTheFuture,
      'before-proposal': 'La réponse ne peut pas précéder la proposition.',
      'reason-needed': 'Une proposition refusée ou non attribuée se note avec sa raison.',
    },
  }),
  listSearches: query({
    action: 'read-housing-path',
    summary: 'Les recherches de logement en cours, les plus anciennes d’abord.',
    input: z.object({
      sought: z.enum(['dwelling', 'land', 'either']).optional(),
      place: shortText(80).optional(),
      ...PageRequest,
    }),
    output: pageOf(
      z.object({
        id: Id,
        householdId: Id,
        householdLabel: z.string(),
        sought: z.enum(['dwelling', 'land', 'either']),
        places: z.array(z.string()),
        minRooms: z.int().nullable(),
        maxCostCents: Cents.nullable(),
        caravanPlaces: z.int().nullable(),
        openedOn: Day,
        proposalCount: z.int(),
        lastProposedOn: Day.nullable(),
      }),
    ),
  }),
})
