import { z } from 'zod'
import { Audience, Compartment } from '#contract/casework.ts'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Day,
  Id,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  Total,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { contactChannels, contactOutcomes } from '#domain/households/contact-kinds.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)
const Person = z.object({ membershipId: Id, name: z.string() })
const Rhythm = z.object({ weeks: z.int().nullable(), agreedOn: Day })
const Versioned = z.object({ version: Version })
const weeks = z.int().min(1).max(52).nullable()
const SharedNote = optional(longText(2_000))

const GroupMember = Person.extend({
  part: z.enum(['volunteer', 'professional']),
  fromOn: Day,
  untilOn: Day.nullable(),
  /** Households offered at once; null when nothing was said. */
  capacity: z.int().nullable(),
  /** Households accompanied today. */
  accompanies: z.int(),
})
const Group = z.object({
  groupId: Id,
  name: z.string(),
  place: z.string().nullable(),
  closedOn: Day.nullable(),
  version: Version,
  members: z.array(GroupMember),
  households: z.int(),
})
export type VolunteerGroup = z.output<typeof Group>

const PairRow = z.object({
  pairId: Id,
  version: Version,
  household: z.object({ id: Id, label: z.string() }),
  group: z.object({ id: Id, name: z.string() }).nullable(),
  volunteers: z.array(Person.extend({ fromOn: Day })),
  professional: Person.nullable(),
  startedOn: Day,
  endedOn: Day.nullable(),
  rhythm: Rhythm.nullable(),
  lastMeetingOn: Day.nullable(),
  /** The day around which the next meeting falls, counted from the rhythm agreed. */
  nextAround: Day.nullable(),
  isBeyond: z.boolean(),
})
export type VolunteerPair = z.output<typeof PairRow>

const PairView = PairRow.extend({
  measureId: Id.nullable(),
  sharedNote: z.string().nullable(),
  formerVolunteers: z.array(Person.extend({ fromOn: Day, untilOn: Day })),
  rhythms: z.array(Rhythm.extend({ by: z.string() })),
})
export type VolunteerPairView = z.output<typeof PairView>

const pairStates = ['running', 'beyond', 'ended'] as const
const OnPair = { pairId: Id, version: Version }
const onPair = { ...unknownRecord, ...staleVersion } as const
const pairEnded = { 'pair-ended': 'Cet accompagnement est terminé.' } as const
const notVolunteer = { 'not-a-volunteer': 'Cette personne n’est pas bénévole dans l’organisation.' } as const
const notProfessional = {
  'not-a-professional': 'Le professionnel à appeler est une personne en poste, qui n’est pas bénévole.',
} as const
const inTheFuture = { 'in-the-future': 'Ce fait ne peut pas être daté dans l’avenir.' } as const
const endsBefore = { 'ends-before-starting': 'La fin précède le début.' } as const
const commitmentMissing = {
  'commitment-missing': 'Lisez et acceptez d’abord votre engagement de confidentialité.',
} as const

const OwnHousehold = z.object({
  householdId: Id,
  label: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  rhythm: Rhythm.nullable(),
  lastMeetingOn: Day.nullable(),
  nextAround: Day.nullable(),
})
export type OwnHousehold = z.output<typeof OwnHousehold>

const Meeting = z.object({
  entryId: Id,
  version: Version,
  happenedOn: Day,
  channel: z.enum(contactChannels).nullable(),
  outcome: z.enum(contactOutcomes).nullable(),
  audience: Audience,
  compartment: Compartment,
  body: z.string(),
})
export type Meeting = z.output<typeof Meeting>

export const volunteers = capability('volunteers', {
  listGroups: query({
    action: 'manage-volunteers',
    summary: 'Les groupes locaux, leurs bénévoles, les professionnels qui les soutiennent.',
    input: z.object({}),
    output: z.object({ groups: z.array(Group), beyond: z.int() }),
  }),
  addGroup: command({
    action: 'manage-volunteers',
    summary: 'Créer un groupe local.',
    input: z.object({ name: shortText(), place: optional(shortText()) }),
    output: z.object({ groupId: Id }),
  }),
  changeGroup: command({
    action: 'manage-volunteers',
    summary: 'Renommer un groupe local, dire où il se réunit, ou le fermer.',
    input: z.object({
      groupId: Id,
      version: Version,
      name: shortText(),
      place: optional(shortText()),
      closedOn: optional(Day),
    }),
    output: Versioned,
    refusals: {
      ...onPair,
      'group-busy': 'Ce groupe accompagne encore des ménages : terminez d’abord ces accompagnements.',
    },
  }),
  addMember: command({
    action: 'manage-volunteers',
    summary: 'Faire entrer quelqu’un dans un groupe : bénévole, ou professionnel qui le soutient.',
    input: z.object({
      groupId: Id,
      membershipId: Id,
      fromOn: Day,
      capacity: optional(z.int().min(0).max(50)),
    }),
    output: z.object({ part: z.enum(['volunteer', 'professional']) }),
    refusals: {
      ...unknownRecord,
      'unknown-member': 'Cette personne n’est pas en poste dans l’organisation.',
      'already-member': 'Cette personne est déjà dans ce groupe.',
      'group-closed': 'Ce groupe est fermé.',
    },
  }),
  endMember: command({
    action: 'manage-volunteers',
    summary: 'Noter le départ d’un groupe ; les accompagnements en cours se terminent à part.',
    input: z.object({ groupId: Id, membershipId: Id, fromOn: Day, untilOn: Day }),
    output: z.object({}),
    refusals: { ...unknownRecord, ...endsBefore },
  }),

  listPairs: query({
    action: 'manage-volunteers',
    summary: 'Qui accompagne qui, à quel rythme, et depuis quand.',
    input: z.object({
      state: z.enum(pairStates).default('running'),
      groupId: Id.optional(),
      volunteerId: Id.optional(),
      householdId: Id.optional(),
      ...PageRequest,
    }),
    output: pageOf(PairRow),
  }),
  openPair: query({
    action: 'manage-volunteers',
    summary: 'Un accompagnement : bénévoles passés et présents, rythmes convenus, ce qui leur est dit.',
    input: z.object({ pairId: Id }),
    output: PairView,
    refusals: unknownRecord,
  }),
  startPair: command({
    action: 'manage-volunteers',
    summary: 'Confier un ménage à des bénévoles, au rythme convenu avec lui.',
    input: z.object({
      householdId: Id,
      measureId: optional(Id),
      groupId: optional(Id),
      volunteerIds: z.array(Id).min(1).max(6),
      professionalId: optional(Id),
      startedOn: Day,
      /** Null when the rhythm is still to be agreed with the household. */
      rhythm: z.object({ weeks, agreedOn: Day }).nullable().default(null),
      sharedNote: SharedNote,
    }),
    output: z.object({ pairId: Id }),
    refusals: {
      ...notVolunteer,
      ...notProfessional,
      ...inTheFuture,
      'unknown-group': 'Ce groupe n’existe pas, ou il est fermé.',
      'unknown-measure': 'Cette mesure n’est pas celle du ménage.',
      'already-accompanied': 'Des bénévoles accompagnent déjà ce ménage : ajoutez-y une personne.',
    },
  }),
  addVolunteer: command({
    action: 'manage-volunteers',
    summary: 'Ajouter un bénévole à un accompagnement.',
    input: z.object({ ...OnPair, membershipId: Id, fromOn: Day }),
    output: Versioned,
    refusals: {
      ...onPair,
      ...pairEnded,
      ...notVolunteer,
      'already-there': 'Cette personne accompagne déjà ce ménage.',
    },
  }),
  endVolunteer: command({
    action: 'manage-volunteers',
    summary: 'Mettre fin à l’accompagnement par un bénévole : son accès s’arrête ce jour-là.',
    input: z.object({ ...OnPair, membershipId: Id, untilOn: Day }),
    output: Versioned,
    refusals: { ...onPair, ...endsBefore },
  }),
  agreeRhythm: command({
    action: 'manage-volunteers',
    summary: 'Noter le rythme convenu avec le ménage ; les rythmes d’avant restent lisibles.',
    input: z.object({ ...OnPair, weeks, agreedOn: Day }),
    output: Versioned,
    refusals: { ...onPair, ...pairEnded, ...inTheFuture },
  }),
  tellVolunteers: command({
    action: 'manage-volunteers',
    summary: 'Choisir ce que les bénévoles peuvent savoir, et le professionnel à appeler.',
    input: z.object({ ...OnPair, sharedNote: SharedNote, professionalId: optional(Id) }),
    output: Versioned,
    refusals: { ...onPair, ...pairEnded, ...notProfessional },
  }),
  endPair: command({
    action: 'manage-volunteers',
    summary: 'Terminer un accompagnement : l’accès de chaque bénévole s’arrête ce jour-là.',
    input: z.object({ ...OnPair, endedOn: Day }),
    output: Versioned,
    refusals: { ...onPair, ...pairEnded, ...endsBefore, ...inTheFuture },
  }),

  listOwn: query({
    action: 'accompany',
    summary: 'Les ménages que j’accompagne. Sans engagement accepté, la liste reste fermée.',
    input: z.object({}),
    output: z.object({
      commitment: z.object({ edition: z.int(), acceptedOn: Day.nullable() }),
      households: z.array(OwnHousehold),
      /** How many wait behind the commitment. */
      total: Total,
    }),
  }),
  openOwn: query({
    action: 'accompany',
    summary: 'Un ménage que j’accompagne : joindre, venir, qui d’autre l’accompagne, qui appeler.',
    journal: 'household-opened',
    input: z.object({ householdId: Id }),
    output: OwnHousehold.extend({
      doNotContact: z.boolean(),
      people: z.array(z.object({ name: z.string(), phones: z.array(z.string()) })),
      languages: z.array(z.string()),
      others: z.array(z.string()),
      professional: z
        .object({ name: z.string(), phone: z.string().nullable(), email: z.string() })
        .nullable(),
      sharedNote: z.string().nullable(),
      since: Day.nullable(),
    }),
    refusals: { ...unknownRecord, ...commitmentMissing },
  }),
  listMeetings: query({
    action: 'accompany',
    summary: 'Les comptes rendus que j’ai écrits pour ce ménage, et eux seuls.',
    input: z.object({ householdId: Id, ...PageRequest }),
    output: pageOf(Meeting),
    refusals: commitmentMissing,
  }),
  writeMeeting: command({
    action: 'accompany',
    summary: 'Écrire le compte rendu d’une rencontre.',
    input: z.object({
      householdId: Id,
      happenedOn: Day,
      channel: z.enum(contactChannels),
      outcome: z.enum(contactOutcomes),
      audience: Audience.default('referents'),
      body: longText(20_000),
    }),
    output: z.object({ entryId: Id }),
    refusals: {
      ...commitmentMissing,
      ...unknownRecord,
      'dated-later': 'Ce qui est raconté ici a déjà eu lieu : la date ne peut pas être à venir.',
      'compartment-not-yours': 'Votre rôle n’écrit pas de ce côté du dossier.',
    },
  }),
  acceptCommitment: command({
    action: 'accompany',
    summary: 'Accepter son engagement de confidentialité : la date est gardée.',
    input: z.object({ edition: z.int().min(1) }),
    output: z.object({ acceptedOn: Day }),
    refusals: { 'other-edition': 'Le texte de l’engagement a changé : relisez-le avant de l’accepter.' },
  }),
})
