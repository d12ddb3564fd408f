import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { ClockTime } from '#contract/reception.ts'
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
import { sessionKinds, signUpStates } from '#domain/reception/kinds.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)
const Phone = z
  .string()
  .trim()
  .max(30)
  .refine((text) => (text.match(/\d/g)?.length ?? 0) >= 6, 'Numéro de téléphone attendu')
const Email = z.email('Cette adresse électronique n’est pas complète.').max(200)

const Facts = {
  placeId: Id,
  kind: z.enum(sessionKinds),
  title: shortText(160),
  words: optional(longText(3000)),
  onDate: Day,
  startTime: ClockTime,
  endTime: ClockTime,
  capacity: z.int().min(1).max(500),
  hostId: optional(Id),
  /** Shown on the public page, in the feed and the calendar. */
  isPublished: z.boolean().default(false),
  /** Anyone may sign up from the public page. */
  takesPublic: z.boolean().default(false),
}

const SessionRow = z.object({
  sessionId: Id,
  version: Version,
  place: z.object({ id: Id, name: z.string(), address: z.string() }),
  kind: z.enum(sessionKinds),
  title: z.string(),
  onDate: Day,
  startTime: ClockTime,
  endTime: ClockTime,
  capacity: z.int(),
  /** Seats given, people waiting, people who came. */
  seated: z.int(),
  waiting: z.int(),
  present: z.int(),
  isPublished: z.boolean(),
  takesPublic: z.boolean(),
  state: z.enum(['coming', 'to-record', 'held', 'cancelled']),
})
export type SessionRow = z.output<typeof SessionRow>

const SignUp = z.object({
  signUpId: Id,
  household: z.object({ id: Id, label: z.string() }).nullable(),
  /** Null once erased, or when the household says it. */
  personName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  seats: z.int(),
  source: z.enum(['staff', 'public']),
  askedAt: Instant,
  state: z.enum(signUpStates),
  /** Place on the waiting list, from 1. */
  rank: z.int().nullable(),
  remindedAt: Instant.nullable(),
  erasedOn: Day.nullable(),
})
export type SignUp = z.output<typeof SignUp>

const Session = SessionRow.extend({
  words: z.string().nullable(),
  host: z.object({ id: Id, name: z.string() }).nullable(),
  unnamedPresent: z.int(),
  cancelledReason: z.string().nullable(),
  signUps: z.array(SignUp),
})
export type GroupSession = z.output<typeof Session>

const onSession = { sessionId: Id, version: Version }
const Versioned = z.object({ version: Version })
const onRecord = { ...unknownRecord, ...staleVersion }
const drawing = {
  'ends-before-starting': 'La fin doit venir après le début.',
  'unknown-place': 'Ce lieu n’existe pas, ou il est fermé ce jour-là.',
  'unknown-colleague': 'Cette personne ne travaille pas ici.',
  'published-first': 'Pour que le public s’inscrive, la séance doit d’abord être publiée.',
} as const
const over = { 'session-over': 'Cette séance est passée ou annulée.' } as const

export const groupSessions = capability('groupSessions', {
  list: query({
    action: 'work-reception',
    summary: 'Les séances collectives, à venir ou passées : places, liste d’attente, présents.',
    input: z.object({ when: z.enum(['coming', 'past']).default('coming'), ...PageRequest }),
    output: pageOf(SessionRow),
  }),
  open: query({
    action: 'work-reception',
    summary: 'Une séance : les inscrits dans l’ordre, la liste d’attente, les présences.',
    input: z.object({ sessionId: Id }),
    output: Session,
    refusals: unknownRecord,
  }),
  ofHousehold: query({
    action: 'work-reception',
    summary: 'Les séances où un ménage est ou était inscrit.',
    input: z.object({ householdId: Id }),
    output: z.object({
      rows: z.array(
        SessionRow.pick({ sessionId: true, title: true, onDate: true, startTime: true }).extend({
          state: z.enum(signUpStates),
        }),
      ),
    }),
  }),
  add: command({
    action: 'work-reception',
    summary: 'Prévoit une séance collective.',
    input: z.object(Facts),
    output: z.object({ sessionId: Id }),
    refusals: { ...drawing, 'in-the-past': 'Une séance se prévoit pour aujourd’hui ou plus tard.' },
  }),
  change: command({
    action: 'work-reception',
    summary: 'Change une séance ; si le jour, l’heure ou le lieu change, les inscrits sont prévenus.',
    input: z.object({ ...onSession, ...Facts }),
    output: z.object({ version: Version, told: z.int(), seated: z.int() }),
    refusals: {
      ...onRecord,
      ...drawing,
      ...over,
      'capacity-below-seats':
        'Des personnes ont déjà leur place : le nombre de places ne peut pas descendre en dessous.',
    },
  }),
  cancel: command({
    action: 'work-reception',
    summary: 'Annule une séance et prévient les inscrits.',
    input: z.object({ ...onSession, reason: shortText(300) }),
    output: z.object({
      version: Version,
      told: z.int(),
      /** Signed up without an e-mail: to be called. */
      toCall: z.int(),
    }),
    refusals: { ...onRecord, ...over },
  }),
  signUp: command({
    action: 'work-reception',
    summary: 'Inscrit un ménage ou une personne ; quand tout est pris, sur la liste d’attente.',
    input: z.object({
      sessionId: Id,
      householdId: optional(Id),
      personName: optional(shortText(120)),
      email: optional(Email),
      phone: optional(Phone),
      seats: z.int().min(1).max(6).default(1),
    }),
    output: z.object({ signUpId: Id, state: z.enum(signUpStates), rank: z.int().nullable() }),
    refusals: {
      ...unknownRecord,
      ...over,
      'nobody-named': 'Choisissez un ménage ou donnez un nom.',
      'already-signed-up': 'Ce ménage est déjà inscrit à cette séance.',
      'more-than-capacity': 'Ce groupe est plus nombreux que la séance n’a de places.',
    },
  }),
  cancelSignUp: command({
    action: 'work-reception',
    summary: 'Annule une inscription ; la première personne en attente reçoit la place et en est prévenue.',
    input: z.object({ signUpId: Id }),
    output: z.object({ seated: z.int() }),
    refusals: { ...unknownRecord, ...over, 'already-cancelled': 'Cette inscription est déjà annulée.' },
  }),
  recordAttendance: command({
    action: 'work-reception',
    summary: 'Note qui est venu, et combien sont venus sans donner leur nom.',
    input: z.object({
      ...onSession,
      present: z.array(Id).max(600),
      unnamedPresent: z.int().min(0).max(500).default(0),
    }),
    output: z.object({ version: Version, present: z.int(), absent: z.int() }),
    refusals: {
      ...onRecord,
      'not-yet': 'La séance n’a pas encore commencé.',
      'session-cancelled': 'Cette séance a été annulée.',
      'not-signed-up': 'Une personne cochée n’est pas inscrite à cette séance.',
    },
  }),
  attendanceSheet: download({
    action: 'work-reception',
    summary: 'La feuille d’émargement d’une séance, en PDF.',
    input: z.object({ sessionId: Id }),
    refusals: unknownRecord,
  }),
  publication: query({
    action: 'work-reception',
    summary: 'La page publique des séances, son flux et son agenda : ouverts ou non, et leurs adresses.',
    input: z.object({}),
    output: z.object({
      isOn: z.boolean(),
      words: z.string().nullable(),
      version: z.int(),
      pageUrl: z.string(),
      feedUrl: z.string(),
      calendarUrl: z.string(),
    }),
  }),
  setPublication: command({
    action: 'manage-reception',
    summary: 'Ouvre ou ferme la page publique des séances.',
    input: z.object({ version: z.int().min(0), isOn: z.boolean(), words: optional(longText(1000)) }),
    output: Versioned,
    refusals: staleVersion,
  }),
})

/** The public page, outside the API of members: nobody is signed in, and it holds no personal data. */
export const PublicSession = z.object({
  sessionId: Id,
  kind: z.string(),
  title: z.string(),
  words: z.string().nullable(),
  onDate: Day,
  startTime: z.string(),
  endTime: z.string(),
  place: z.string(),
  address: z.string(),
  accessWords: z.string().nullable(),
  isWheelchairAccessible: z.boolean().nullable(),
  phone: z.string().nullable(),
  /** Whether a seat is left; how many are taken is not told. */
  seats: z.enum(['free', 'waiting-list', 'ask']),
})
export type PublicSession = z.output<typeof PublicSession>
export const PublicSessions = z.object({
  organisation: z.string(),
  words: z.string().nullable(),
  sessions: z.array(PublicSession),
  token: z.string(),
  challenge: z.string(),
  difficultyBits: z.int(),
})
export type PublicSessions = z.output<typeof PublicSessions>

export const PublicSignUp = z.object({
  token: z.string().max(400),
  nonce: z.int().min(0),
  /** A field that nobody sees: only a robot fills it. */
  website: z.string().max(400).default(''),
  sessionId: Id,
  personName: shortText(120),
  email: z.union([z.literal(''), Email]).default(''),
  phone: z.union([z.literal(''), Phone]).default(''),
  seats: z.int().min(1).max(6).default(1),
})
export type PublicSignUp = z.output<typeof PublicSignUp>
export const PublicSignUpAnswer = z.object({ state: z.enum(['seated', 'waiting']) })
export const PublicCancellation = z.object({
  title: z.string(),
  onDate: Day,
  startTime: z.string(),
  place: z.string(),
  isCancelled: z.boolean(),
})
export type PublicCancellation = z.output<typeof PublicCancellation>
