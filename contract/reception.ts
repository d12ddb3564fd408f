import { z } from 'zod'
import { Audience } from '#contract/casework.ts'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Day,
  Id,
  Instant,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import {
  emergencies,
  receptionForms,
  receptionOutcomes,
  receptionStates,
  receptionSubjects,
  receptionWays,
} from '#domain/reception/kinds.ts'
import { type ClockTime as ClockTimeText, clockPattern } from '#domain/reception/slots.ts'

/** The pattern is for whoever reads the schema; the type, for the compiler. */
export const ClockTime = z
  .string()
  .regex(clockPattern, 'Heure attendue au format HH:MM')
  .refine((text): text is ClockTimeText => clockPattern.test(text))
export const CommuneCode = z.string().regex(/^(\d{5}|2[AB]\d{3})$/, 'Code INSEE attendu')
const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)

const PlaceFacts = {
  name: shortText(120),
  address: shortText(300),
  communeCode: optional(CommuneCode),
  phone: optional(shortText(30)),
  accessWords: optional(shortText(500)),
  isWheelchairAccessible: z.boolean().nullable().default(null),
}
const Place = z.object({
  placeId: Id,
  version: Version,
  name: z.string(),
  address: z.string(),
  communeCode: z.string().nullable(),
  commune: z.string().nullable(),
  phone: z.string().nullable(),
  accessWords: z.string().nullable(),
  isWheelchairAccessible: z.boolean().nullable(),
  closedOn: Day.nullable(),
})
export type ReceptionPlace = z.output<typeof Place>

const SlotFacts = {
  label: optional(shortText(120)),
  weekday: z.int().min(1).max(7),
  startTime: ClockTime,
  endTime: ClockTime,
  everyWeeks: z.int().min(1).max(8).default(1),
  fromOn: Day,
  untilOn: optional(Day),
  minutesEach: optional(z.int().min(5).max(240)),
  desks: z.int().min(1).max(50).default(1),
}
const Exception = z.object({
  onDate: Day,
  startTime: ClockTime.nullable(),
  endTime: ClockTime.nullable(),
  reason: z.string(),
})
const Slot = z.object({
  slotId: Id,
  version: Version,
  placeId: Id,
  place: z.string(),
  label: z.string().nullable(),
  weekday: z.int(),
  startTime: ClockTime,
  endTime: ClockTime,
  everyWeeks: z.int(),
  fromOn: Day,
  untilOn: Day.nullable(),
  minutesEach: z.int().nullable(),
  desks: z.int(),
  exceptions: z.array(Exception),
})
export type ReceptionSlot = z.output<typeof Slot>

const SlotDay = z.object({
  slotId: Id,
  placeId: Id,
  place: z.string(),
  label: z.string().nullable(),
  onDate: Day,
  startTime: ClockTime,
  endTime: ClockTime,
  closed: z.object({ reason: z.string() }).nullable(),
  changed: z.string().nullable(),
  /** Null: people come as they wish. */
  times: z
    .array(z.object({ time: ClockTime, booked: z.int(), free: z.int(), isPast: z.boolean() }))
    .nullable(),
})
export type ReceptionSlotDay = z.output<typeof SlotDay>

const Reception = z.object({
  receptionId: Id,
  version: Version,
  placeId: Id,
  place: z.string(),
  onDate: Day,
  /** The number that calls whoever waits; null while they are only expected. */
  dayNumber: z.int().nullable(),
  /** Null: anonymous. */
  household: z.object({ id: Id, label: z.string() }).nullable(),
  way: z.enum(receptionWays),
  form: z.enum(receptionForms),
  subject: z.enum(receptionSubjects),
  emergency: z.enum(emergencies).nullable(),
  commune: z.string().nullable(),
  expectedTime: ClockTime.nullable(),
  state: z.enum(receptionStates),
  arrivedAt: Instant.nullable(),
  takenAt: Instant.nullable(),
  takenBy: z.object({ id: Id, name: z.string() }).nullable(),
  endedAt: Instant.nullable(),
  minutes: z.int().nullable(),
  outcome: z.enum(receptionOutcomes).nullable(),
})
export type Reception = z.output<typeof Reception>

const Who = {
  /** Null: anonymous, and no name is asked. */
  householdId: optional(Id),
  form: z.enum(receptionForms).default('one-off'),
  subject: z.enum(receptionSubjects),
  emergency: optional(z.enum(emergencies)),
  communeCode: optional(CommuneCode),
}
const Versioned = z.object({ version: Version })
const onReception = { receptionId: Id, version: Version }
const onRecord = { ...unknownRecord, ...staleVersion }
const hours = { 'ends-before-starting': 'La fin doit venir après le début.' } as const
const notNow = { 'not-possible-now': 'Cet accueil n’en est plus là : relisez la file.' } as const
const placeClosed = { 'place-closed': 'Ce lieu est fermé ce jour-là.' } as const

/** Two groups of people side by side: how many, and how long they waited, in whole minutes. */
const Treatment = z.object({
  group: z.string(),
  receptions: z.int(),
  received: z.int(),
  left: z.int(),
  /** Null when nobody of the group was received after a wait. */
  medianWaitMinutes: z.int().nullable(),
  medianMinutes: z.int().nullable(),
})
export type Treatment = z.output<typeof Treatment>
const Counted = z.object({ group: z.string(), count: z.int() })

export const reception = capability('reception', {
  listPlaces: query({
    action: 'work-reception',
    summary: 'Les lieux d’accueil : où, comment on y entre, joints par quel numéro.',
    input: z.object({ withClosed: z.boolean().default(false) }),
    output: z.object({ rows: z.array(Place) }),
  }),
  addPlace: command({
    action: 'manage-reception',
    summary: 'Ajoute un lieu d’accueil.',
    input: z.object(PlaceFacts),
    output: z.object({ placeId: Id }),
  }),
  changePlace: command({
    action: 'manage-reception',
    summary: 'Change ou ferme un lieu d’accueil.',
    input: z.object({ placeId: Id, version: Version, ...PlaceFacts, closedOn: optional(Day) }),
    output: Versioned,
    refusals: onRecord,
  }),
  listSlots: query({
    action: 'work-reception',
    summary: 'Les permanences qui reviennent, et leurs exceptions à venir.',
    input: z.object({}),
    output: z.object({ rows: z.array(Slot) }),
  }),
  addSlot: command({
    action: 'manage-reception',
    summary:
      'Ouvre une permanence : quel jour, de quelle heure à quelle heure, toutes les combien de semaines.',
    input: z.object({ placeId: Id, ...SlotFacts }),
    output: z.object({ slotId: Id }),
    refusals: { ...unknownRecord, ...hours, ...placeClosed },
  }),
  changeSlot: command({
    action: 'manage-reception',
    summary: 'Change une permanence, ou dit jusqu’à quand elle court.',
    input: z.object({ slotId: Id, version: Version, ...SlotFacts }),
    output: Versioned,
    refusals: {
      ...onRecord,
      ...hours,
      'has-appointments':
        'Des rendez-vous sont pris à des heures qui disparaîtraient : déplacez-les d’abord.',
    },
  }),
  setException: command({
    action: 'manage-reception',
    summary: 'Ferme une permanence un jour, ou lui donne d’autres heures.',
    input: z.object({
      slotId: Id,
      onDate: Day,
      hours: optional(z.object({ startTime: ClockTime, endTime: ClockTime })),
      reason: shortText(200),
    }),
    output: z.object({
      /** Appointments of that day which no longer have their hour: they are to be moved. */
      displaced: z.int(),
    }),
    refusals: { ...unknownRecord, ...hours, 'not-a-day-of-it': 'Cette permanence n’a pas lieu ce jour-là.' },
  }),
  dropException: command({
    action: 'manage-reception',
    summary: 'Rend à un jour ses heures habituelles.',
    input: z.object({ slotId: Id, onDate: Day }),
    output: z.object({}),
    refusals: unknownRecord,
  }),
  agenda: query({
    action: 'work-reception',
    summary: 'Les permanences entre deux jours, fermetures comprises, et les heures encore libres.',
    input: z.object({ from: Day, to: Day, placeId: Id.optional() }),
    output: z.object({ days: z.array(SlotDay) }),
    refusals: { 'too-long': 'Demandez deux mois au plus.' },
  }),

  line: query({
    action: 'work-reception',
    summary: 'La file du jour d’un lieu : attendus, en attente (urgences d’abord), en entretien, terminés.',
    input: z.object({ placeId: Id, on: Day.optional() }),
    output: z.object({
      onDate: Day,
      expected: z.array(Reception),
      waiting: z.array(Reception),
      running: z.array(Reception),
      done: z.array(Reception),
      slots: z.array(SlotDay),
    }),
    refusals: unknownRecord,
  }),
  welcome: command({
    action: 'work-reception',
    summary: 'Accueille une personne qui arrive ou qui appelle : anonyme, ou d’un ménage connu.',
    input: z.object({ placeId: Id, way: z.enum(['walk-in', 'phone']).default('walk-in'), ...Who }),
    output: z.object({ receptionId: Id, dayNumber: z.int() }),
    refusals: { ...unknownRecord, ...placeClosed },
  }),
  book: command({
    action: 'work-reception',
    summary: 'Donne un rendez-vous d’accueil dans une permanence.',
    input: z.object({ slotId: Id, onDate: Day, time: ClockTime, ...Who }),
    output: z.object({ receptionId: Id }),
    refusals: {
      ...unknownRecord,
      'no-such-time': 'Cette heure n’existe pas dans la permanence.',
      'time-taken': 'Cette heure est déjà prise : choisissez-en une autre.',
      'in-the-past': 'Cette heure est passée.',
    },
  }),
  act: command({
    action: 'work-reception',
    summary: 'Fait avancer la file : arrivée, prise en entretien, retour en file, départ, absence.',
    input: z.object({ ...onReception, act: z.enum(['arrive', 'take', 'put-back', 'leave', 'miss']) }),
    output: Versioned,
    refusals: { ...onRecord, ...notNow },
  }),
  end: command({
    action: 'work-reception',
    summary: 'Termine un entretien : ce qu’il a donné, et, pour un ménage connu, ce que l’on en écrit.',
    input: z.object({
      ...onReception,
      outcome: z.enum(receptionOutcomes),
      /** What the clock says when absent. */
      minutes: optional(z.int().min(0).max(600)),
      subject: z.enum(receptionSubjects),
      form: z.enum(receptionForms),
      entry: optional(z.object({ body: longText(5000), audience: Audience })),
    }),
    output: Versioned,
    refusals: {
      ...onRecord,
      ...notNow,
      'anonymous-entry':
        'On n’écrit rien d’une personne accueillie sans nom. Rattachez-la d’abord à un ménage.',
    },
  }),
  change: command({
    action: 'work-reception',
    summary: 'Corrige ce qui est noté d’un accueil, signale une urgence, rattache à un ménage.',
    input: z.object({ ...onReception, ...Who }),
    output: Versioned,
    refusals: onRecord,
  }),
  list: query({
    action: 'work-reception',
    summary: 'Les accueils d’une période ou d’un ménage, les plus récents d’abord.',
    input: z.object({
      householdId: Id.optional(),
      placeId: Id.optional(),
      from: Day.optional(),
      to: Day.optional(),
      ...PageRequest,
    }),
    output: pageOf(Reception),
  }),
  figures: query({
    action: 'read-reception-figures',
    summary: 'Qui est reçu, pour quoi, et si l’on attend autant avec ou sans nom, avec ou sans rendez-vous.',
    input: z.object({ from: Day, to: Day, placeId: Id.optional() }),
    output: z.object({
      receptions: z.int(),
      anonymous: z.int(),
      emergencies: z.int(),
      lasting: z.int(),
      bySubject: z.array(Counted),
      byOutcome: z.array(Counted),
      byCommune: z.array(Counted),
      byName: z.array(Treatment),
      byWay: z.array(Treatment),
      byEmergency: z.array(Treatment),
      byPlace: z.array(Treatment),
    }),
  }),
})
