import { appointments } from '#contract/appointments.ts'
import { casework } from '#contract/casework.ts'
import type { Sent } from '#contract/endpoint.ts'
import { households } from '#contract/households.ts'
import { tasks } from '#contract/tasks.ts'
import { addDays } from '#domain/plain-date.ts'
import type { Teller } from '#server/demo/teller.ts'

type Contact = Partial<Sent<typeof casework.writeContact>> & { body: string }
type Task = Pick<Sent<typeof tasks.add>, 'kind' | 'title' | 'compartment'> & { inDays: number }

/** What staff do with one household, in the words of the story. */
export const tellOf = (teller: Teller, householdId: string) => ({
  follow: (member: string, daysAgo: number, kind: 'referent' | 'volunteer' = 'referent') =>
    teller.did(member, daysAgo, households.assignReferent, {
      householdId,
      membershipId: teller.memberId(member),
      kind,
      fromOn: teller.daysAgo(daysAgo),
    }),
  contact: (member: string, daysAgo: number, contact: Contact) =>
    teller.did(member, daysAgo, casework.writeContact, {
      householdId,
      happenedOn: teller.daysAgo(daysAgo),
      channel: 'phone',
      outcome: 'met',
      audience: 'team',
      ...contact,
    }),
  note: (member: string, daysAgo: number, body: string, audience: 'me' | 'referents' | 'team' = 'team') =>
    teller.did(member, daysAgo, casework.writeNote, { householdId, audience, body }),
  task: (member: string, daysAgo: number, { inDays, ...task }: Task) =>
    teller.did(member, daysAgo, tasks.add, {
      householdId,
      assigneeId: teller.memberId(member),
      dueOn: addDays(teller.today, inDays),
      ...task,
    }),
  /** From ten o'clock, for an hour. */
  appointment: (member: string, daysAgo: number, title: string, inDays: number, place: string) => {
    const day = addDays(teller.today, inDays)
    return teller.did(member, daysAgo, appointments.add, {
      householdId,
      title,
      startsAt: `${day}T09:00:00Z`,
      endsAt: `${day}T10:00:00Z`,
      place,
    })
  },
})
export type HouseholdTeller = ReturnType<typeof tellOf>
