import { z } from 'zod'
import { AppointmentView } from '#contract/appointments.ts'
import { capability, query } from '#contract/endpoint.ts'
import { Day, Id, Instant, Total } from '#contract/shapes.ts'
import { TaskView } from '#contract/tasks.ts'

const buckets = ['late', 'today', 'week', 'ahead'] as const
export type DayBucket = (typeof buckets)[number]

const DayTask = TaskView.extend({
  bucket: z.enum(buckets),
  /** Days past the due date, negative before it. */
  lateDays: z.int(),
})
export type DayTask = z.output<typeof DayTask>

export const myDay = capability('myDay', {
  open: query({
    action: 'read-own-day',
    summary: 'Ce qui est à faire : en retard, aujourd’hui, cette semaine, et ce que les règles ont signalé.',
    input: z.object({
      /** A colleague's day, for those who distribute the work. */
      memberId: Id.optional(),
    }),
    output: z.object({
      today: Day,
      member: z.object({ id: Id, name: z.string() }),
      mayLookAtOthers: z.boolean(),
      tasks: z.array(DayTask),
      /** How many are due in each bucket, also beyond those listed. */
      counts: z.record(z.enum(buckets), z.int()),
      appointments: z.array(AppointmentView),
      /** Households followed, without an exchange for thirty days. */
      forgotten: z.object({
        rows: z.array(
          z.object({ id: Id, label: z.string(), lastContactOn: Day.nullable(), followedSince: Day }),
        ),
        total: Total,
      }),
      /** What others did this week for the households followed, never its text. */
      news: z.array(
        z.object({
          id: Id,
          at: Instant,
          household: z.object({ id: Id, label: z.string() }),
          author: z.string(),
          what: z.string(),
        }),
      ),
      followedHouseholds: z.int(),
    }),
    refusals: {
      'not-yours-to-see': 'Seul un responsable regarde la journée d’un collègue.',
      'unknown-record': 'Cette personne ne fait pas partie de l’organisation.',
    },
  }),
})
