import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { ProcedureKindShape, ProcedureSummary, ProcedureView, Written } from '#contract/procedure-shapes.ts'
import { Day, Id, Instant, shortText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import { type AssessmentHeading, assessmentHeadings } from '#domain/procedures/assessment-headings.ts'

const Of = { householdId: Id, procedureId: Id }
const Change = { ...Of, version: Version }
const onProcedure = { ...unknownRecord, ...staleVersion }

const fieldRefusal = {
  'field-refused': 'Ce qui est rempli ne convient pas.',
} as const
const lineRefusals = {
  ...fieldRefusal,
  'future-fact': 'Un fait s’enregistre une fois arrivé : sa date ne peut pas être à venir.',
  'before-opening': 'Ce fait est plus ancien que l’ouverture de la procédure.',
  'unknown-event': 'Cette étape n’existe pas dans cette procédure, ou le calendrier la pose de lui-même.',
  'out-of-order': 'Cette étape n’est pas possible à cette date de la procédure.',
  'held-back': 'Une condition n’est pas remplie.',
  'contradicts-later': 'Une étape plus récente ne tiendrait plus.',
  'was-cancelled': 'Cette procédure a été annulée.',
} as const

const Texts = z.object(
  Object.fromEntries(assessmentHeadings.map((heading) => [heading, z.string().max(6_000)])) as Record<
    AssessmentHeading,
    z.ZodString
  >,
)

export const procedures = capability('procedures', {
  ofHousehold: query({
    action: 'read-procedures',
    summary: 'Les procédures d’un ménage, en cours puis finies, et celles qui peuvent s’ouvrir.',
    input: z.object({ householdId: Id }),
    output: z.object({ procedures: z.array(ProcedureSummary), openable: z.array(ProcedureKindShape) }),
  }),
  get: query({
    action: 'read-procedures',
    summary: 'Le fil d’une procédure : ses faits, où elle en est, ce qui vient et pour quand.',
    input: z.object(Of),
    output: ProcedureView,
    refusals: unknownRecord,
  }),
  prepare: query({
    action: 'write-procedures',
    summary: 'Ce que le dossier sait déjà, pour ouvrir une procédure.',
    input: z.object({ householdId: Id, kind: ProcedureKindShape }),
    output: z.object({
      circumstances: Written,
      tenancies: z.array(z.object({ tenancyId: Id, number: z.string(), address: z.string() })),
    }),
    refusals: unknownRecord,
  }),
  start: command({
    action: 'write-procedures',
    summary: 'Ouvrir une procédure.',
    input: z.object({
      householdId: Id,
      kind: ProcedureKindShape,
      tenancyId: Id.nullable().default(null),
      openedOn: Day,
      circumstances: Written,
    }),
    output: z.object({ procedureId: Id, version: Version }),
    refusals: {
      ...unknownRecord,
      ...fieldRefusal,
      'future-fact': 'Une procédure s’ouvre au plus tard aujourd’hui.',
      'already-open': 'Une procédure de cette sorte est déjà en cours pour ce logement.',
    },
  }),
  recordFact: command({
    action: 'write-procedures',
    summary: 'Noter une étape d’une procédure, avec son document.',
    input: z.object({
      ...Change,
      event: shortText(60),
      on: Day,
      detail: Written.default({}),
      documentId: Id.nullable().default(null),
    }),
    output: z.object({ factId: Id, version: Version, state: z.string() }),
    refusals: { ...onProcedure, ...lineRefusals },
  }),
  cancelFact: command({
    action: 'write-procedures',
    summary: 'Annuler une étape notée par erreur : elle reste dans le fil, barrée.',
    input: z.object({ ...Change, factId: Id, reason: shortText(300) }),
    output: z.object({ version: Version, state: z.string() }),
    refusals: {
      ...onProcedure,
      'already-cancelled': 'Cette étape est déjà annulée.',
      'contradicts-later': lineRefusals['contradicts-later'],
      'was-cancelled': lineRefusals['was-cancelled'],
    },
  }),
  changeCircumstances: command({
    action: 'write-procedures',
    summary:
      'Corriger ce que la procédure sait du bail, du bailleur ou du lieu : ses dates sont recalculées.',
    input: z.object({ ...Change, circumstances: Written }),
    output: z.object({ version: Version }),
    refusals: {
      ...onProcedure,
      ...fieldRefusal,
      'contradicts-later': 'Une étape déjà notée ne tiendrait plus avec cette correction.',
      'was-cancelled': lineRefusals['was-cancelled'],
    },
  }),
  followPlan: command({
    action: 'write-procedures',
    summary:
      'Dire quel plan d’apurement exécute les délais accordés : ce qu’il manque met fin à la suspension.',
    input: z.object({ ...Change, planId: Id.nullable() }),
    output: z.object({ version: Version }),
    refusals: {
      ...onProcedure,
      'no-delays': 'Cette procédure n’a pas de délais de paiement à suivre.',
      'was-cancelled': lineRefusals['was-cancelled'],
    },
  }),
  cancel: command({
    action: 'write-procedures',
    summary: 'Annuler une procédure ouverte par erreur.',
    input: z.object({ ...Change, reason: shortText(300) }),
    output: z.object({ version: Version }),
    refusals: { ...onProcedure, 'was-cancelled': lineRefusals['was-cancelled'] },
  }),

  getAssessment: query({
    action: 'read-social-situation',
    summary: 'Les quinze rubriques du diagnostic social et financier, et ce que le dossier en sait déjà.',
    input: z.object(Of),
    output: z.object({
      /** Null while nobody has written it. */
      texts: Texts.nullable(),
      fromFile: Texts,
      version: z.int().min(0),
      writtenBy: z.string().nullable(),
      writtenAt: Instant.nullable(),
    }),
    refusals: unknownRecord,
  }),
  saveAssessment: command({
    action: 'edit-social-situation',
    summary: 'Enregistrer les rubriques du diagnostic.',
    /** `version` is 0 the first time. */
    input: z.object({ ...Of, version: z.int().min(0), texts: Texts }),
    output: z.object({ version: Version }),
    refusals: onProcedure,
  }),
  downloadAssessment: download({
    action: 'read-social-situation',
    summary: 'Le diagnostic en PDF accessible, pour le juge, la CCAPEX, le locataire et le bailleur.',
    input: z.object({ ...Of, for: z.enum(['judge', 'tenant', 'landlord']).default('judge') }),
    refusals: {
      ...unknownRecord,
      'not-written': 'Le diagnostic n’est pas encore écrit.',
    },
  }),
})
