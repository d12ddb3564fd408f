import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import {
  Cents,
  Day,
  Id,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import {
  investmentTaxes,
  operationKinds,
  renewalAreas,
  renewalProducts,
  requalificationReadings,
} from '#domain/urban-renewal/kinds.ts'
import { renewalRefusals, renewalSteps } from '#domain/urban-renewal/progress.ts'

/** Nothing built costs more: beyond it, a column was misread. */
const Money = Cents.min(0).max(999_999_999_999)
const Units = z.int().min(0).max(5_000)
const UnitsOf = z.object({ plus: Units, plai: Units })

const Reconstitution = z.object({
  kind: z.literal('reconstitution'),
  units: UnitsOf.refine(({ plus, plai }) => plus + plai > 0, 'Indiquez au moins un logement.'),
  isComplementaryAsked: z.boolean(),
})
const Requalification = z.object({
  kind: z.literal('requalification'),
  investmentCents: Money.min(1),
  investmentTax: z.enum(investmentTaxes),
  anruSubsidyCents: Money,
  reading: z.enum(requalificationReadings),
})
export const OperationFacts = z.discriminatedUnion('kind', [Reconstitution, Requalification])
export type OperationFacts = z.output<typeof OperationFacts>

const Aid = z.object({
  lines: z.array(
    z.object({
      product: z.enum(renewalProducts),
      tier: z.enum(['base', 'complementary']),
      nature: z.enum(['loan', 'subsidy']),
      units: z.int(),
      perUnitCents: Cents,
      cents: Cents,
    }),
  ),
  loanCents: Cents,
  subsidyCents: Cents,
  otherReadingCents: Cents.nullable(),
  isOutOfForce: z.boolean(),
  explanation: Explanation,
})

const fact = { id: Id, on: Day }
const reason = shortText(300).nullable()
const Notified = { loanCents: Money, subsidyCents: Money, reason }
const stepFacts = {
  plain: { step: z.enum(['in-convention', 'loan-signed', 'repaying']) },
  abandoned: { step: z.literal('abandoned'), reason: shortText(300) },
  notified: { step: z.enum(['decided', 'adjusted']), ...Notified },
  drawdown: { step: z.literal('drawdown'), cents: Money.min(1) },
  completed: {
    step: z.literal('completed'),
    units: UnitsOf.nullable(),
    investmentCents: Money.min(1).nullable(),
  },
}
export const RenewalFact = z.discriminatedUnion('step', [
  z.object({ ...fact, ...stepFacts.plain }),
  z.object({ ...fact, ...stepFacts.abandoned }),
  z.object({ ...fact, ...stepFacts.notified }),
  z.object({ ...fact, ...stepFacts.drawdown }),
  z.object({ ...fact, ...stepFacts.completed }),
])
const NewFact = z.discriminatedUnion('step', [
  z.object({ on: Day, ...stepFacts.plain }),
  z.object({ on: Day, ...stepFacts.abandoned }),
  z.object({ on: Day, ...stepFacts.notified }),
  z.object({ on: Day, ...stepFacts.drawdown }),
  z.object({ on: Day, ...stepFacts.completed }),
])
export type NewRenewalFact = z.output<typeof NewFact>

export const Operation = z.object({
  id: Id,
  version: Version,
  name: z.string(),
  committedOn: Day,
  facts: OperationFacts,
  aid: Aid,
  /** By what was really built, once it is completed. */
  finalAid: Aid.nullable(),
  events: z.array(z.intersection(RenewalFact, z.object({ recordedBy: z.string() }))),
  progress: z.object({
    step: z.enum(renewalSteps).nullable(),
    loanCents: Cents.nullable(),
    subsidyCents: Cents.nullable(),
    drawnCents: Cents,
    toDrawCents: Cents,
    next: z.array(z.enum(renewalSteps)),
  }),
})
export type Operation = z.output<typeof Operation>

const ProjectFacts = {
  name: shortText(160),
  landlordName: shortText(160),
  communeCode: z.string().regex(/^[0-9AB]{5}$/, 'Choisissez la commune.'),
  area: z.enum(renewalAreas),
  /** Needed when the column is not that of the commune. */
  areaReason: shortText(300).nullable(),
  conventionId: Id.nullable(),
}
export const ProjectRow = z.object({
  id: Id,
  name: z.string(),
  landlordName: z.string(),
  communeName: z.string(),
  area: z.enum(renewalAreas),
  operations: z.int(),
  homes: z.int(),
  decidedCents: Cents,
  drawnCents: Cents,
})
export type ProjectRow = z.output<typeof ProjectRow>

const projectRefusals = {
  'unknown-commune': 'Cette commune n’est pas au code officiel géographique.',
  'area-reason': 'La grille de cette commune est autre : dites pourquoi vous en choisissez une.',
  'unknown-convention': 'Cette convention n’existe pas.',
} as const

export const urbanRenewal = capability('urbanRenewal', {
  listProjects: query({
    action: 'read-urban-renewal',
    summary: 'Les projets de renouvellement urbain, par nom.',
    input: z.object({
      text: z.string().trim().max(100).optional(),
      kind: z.enum(operationKinds).optional(),
      ...PageRequest,
    }),
    output: pageOf(ProjectRow),
  }),
  exportProjects: download({
    action: 'read-urban-renewal',
    summary: 'Toutes les opérations, avec les montants de la grille, décidés et versés, en CSV ou en XLSX.',
    input: z.object({ projectId: Id.optional(), format: z.enum(['csv', 'xlsx']) }),
  }),
  getProject: query({
    action: 'read-urban-renewal',
    summary: 'Un projet et ses opérations, côte à côte.',
    input: z.object({ projectId: Id }),
    output: z.object({
      ...ProjectFacts,
      id: Id,
      version: Version,
      communeName: z.string(),
      conventionReference: z.string().nullable(),
      operations: z.array(Operation),
    }),
    refusals: unknownRecord,
  }),
  addProject: command({
    action: 'edit-urban-renewal',
    summary: 'Ouvre un projet.',
    input: z.object(ProjectFacts),
    output: z.object({ projectId: Id }),
    refusals: projectRefusals,
  }),
  changeProject: command({
    action: 'edit-urban-renewal',
    summary: 'Modifie un projet.',
    input: z.object({ projectId: Id, version: Version, ...ProjectFacts }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...projectRefusals,
      'area-decided': 'Une opération est déjà décidée : le territoire ne change plus.',
    },
  }),
  findArea: query({
    action: 'read-urban-renewal',
    summary: 'La colonne de la grille où tombe une commune.',
    input: z.object({ communeCode: ProjectFacts.communeCode }),
    output: z.object({ area: z.enum(renewalAreas).nullable() }),
    refusals: { 'unknown-commune': projectRefusals['unknown-commune'] },
  }),
  simulate: query({
    action: 'read-urban-renewal',
    summary: 'Ce que la grille permet, sans rien enregistrer.',
    input: z.object({ area: z.enum(renewalAreas), committedOn: Day, facts: OperationFacts }),
    output: Aid,
  }),
  addOperation: command({
    action: 'edit-urban-renewal',
    summary: 'Ajoute une opération à un projet.',
    input: z.object({ projectId: Id, name: shortText(160), committedOn: Day, facts: OperationFacts }),
    output: z.object({ operationId: Id }),
    refusals: unknownRecord,
  }),
  changeOperation: command({
    action: 'edit-urban-renewal',
    summary: 'Modifie une opération qui n’est pas encore décidée.',
    input: z.object({
      operationId: Id,
      version: Version,
      name: shortText(160),
      committedOn: Day,
      facts: OperationFacts,
    }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'already-decided': 'Cette opération est décidée : notez ce qui a changé à son achèvement.',
    },
  }),
  recordStep: command({
    action: 'edit-urban-renewal',
    summary: 'Note un pas de la vie d’une opération.',
    input: z.object({ operationId: Id, fact: NewFact }),
    output: z.object({ eventId: Id }),
    refusals: { ...unknownRecord, ...renewalRefusals },
  }),
  cancelStep: command({
    action: 'edit-urban-renewal',
    summary: 'Retire le dernier pas noté par erreur, en disant pourquoi.',
    input: z.object({ operationId: Id, eventId: Id, reason: shortText(300) }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'not-last': 'Seul le dernier pas se retire.' },
  }),
})
