import { z } from 'zod'
import { Compartment, compartmentNotYours } from '#contract/casework.ts'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Id,
  Instant,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'

export const AppointmentView = z.object({
  id: Id,
  version: Version,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  place: z.string().nullable(),
  withWhom: z.string().nullable(),
  remindMinutes: z.int().nullable(),
  household: z.object({ id: Id, label: z.string() }).nullable(),
  member: z.object({ id: Id, name: z.string() }),
  cancelled: z.object({ at: Instant, reason: z.string() }).nullable(),
})
export type AppointmentView = z.output<typeof AppointmentView>

const Facts = {
  title: shortText(),
  startsAt: Instant,
  endsAt: Instant,
  place: shortText().nullable().default(null),
  withWhom: shortText().nullable().default(null),
  remindMinutes: z.int().min(0).max(10_080).nullable().default(null),
}
const order = { 'ends-before': 'La fin doit venir après le début, et dans les vingt-quatre heures.' } as const
const onAppointment = {
  ...unknownRecord,
  ...staleVersion,
  'already-cancelled': 'Ce rendez-vous est annulé.',
} as const
const Feed = z.object({ isOn: z.boolean(), showsNames: z.boolean() })

export const appointments = capability('appointments', {
  list: query({
    action: 'manage-tasks',
    summary: 'Les rendez-vous d’un ménage, ou les vôtres, du plus récent au plus ancien.',
    input: z.object({ householdId: Id.optional(), ...PageRequest }),
    output: pageOf(AppointmentView),
  }),
  add: command({
    action: 'manage-tasks',
    summary: 'Prendre un rendez-vous, pour soi ou pour un collègue.',
    input: z.object({
      householdId: Id.nullable().default(null),
      /** Oneself when absent. */
      memberId: Id.optional(),
      ...Facts,
      compartment: Compartment.optional(),
    }),
    output: z.object({ appointmentId: Id }),
    refusals: {
      ...order,
      ...compartmentNotYours,
      'unknown-colleague': 'Cette personne ne fait pas partie de l’organisation.',
    },
  }),
  change: command({
    action: 'manage-tasks',
    summary: 'Déplacer ou préciser un rendez-vous.',
    input: z.object({ appointmentId: Id, version: Version, ...Facts }),
    output: z.object({ version: Version }),
    refusals: { ...order, ...onAppointment },
  }),
  cancel: command({
    action: 'manage-tasks',
    summary: 'Annuler un rendez-vous, avec le motif.',
    input: z.object({ appointmentId: Id, version: Version, reason: shortText(300) }),
    output: z.object({ version: Version }),
    refusals: onAppointment,
  }),
  getFeed: query({
    action: 'read-own-day',
    summary: 'Votre agenda est-il suivi depuis un autre calendrier ?',
    input: z.object({}),
    output: Feed,
  }),
  renewFeed: command({
    action: 'read-own-day',
    summary: 'Donner une nouvelle adresse à votre agenda ; l’ancienne cesse de répondre.',
    input: z.object({ showsNames: z.boolean().default(false) }),
    output: z.object({ url: z.string().nullable() }),
    secrets: ['url'],
  }),
  setFeedDetail: command({
    action: 'read-own-day',
    summary: 'Montrer ou taire les noms dans l’agenda suivi.',
    input: z.object({ showsNames: z.boolean() }),
    output: Feed,
  }),
  stopFeed: command({
    action: 'read-own-day',
    summary: 'Ne plus laisser suivre votre agenda.',
    input: z.object({}),
    output: Feed,
  }),
})
