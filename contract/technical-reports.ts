import { z } from 'zod'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import {
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
import {
  technicalConcerns,
  technicalDecisions,
  technicalStates,
  technicalSubjects,
  technicalUrgencies,
} from '#domain/technical-reports/kinds.ts'

const Facts = {
  concerns: z.enum(technicalConcerns),
  place: shortText(300),
  subjects: z.array(z.enum(technicalSubjects)).min(1).max(10),
  urgency: z.enum(technicalUrgencies),
  description: longText(5_000),
  seenOn: Day,
}
const Versioned = z.object({ version: Version })
const onReport = { ...unknownRecord, ...staleVersion } as const
const inTheFuture = { 'in-the-future': 'Cette date est dans le futur.' } as const
const answerRefusals = {
  ...inTheFuture,
  'before-report': 'Cette date précède le signalement.',
} as const

const ReportRow = z.object({
  id: Id,
  householdId: Id,
  householdLabel: z.string(),
  place: z.string(),
  concerns: z.enum(technicalConcerns),
  subjects: z.array(z.enum(technicalSubjects)),
  urgency: z.enum(technicalUrgencies),
  state: z.enum(technicalStates),
  writtenOn: Day,
  answerDueOn: Day,
  isLate: z.boolean(),
  answeredOn: Day.nullable(),
  decision: z.enum(technicalDecisions).nullable(),
  by: z.string(),
})
export type TechnicalReportRow = z.output<typeof ReportRow>

export const TechnicalReportView = ReportRow.extend({
  version: Version,
  description: z.string(),
  seenOn: Day,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  workDoneOn: Day.nullable(),
  isMine: z.boolean(),
  photos: z.array(z.object({ documentId: Id, title: z.string() })),
})
export type TechnicalReportView = z.output<typeof TechnicalReportView>

export const technicalReports = capability('technicalReports', {
  list: query({
    action: 'read-technical-reports',
    summary: 'Les signalements techniques, la réponse la plus pressée d’abord.',
    input: z.object({
      state: z.enum(technicalStates).optional(),
      isLate: z.literal(true).optional(),
      urgency: z.enum(technicalUrgencies).optional(),
      subject: z.enum(technicalSubjects).optional(),
      concerns: z.enum(technicalConcerns).optional(),
      isMine: z.literal(true).optional(),
      /** Beginning of a word of the place. */
      place: z.string().trim().max(100).optional(),
      ...PageRequest,
    }),
    output: pageOf(ReportRow),
  }),
  ofHousehold: query({
    action: 'read-technical-reports',
    summary: 'Les signalements du logement ou de l’immeuble d’un ménage, et son adresse.',
    input: z.object({ householdId: Id }),
    output: z.object({ reports: z.array(ReportRow), place: z.string().nullable() }),
  }),
  open: query({
    action: 'read-technical-reports',
    summary: 'Un signalement, ses photos et sa réponse.',
    input: z.object({ reportId: Id }),
    output: TechnicalReportView,
    refusals: unknownRecord,
  }),
  write: command({
    action: 'write-technical-reports',
    summary: 'Signaler l’état d’un logement ou d’un immeuble à celui qui le gère.',
    input: z.object({ householdId: Id, ...Facts }),
    output: z.object({ reportId: Id, answerDueOn: Day }),
    refusals: inTheFuture,
  }),
  change: command({
    action: 'write-technical-reports',
    summary: 'Corriger son signalement tant qu’il n’a pas de réponse.',
    input: z.object({ reportId: Id, version: Version, ...Facts }),
    output: Versioned,
    refusals: {
      ...onReport,
      ...inTheFuture,
      'only-author': 'Seul son auteur corrige un signalement.',
      'already-answered': 'Ce signalement a reçu sa réponse : il ne change plus.',
    },
  }),
  addPhoto: upload({
    action: 'write-technical-reports',
    summary: 'Joindre une photo au signalement ; elle rejoint les documents du ménage, côté gestion.',
    input: z.object({ reportId: Id }),
    output: z.object({ documentId: Id }),
    refusals: {
      ...unknownRecord,
      'not-a-photo': 'Ce fichier n’est pas une photo JPEG ou PNG.',
      'too-many': 'Un signalement porte dix photos au plus.',
    },
    uploadLimitBytes: 20_000_000,
  }),
  openPhoto: download({
    action: 'read-technical-reports',
    summary: 'Voir une photo du signalement.',
    input: z.object({ reportId: Id, documentId: Id }),
    refusals: unknownRecord,
  }),
  answer: command({
    action: 'answer-technical-reports',
    summary: 'Répondre au signalement : ce qui est décidé, et les travaux s’ils sont faits.',
    input: z.object({
      reportId: Id,
      version: Version,
      answeredOn: Day,
      decision: z.enum(technicalDecisions),
      answer: longText(5_000),
      workDoneOn: Day.nullable().default(null),
    }),
    output: Versioned,
    refusals: {
      ...onReport,
      ...answerRefusals,
      'already-answered': 'Ce signalement a déjà reçu sa réponse.',
    },
  }),
  recordWorkDone: command({
    action: 'answer-technical-reports',
    summary: 'Noter le jour où les travaux ont été faits.',
    input: z.object({ reportId: Id, version: Version, workDoneOn: Day }),
    output: Versioned,
    refusals: {
      ...onReport,
      ...answerRefusals,
      'not-answered': 'Répondez d’abord au signalement.',
      'already-done': 'Les travaux sont déjà notés faits.',
    },
  }),
})
