import { z } from 'zod'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import { Day, Id, longText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import {
  ActionFacts,
  ContractPaper,
  EvaluationFacts,
  NewEvaluation,
  ObjectiveWords,
  ReportFacts,
  ReviewWords,
  SupportPlanView,
} from '#contract/support-plan-shapes.ts'
import { factRefusals } from '#domain/measures/decide.ts'
import { objectiveKinds } from '#domain/programmes/kinds.ts'

const Versioned = z.object({ version: Version })
const onRecord = { ...unknownRecord, ...staleVersion } as const
const inTheFuture = { 'in-the-future': 'Cette date est dans le futur.' } as const
const measureClosed = { 'measure-closed': 'Cette mesure est close : son projet ne change plus.' } as const
const evaluationRefusals = {
  ...inTheFuture,
  'before-opening': 'Un objectif ne s’évalue pas avant d’avoir été posé.',
  'before-last-evaluation':
    'Cet objectif a déjà été évalué à une date plus tardive : prenez ce jour ou un jour suivant.',
} as const
const periodRefusals = {
  ...inTheFuture,
  'ends-before-starting': 'La période finit avant de commencer.',
} as const

export const supportPlan = capability('supportPlan', {
  open: query({
    action: 'read-measure',
    summary: 'Le projet d’accompagnement : objectifs, actions, bilans, contrat, rapports.',
    input: z.object({ measureId: Id }),
    output: SupportPlanView,
    refusals: unknownRecord,
  }),

  addObjective: command({
    action: 'write-measure',
    summary: 'Poser un objectif, avec les mots du ménage.',
    input: z.object({ measureId: Id, kind: z.enum(objectiveKinds), openedOn: Day, ...ObjectiveWords }),
    output: z.object({ objectiveId: Id }),
    refusals: {
      ...unknownRecord,
      ...measureClosed,
      ...inTheFuture,
      'kind-not-allowed': 'Cet objectif n’est pas de ceux du dispositif.',
      'already-open': 'Cet objectif est déjà posé et n’est pas clos.',
    },
  }),
  changeObjective: command({
    action: 'write-measure',
    summary: 'Corriger les mots du ménage sur un objectif.',
    input: z.object({ objectiveId: Id, version: Version, ...ObjectiveWords }),
    output: Versioned,
    refusals: { ...onRecord, ...measureClosed },
  }),
  evaluateObjective: command({
    action: 'write-measure',
    summary: 'Dire où en est un objectif entre deux bilans ; atteint ou abandonné, il est clos.',
    input: z.object({ objectiveId: Id, version: Version, on: Day, ...EvaluationFacts }),
    output: Versioned,
    refusals: { ...onRecord, ...measureClosed, ...evaluationRefusals },
  }),

  addAction: command({
    action: 'write-measure',
    summary: 'Prévoir une action pour un objectif : quoi, quel service, qui, pour quand.',
    input: z.object({ objectiveId: Id, ...ActionFacts }),
    output: z.object({ actionId: Id }),
    refusals: {
      ...unknownRecord,
      ...measureClosed,
      'objective-closed': 'Cet objectif est clos : reprenez-le d’abord.',
    },
  }),
  changeAction: command({
    action: 'write-measure',
    summary: 'Corriger une action prévue.',
    input: z.object({ actionId: Id, version: Version, ...ActionFacts }),
    output: Versioned,
    refusals: {
      ...onRecord,
      ...measureClosed,
      'already-closed': 'Cette action est déjà faite ou abandonnée : rouvrez-la d’abord.',
    },
  }),
  closeAction: command({
    action: 'write-measure',
    summary: 'Noter qu’une action est faite ou abandonnée.',
    input: z.object({
      actionId: Id,
      version: Version,
      as: z.enum(['done', 'dropped']),
      on: Day,
      outcome: longText(2_000).nullable().default(null),
    }),
    output: Versioned,
    refusals: {
      ...onRecord,
      ...inTheFuture,
      'already-closed': 'Cette action est déjà faite ou abandonnée.',
    },
  }),
  reopenAction: command({
    action: 'write-measure',
    summary: 'Rouvrir une action close par erreur.',
    input: z.object({ actionId: Id, version: Version }),
    output: Versioned,
    refusals: { ...onRecord, ...measureClosed, 'not-closed': 'Cette action n’est pas close.' },
  }),

  holdReview: command({
    action: 'write-measure',
    summary: 'Tenir un bilan : chaque objectif évalué, ce que dit le ménage, la suite.',
    input: z.object({
      measureId: Id,
      version: Version,
      on: Day,
      evaluations: z.array(NewEvaluation).max(60),
      ...ReviewWords,
    }),
    output: z.object({ reviewId: Id, version: Version }),
    refusals: {
      ...onRecord,
      ...factRefusals,
      ...evaluationRefusals,
      'unknown-objective': 'Un des objectifs évalués n’est pas de cette mesure.',
      'not-all-evaluated': 'Dites où en est chaque objectif en cours.',
    },
  }),
  changeReview: command({
    action: 'write-measure',
    summary: 'Corriger ce que dit le ménage et la suite d’un bilan.',
    input: z.object({ reviewId: Id, version: Version, ...ReviewWords }),
    output: Versioned,
    refusals: onRecord,
  }),

  downloadContract: download({
    action: 'read-measure',
    summary: 'Le contrat d’accompagnement à signer, en PDF accessible.',
    input: z.object({ measureId: Id, paper: ContractPaper }),
    refusals: unknownRecord,
  }),
  keepSignedContract: upload({
    action: 'write-measure',
    summary: 'Garder le contrat signé : un document du dossier, et la pièce exigée par le dispositif.',
    input: z.object({ measureId: Id, version: Version, paper: ContractPaper, signedOn: Day }),
    output: z.object({ version: Version, documentId: Id, isRecorded: z.boolean() }),
    refusals: {
      ...onRecord,
      ...inTheFuture,
      'not-a-document': 'Ce fichier n’est ni un PDF, ni une photo JPEG ou PNG.',
    },
    uploadLimitBytes: 20_000_000,
  }),

  draftReport: query({
    action: 'read-measure',
    summary: 'Ce que les faits disent d’une période, pour le rapport au prescripteur.',
    input: z.object({ measureId: Id, from: Day, to: Day }),
    output: z.object({ facts: ReportFacts }),
    refusals: { ...unknownRecord, ...periodRefusals },
  }),
  saveReport: command({
    action: 'write-measure',
    summary: 'Enregistrer le rapport : les faits du jour et le texte ; chaque version est gardée.',
    input: z.object({
      measureId: Id,
      /** Absent the first time. */
      report: z.object({ reportId: Id, version: Version }).optional(),
      from: Day,
      to: Day,
      words: longText(20_000),
    }),
    output: z.object({ reportId: Id, version: Version }),
    refusals: { ...onRecord, ...periodRefusals },
  }),
  downloadReport: download({
    action: 'read-measure',
    summary: 'Le rapport au prescripteur, en PDF accessible.',
    input: z.object({ reportId: Id, number: z.int().min(1).optional() }),
    refusals: unknownRecord,
  }),
  sendReport: command({
    action: 'triage-referrals',
    summary: 'Envoyer le texte du rapport à celui dont venait la demande.',
    input: z.object({ reportId: Id, version: Version }),
    output: Versioned,
    refusals: {
      ...onRecord,
      'no-referral': 'Cette mesure ne vient pas d’une demande reçue : remettez le PDF vous-même.',
      'already-sent': 'Cette version est déjà envoyée.',
    },
  }),
})
