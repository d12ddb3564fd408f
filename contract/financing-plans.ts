import { z } from 'zod'
import { PositiveCents, Reason } from '#contract/application-shapes.ts'
import { capability, command, query } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import { Cents, Day, Id, Instant, longText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import type { FinancingPlan } from '#domain/funding/financing-plan.ts'
import {
  costKinds,
  funderKinds,
  planResourceKinds,
  planStatuses,
  reductionRules,
} from '#domain/funding/plan-kinds.ts'
import { subsidyEventKinds } from '#domain/funding/subsidy-facts.ts'

const label = z.string().trim().max(200)

export const PlanShape = z.object({
  costs: z
    .array(
      z.object({
        id: Id,
        kind: z.enum(costKinds),
        label,
        netCents: Cents,
        vatBasisPoints: z.union([z.literal(550), z.literal(1_000), z.literal(2_000), z.literal(0)]),
      }),
    )
    .max(100),
  resources: z
    .array(
      z.object({
        id: Id,
        kind: z.enum(planResourceKinds),
        label,
        funderKind: z.enum(funderKinds).nullable(),
        partnerId: Id.nullable(),
        cents: Cents,
        countsInCap: z.boolean(),
        reduction: z.enum(reductionRules),
        rank: z.int().min(0).max(99),
        lineId: Id.nullable(),
      }),
    )
    .max(100),
  capBasisPoints: z.int().nullable(),
  capSource: z.string().max(300),
  note: z.string().max(2_000),
}) satisfies z.ZodType<FinancingPlan>

const SubsidyView = z.object({
  subsidyId: Id,
  resourceId: Id,
  version: Version,
  funderName: z.string(),
  status: z.enum(planStatuses),
  requestedCents: Cents,
  requestedOn: Day,
  notifiedCents: Cents.nullable(),
  notifiedOn: Day.nullable(),
  deadline: Day.nullable(),
  receivedCents: Cents,
  /** What it brings to the plan now. */
  liveCents: Cents,
  possible: z.array(z.enum(subsidyEventKinds)),
  facts: z.array(
    z.object({
      factId: Id,
      kind: z.enum(subsidyEventKinds),
      on: Day,
      cents: Cents.nullable(),
      told: z.string().nullable(),
      by: z.string(),
    }),
  ),
})
export type SubsidyView = z.output<typeof SubsidyView>

const PlanVersion = z.object({
  number: z.int(),
  reason: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  plan: PlanShape,
})

export const financingPlans = capability('financingPlans', {
  open: query({
    action: 'read-funding',
    summary: 'Le plan de financement d’un dossier, ses versions et ses subventions.',
    input: z.object({ applicationId: Id }),
    output: z.object({
      applicationId: Id,
      number: z.string(),
      householdLabel: z.string(),
      /** 0 while nothing was kept: what the lines asked for is proposed. */
      currentNumber: z.int(),
      plan: PlanShape,
      versions: z.array(PlanVersion),
      subsidies: z.array(SubsidyView),
      partners: z.array(z.object({ partnerId: Id, name: z.string() })),
      /** Proposed by the rules of the day, from the costs of the plan and what the file says. */
      simulations: z.array(
        z.object({ key: z.string(), label: z.string(), cents: Cents, explanation: Explanation }),
      ),
      /** Caps that the texts know, for this household. */
      caps: z.array(z.object({ basisPoints: z.int(), label: z.string(), source: z.string() })),
    }),
    refusals: unknownRecord,
  }),
  save: command({
    action: 'write-applications',
    summary: 'Garde une version du plan, en disant ce qui change.',
    input: z.object({
      applicationId: Id,
      /** The version that was read. */
      number: z.int().min(0),
      plan: PlanShape,
      reason: Reason,
    }),
    output: z.object({ number: z.int() }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      unsound: 'Ce plan a des lignes à corriger.',
      unchanged: 'Ce plan dit la même chose que la dernière version.',
      'subsidy-dropped': 'Une subvention déjà demandée ne s’enlève pas du plan : notez son retrait.',
    },
  }),
  requestSubsidy: command({
    action: 'write-applications',
    summary: 'Note qu’une subvention du plan a été demandée.',
    input: z.object({ applicationId: Id, resourceId: Id, cents: PositiveCents, on: Day }),
    output: z.object({ subsidyId: Id }),
    refusals: {
      ...unknownRecord,
      'not-a-subsidy': 'Cette ligne du plan n’est pas une subvention.',
      'already-requested': 'Cette subvention est déjà demandée.',
      'future-day': 'Une demande se note une fois faite : la date est dans le futur.',
    },
  }),
  recordSubsidyFact: command({
    action: 'write-applications',
    summary: 'Note ce que le financeur répond : dossier complet, notification, révision, refus…',
    input: z.object({
      subsidyId: Id,
      version: Version,
      fact: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('declared-complete'), on: Day }),
        z.object({ kind: z.literal('notified'), on: Day, cents: PositiveCents, deadline: Day.nullable() }),
        z.object({ kind: z.literal('revised'), on: Day, cents: PositiveCents }),
        z.object({ kind: z.literal('rejected'), on: Day, reason: longText(1_000) }),
        z.object({ kind: z.literal('withdrawn'), on: Day, reason: longText(1_000) }),
        z.object({ kind: z.literal('expired'), on: Day, reason: longText(1_000) }),
        z.object({
          kind: z.literal('clawed-back'),
          on: Day,
          cents: PositiveCents,
          reason: longText(1_000),
        }),
      ]),
    }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'future-day': 'Un fait se note une fois qu’il a eu lieu : la date est dans le futur.',
      'out-of-order': 'À cette date, cette étape n’est pas possible dans la vie de la subvention.',
      'deadline-before-notice': 'La date limite des travaux précède la notification.',
    },
  }),
  cancelSubsidyFact: command({
    action: 'write-applications',
    summary: 'Annule un fait noté par erreur ; il reste lisible.',
    input: z.object({ subsidyId: Id, version: Version, factId: Id, reason: longText(1_000) }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'kept-fact': 'La demande elle-même ne s’annule pas : notez le retrait de la subvention.',
      'contradicts-later-fact':
        'Un fait noté à une date plus tardive ne tiendrait plus : annulez-le d’abord.',
    },
  }),
})
