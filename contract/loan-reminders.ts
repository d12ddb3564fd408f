import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Cents, Day, Id, PageRequest, pageOf, unknownRecord } from '#contract/shapes.ts'
import { mostRemindersAtOnce, reminderKinds } from '#domain/loans/reminders.ts'

const Kind = z.enum(reminderKinds)
const notProposed = {
  ...unknownRecord,
  'not-proposed': 'Cette relance n’est plus à faire : le prêt a changé, ou la lettre est déjà partie.',
} as const

export const ReminderRow = z.object({
  financingId: Id,
  number: z.string(),
  householdId: Id,
  householdLabel: z.string(),
  productName: z.string(),
  kind: Kind,
  lateCents: Cents,
  oldestUnpaidOn: Day,
  daysPastDue: z.int(),
})
export type ReminderRow = z.output<typeof ReminderRow>

export const loanReminders = capability('loanReminders', {
  list: query({
    action: 'manage-loans',
    summary: 'Les relances à faire aujourd’hui : rien ne part sans que quelqu’un l’ait relu et remis.',
    input: z.object({ kind: Kind.default('first'), ...PageRequest }),
    output: pageOf(ReminderRow),
  }),
  count: query({
    action: 'manage-loans',
    summary: 'Combien de relances de chaque sorte sont à faire.',
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ kind: Kind, count: z.int(), exact: z.boolean() })) }),
  }),
  ofLoan: query({
    action: 'read-funding',
    summary: 'La relance que ce prêt appelle, ou pourquoi aucune ; celles qui sont parties.',
    input: z.object({ financingId: Id }),
    output: z.object({
      proposed: Kind.nullable(),
      because: z.string().nullable(),
      sent: z.array(
        z.object({
          id: Id,
          kind: Kind,
          on: Day,
          lateCents: Cents,
          unpaidSince: Day,
          documentId: Id,
          releasedBy: z.string(),
        }),
      ),
    }),
    refusals: { ...unknownRecord, 'not-a-loan': 'Ce financement ne se rembourse pas par échéances.' },
  }),
  preview: download({
    action: 'manage-loans',
    summary: 'La relance telle qu’elle partirait.',
    input: z.object({ financingId: Id, kind: Kind }),
    refusals: notProposed,
  }),
  release: command({
    action: 'manage-loans',
    summary: 'Remet ces relances : chacune est écrite, gardée au dossier et au journal, une seule fois.',
    input: z.object({
      kind: Kind,
      financingIds: z.array(Id).min(1).max(mostRemindersAtOnce),
    }),
    output: z.object({ released: z.int(), skipped: z.int() }),
  }),
})
