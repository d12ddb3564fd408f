import { z } from 'zod'
import { ArrearsLine } from '#contract/arrears-line.ts'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import {
  Cents,
  Day,
  Id,
  Instant,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
} from '#contract/shapes.ts'
import { ladderActions } from '#domain/arrears/ladder.ts'
import { regimeChanges } from '#domain/arrears/regime-change.ts'
import { arrearsEventKinds, arrearsStages } from '#domain/arrears/transitions.ts'
import {
  debtTrends,
  largestAssignment,
  largestBatch,
  verdictFilters,
  worklistSorts,
} from '#domain/arrears/worklist.ts'

export const ArrearsStage = z.enum(arrearsStages)

/** What narrows the worklist; the address of the screen holds the same. */
export const WorklistFilters = z.object({
  agency: z.string().max(200).optional(),
  stage: ArrearsStage.optional(),
  minDebtCents: Cents.min(0).optional(),
  minMonths: z.int().min(1).max(120).optional(),
  trend: z.enum(debtTrends).optional(),
  /** A membership, or nobody. */
  referent: z.union([Id, z.literal('nobody')]).optional(),
  /** Arrears under regime A only, B only, both or neither. */
  verdict: z.enum(verdictFilters).optional(),
  change: z.enum(regimeChanges).optional(),
  text: z.string().trim().max(100).optional(),
})
export type WorklistFilters = z.output<typeof WorklistFilters>

export const WorklistRow = z.object({
  tenancyId: Id,
  householdId: Id,
  tenancyNumber: z.string(),
  /** Null for those who read lists without names. */
  householdLabel: z.string().nullable(),
  agency: z.string().nullable(),
  referentId: Id.nullable(),
  referentName: z.string().nullable(),
  debtCents: Cents,
  monthsOwedTenths: z.int().nullable(),
  trendSixMonthsCents: Cents,
  monthEndBalances: z.array(Cents),
  currentRentResumed: z.boolean(),
  firstDefaultOn: Day.nullable(),
  constitutedOn: Day.nullable(),
  reportDueOn: Day.nullable(),
  stage: ArrearsStage,
  nextDeadlineRule: z.string().nullable(),
  nextDeadlineOn: Day.nullable(),
  isArrearsA: z.boolean(),
  isArrearsB: z.boolean(),
  change: z.enum(regimeChanges),
  urgencyRule: z.string(),
  urgencyReason: z.string(),
})
export type WorklistRow = z.output<typeof WorklistRow>

const StageCount = z.object({ stage: ArrearsStage, count: z.int(), debtCents: Cents })
const ChangeCount = z.object({ change: z.enum(regimeChanges), count: z.int(), debtCents: Cents })

const DeadlineView = z.object({
  rule: z.string(),
  label: z.string(),
  triggeredOn: Day,
  rawDueOn: Day,
  dueOn: Day,
  moved: z.boolean(),
  why: z.string(),
  source: z.string().nullable(),
})

const VerdictView = z.object({
  isArrears: z.boolean(),
  thresholdCents: Cents,
  criterion: z.enum(['amount', 'duration']).nullable(),
  constitutedOn: Day.nullable(),
  explanation: Explanation,
})

const EventView = z.object({
  id: Id,
  kind: z.enum(arrearsEventKinds),
  on: Day,
  note: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: Instant,
  cancelled: z.object({ at: Instant, by: z.string().nullable(), reason: z.string() }).nullable(),
})

const Step = z.object({
  key: z.string(),
  label: z.string(),
  action: z.enum(ladderActions),
  proposedOn: Day,
  reason: z.string(),
})

export const CaseView = z.object({
  tenancyId: Id,
  tenancyNumber: z.string(),
  balanceCents: Cents,
  debtCents: Cents,
  netExpenseCents: Cents,
  monthsOwedTenths: z.int().nullable(),
  firstDefaultOn: Day.nullable(),
  lastPaymentOn: Day.nullable(),
  currentRentResumed: z.boolean(),
  trendSixMonthsCents: Cents,
  monthEndBalances: z.array(Cents),
  lastMonthEndOn: Day,
  constitutedOn: Day.nullable(),
  change: z.enum(regimeChanges),
  a: VerdictView,
  b: VerdictView,
  /** The first day of regime B. */
  switchOn: Day,
  stage: ArrearsStage,
  since: Day.nullable(),
  steps: z.array(
    z.object({ on: Day, event: z.enum(arrearsEventKinds), from: ArrearsStage, to: ArrearsStage }),
  ),
  unplaced: z.array(z.object({ kind: z.enum(arrearsEventKinds), on: Day })),
  deadlines: z.array(DeadlineView),
  permittedEvents: z.array(z.enum(arrearsEventKinds)),
  events: z.array(EventView),
  urgencyReason: z.string(),
  proposed: Step.nullable(),
  done: z.array(z.object({ key: z.string(), label: z.string(), on: Day, fileId: Id.nullable() })),
})
export type CaseView = z.output<typeof CaseView>

export const LadderStep = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  label: shortText(80),
  afterDays: z.int().min(0).max(3_650),
  minDebtCents: Cents.min(0),
  action: z.enum(ladderActions),
})
const LadderView = z.object({ steps: z.array(LadderStep), version: z.int().min(0), isOwn: z.boolean() })

export const Proposal = z.object({
  tenancyId: Id,
  householdId: Id,
  tenancyNumber: z.string(),
  householdLabel: z.string(),
  agency: z.string().nullable(),
  debtCents: Cents,
  firstDefaultOn: Day,
  proposedOn: Day,
  reason: z.string(),
  /** Asked to receive no letter: this step will write none to them. */
  refusesLetters: z.boolean(),
})
export type Proposal = z.output<typeof Proposal>

const StepAndTenancy = { stepKey: z.string().max(40), tenancyId: Id }
export const arrears = capability('arrears', {
  listWorklist: query({
    action: 'read-arrears',
    summary: 'Les ménages qui ont une dette ou une procédure, les plus urgents d’abord.',
    input: WorklistFilters.extend({ sort: z.enum(worklistSorts).default('urgency'), ...PageRequest }),
    output: pageOf(WorklistRow),
  }),
  countWorklist: query({
    action: 'read-arrears',
    summary: 'Combien de baux à chaque étape, les agences, et quand le repérage a été fait.',
    input: z.object({ agency: z.string().max(200).optional() }),
    output: z.object({
      stages: z.array(StageCount),
      changes: z.array(ChangeCount),
      agencies: z.array(z.string()),
      tenancies: z.int(),
      screenedAt: Instant.nullable(),
      runningWorkId: Id.nullable(),
      /** The first day of the new regime. */
      switchOn: Day,
      /** Calls are dated the 1st, and nobody has said how long they may wait: the whole stock is late that day. */
      lacksDueDelay: z.boolean(),
    }),
  }),
  exportWorklist: download({
    action: 'export-arrears',
    summary: 'La liste de repérage, en CSV ou en XLSX.',
    input: WorklistFilters.extend({
      sort: z.enum(worklistSorts).default('urgency'),
      format: z.enum(['csv', 'xlsx']),
    }),
  }),
  startScreening: command({
    action: 'run-screening',
    summary: 'Lance le repérage sur tout le parc, en arrière-plan.',
    input: z.object({}),
    output: z.object({ workId: Id }),
  }),
  assignReferent: command({
    action: 'assign-households',
    summary: 'Confie à un référent les ménages choisis, ou tous ceux que le filtre trouve.',
    input: z.object({
      membershipId: Id,
      selection: z.union([
        z.object({ householdIds: z.array(Id).min(1).max(largestAssignment) }),
        z.object({ filters: WorklistFilters, expectedCount: z.int().min(1).max(largestAssignment) }),
      ]),
    }),
    output: z.object({ assigned: z.int(), unchanged: z.int() }),
    refusals: {
      'unknown-member': 'Cette personne n’est pas en poste dans l’organisation.',
      'too-many': 'Plus de 2 000 ménages répondent à ce filtre : resserrez-le avant d’attribuer.',
      'list-changed': 'La liste a changé depuis que vous l’avez lue : vérifiez-la, puis recommencez.',
    },
  }),

  openCase: query({
    action: 'read-tenancy',
    summary: 'La situation d’impayé d’un ménage, bail par bail, avec ses explications et ses échéances.',
    input: z.object({ householdId: Id }),
    output: z.object({ cases: z.array(CaseView) }),
  }),
  openLines: query({
    action: 'read-tenancy',
    summary: 'L’impayé de chaque bail lu comme le fil d’une procédure : faits, étape, échéances, suite.',
    input: z.object({ householdId: Id }),
    output: z.object({ lines: z.array(ArrearsLine) }),
  }),
  recordEvent: command({
    action: 'record-arrears-event',
    summary: 'Consigne un fait de la procédure, à sa date.',
    input: z.object({
      householdId: Id,
      tenancyId: Id,
      kind: z.enum(arrearsEventKinds),
      on: Day,
      note: longText(2_000).optional(),
    }),
    output: z.object({ eventId: Id }),
    refusals: {
      ...unknownRecord,
      'future-event': 'Un fait se consigne une fois qu’il a eu lieu : la date est dans le futur.',
      'out-of-order': 'À cette date, cette étape n’est pas possible dans la procédure.',
      'from-ledger': 'Ce fait se lit dans les comptes : il ne se saisit pas.',
    },
  }),
  cancelEvent: command({
    action: 'record-arrears-event',
    summary: 'Annule un fait consigné par erreur ; il reste lisible, avec le motif.',
    input: z.object({ householdId: Id, eventId: Id, reason: shortText(500) }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'already-cancelled': 'Ce fait a déjà été annulé.' },
  }),

  getLadder: query({
    action: 'read-arrears',
    summary: 'L’échelle de relance de l’organisation.',
    input: z.object({}),
    output: LadderView,
  }),
  saveLadder: command({
    action: 'edit-ladder',
    summary: 'Change l’échelle de relance.',
    input: z.object({ steps: z.array(LadderStep).min(1).max(20), version: z.int().min(0) }),
    output: LadderView,
    refusals: {
      ...staleVersion,
      'repeated-key': 'Deux étapes portent le même nom.',
    },
  }),
  listProposals: query({
    action: 'propose-ladder-letters',
    summary: 'Les ménages pour qui une étape de l’échelle est venue, sans que rien ne soit fait.',
    input: z.object({ stepKey: z.string().max(40), agency: z.string().max(200).optional(), ...PageRequest }),
    output: pageOf(Proposal),
  }),
  countProposals: query({
    action: 'propose-ladder-letters',
    summary: 'Combien de ménages attendent chaque étape de l’échelle.',
    input: z.object({ agency: z.string().max(200).optional() }),
    output: z.object({
      steps: z.array(LadderStep.extend({ count: z.int(), sendsLetter: z.boolean() })),
    }),
  }),
  previewLetter: download({
    action: 'propose-ladder-letters',
    summary: 'La lettre proposée à un ménage, telle qu’elle partirait.',
    input: z.object(StepAndTenancy),
    refusals: { ...unknownRecord, 'not-proposed': 'Cette étape n’est plus proposée pour ce bail.' },
  }),
  releaseSteps: command({
    action: 'release-ladder-letters',
    summary:
      'Consigne une étape comme faite pour les baux choisis ; les lettres sont gardées dans leur dossier.',
    input: z.object({ stepKey: z.string().max(40), tenancyIds: z.array(Id).min(1).max(largestBatch) }),
    output: z.object({ released: z.int(), skipped: z.int() }),
    refusals: { 'unknown-step': 'Cette étape n’est plus dans l’échelle.' },
  }),
  readReleasedLetter: download({
    action: 'read-tenancy',
    summary: 'Une lettre de relance déjà remise, telle qu’elle est partie.',
    input: z.object({ householdId: Id, fileId: Id }),
    refusals: unknownRecord,
  }),
})
