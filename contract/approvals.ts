import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Day, Id, shortText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import { approvalEventKinds, approvalKinds, approvalStatuses } from '#domain/housing/approvals.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)
const Description = {
  kind: z.enum(approvalKinds),
  activities: optional(shortText(500)),
  territory: optional(shortText()),
  authority: optional(shortText()),
  reference: optional(shortText(80)),
  responsibleId: Id,
}
const unknownResponsible = {
  'unknown-responsible': 'La personne choisie ne travaille pas, ou plus, dans l’organisation.',
} as const

export const Approval = z.object({
  ...Description,
  id: Id,
  version: Version,
  responsibleName: z.string(),
  status: z.enum(approvalStatuses),
  grantedOn: Day.nullable(),
  endsOn: Day.nullable(),
  deadlines: z.array(
    z.object({
      what: z.enum(['decision', 'renewal-alert', 'expiry', 'report']),
      on: Day,
      label: z.string(),
      source: z.string(),
    }),
  ),
  events: z.array(
    z.object({
      id: Id,
      kind: z.enum(approvalEventKinds),
      on: Day,
      year: z.int().nullable(),
      until: Day.nullable(),
      by: z.string(),
      cancelled: z.object({ by: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  permitted: z.array(z.enum(approvalEventKinds)),
})
export type Approval = z.output<typeof Approval>

/** An organisation holds a handful of them: the list is whole. */
export const approvals = capability('approvals', {
  list: query({
    action: 'read-approvals',
    summary: 'Les agréments de l’organisation, leurs échéances et leurs rapports.',
    input: z.object({}),
    output: z.object({ rows: z.array(Approval) }),
  }),
  add: command({
    action: 'edit-approvals',
    summary: 'Ajoute un agrément.',
    input: z.object(Description),
    output: z.object({ approvalId: Id }),
    refusals: unknownResponsible,
  }),
  change: command({
    action: 'edit-approvals',
    summary: 'Corrige la description d’un agrément.',
    input: z.object({ approvalId: Id, version: Version, ...Description }),
    output: z.object({ version: Version }),
    refusals: { ...unknownRecord, ...staleVersion, ...unknownResponsible },
  }),
  recordFact: command({
    action: 'edit-approvals',
    summary: 'Note une étape : dépôt, décision, rapport annuel, renouvellement…',
    input: z.object({
      approvalId: Id,
      version: Version,
      kind: z.enum(approvalEventKinds),
      on: Day,
      year: optional(z.int().min(2000).max(2100)),
      until: optional(Day),
    }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'in-the-future': 'Ce fait ne peut pas être daté dans l’avenir.',
      'not-now': 'Cette étape ne peut pas suivre où en est l’agrément.',
      'year-needed': 'Indiquez l’année du rapport.',
      'ends-before-start': 'La fin ne peut pas précéder la décision.',
    },
  }),
  cancelFact: command({
    action: 'edit-approvals',
    summary: 'Annule une étape notée par erreur, avec le motif.',
    input: z.object({ approvalId: Id, version: Version, eventId: Id, reason: shortText(300) }),
    output: z.object({ version: Version }),
    refusals: { ...unknownRecord, ...staleVersion },
  }),
})
