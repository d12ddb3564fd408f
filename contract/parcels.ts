import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Cents,
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
import { consentKinds, consentProofs, vulnerabilities } from '#domain/households/kinds.ts'
import { sharingRefusals } from '#domain/parcels/decide-sharing.ts'
import {
  fileParcelKinds,
  firstParcelKinds,
  type LegalBasis,
  legalBases,
  type NewsKind,
  newsKinds,
  type ParcelCategory,
  type ParcelPurpose,
  parcelCategories,
  parcelPurposes,
  parcelStates,
} from '#domain/parcels/kinds.ts'
import { linkStates } from '#domain/parcels/partner-kinds.ts'
import { type MeasureMotive, measureMotives } from '#domain/programmes/kinds.ts'

const listed = <T extends string>(values: readonly T[]) => z.enum(values as [T, ...T[]])
export const Category = listed<ParcelCategory>(parcelCategories)
export const Purpose = listed<ParcelPurpose>(parcelPurposes)
export const Basis = listed<LegalBasis>(legalBases)
export const Motive = listed<MeasureMotive>(measureMotives)
export const News = listed<NewsKind>(newsKinds)
export const FirstKind = z.enum(firstParcelKinds)

const text = z.string().trim().max(200).nullable()

export const HandoverShape = z.object({
  done: longText(10_000),
  remains: longText(10_000),
  dates: z.array(z.object({ on: Day, what: shortText(200) })).max(20),
  risks: longText(5_000).nullable().default(null),
  told: longText(2_000).nullable().default(null),
})

export const HandedMeasureShape = HandoverShape.extend({
  programme: z.string(),
  startedOn: Day.nullable(),
  endsOn: Day.nullable(),
})

/** What a request says of a household. A part nobody chose to send is absent. */
export const ParcelContentShape = z.object({
  identity: z
    .object({ civility: text, lastName: shortText(100), firstName: text, birthOn: Day.nullable() })
    .optional(),
  contact: z.object({ phone: text, email: text, language: text }).optional(),
  composition: z
    .array(
      z.object({
        firstName: text,
        memberRole: z.string().max(40),
        birthYear: z.int().min(1900).max(2100).nullable(),
      }),
    )
    .max(30)
    .optional(),
  home: z
    .object({
      address: z.string().max(400),
      tenancyNumber: text,
      enteredOn: Day.nullable(),
      rentCents: Cents.nullable(),
      chargesCents: Cents.nullable(),
    })
    .optional(),
  arrears: z.object({ balanceCents: Cents, balanceOn: Day, hasRunningPlan: z.boolean() }).optional(),
  budget: z.object({ onDate: Day, resourcesCents: Cents, chargesCents: Cents }).optional(),
  vulnerabilities: z.array(z.enum(vulnerabilities)).optional(),
  referents: z.array(z.string().max(200)).max(30).optional(),
  handover: HandedMeasureShape.optional(),
  motive: Motive.optional(),
  message: z.string().max(20_000).optional(),
})
export type ParcelContentShape = z.output<typeof ParcelContentShape>

export const ThreadLine = z.object({
  id: Id,
  at: Instant,
  kind: z.string(),
  text: z.string().nullable(),
  by: z.string().nullable(),
  isTold: z.boolean(),
  isFromOther: z.boolean(),
})
export type ThreadLine = z.output<typeof ThreadLine>

/** The household's agreement to one sending, when it is not a consent of its file. */
export const Agreement = z.object({ givenOn: Day, proof: z.enum(consentProofs) })

const PartnerChoice = z.object({
  id: Id,
  name: z.string(),
  linkState: z.enum(linkStates),
  isLandlord: z.boolean(),
})

/** The terms under which something is shared: the same for a request and for one that is sent on. */
export const sharingTerms = {
  partnerId: Id,
  categories: z.array(Category).max(20),
  purpose: Purpose,
  legalBasis: Basis,
  informedOn: Day.nullable().default(null),
  consentId: Id.nullable().default(null),
  leavesOn: Day,
  expiresOn: Day,
}

const SentRow = z.object({
  id: Id,
  kind: FirstKind,
  partner: z.string(),
  household: z.object({ id: Id, label: z.string() }).nullable(),
  categories: z.array(Category),
  purpose: Purpose,
  legalBasis: Basis,
  informedOn: Day.nullable(),
  consent: z.object({ givenOn: Day, revokedOn: Day.nullable() }).nullable(),
  /** The agreement was given for this parcel alone: it is taken back here. */
  hasOwnAgreement: z.boolean(),
  measureId: Id.nullable(),
  leavesOn: Day,
  expiresOn: Day,
  state: z.enum(parcelStates),
  stateAt: Instant,
  stoppedReason: z.string().nullable(),
  isByHand: z.boolean(),
  told: News.nullable(),
  toldOn: Day.nullable(),
  withdrawnOn: Day.nullable(),
  termOn: Day.nullable(),
  nextReportOn: Day.nullable(),
  lateReports: z.int(),
  isMandateOver: z.boolean(),
  version: Version,
})
export type SentRow = z.output<typeof SentRow>

export const partnerRefusals = {
  'unknown-partner': 'Ce partenaire n’existe pas, ou n’est plus proposé.',
  'link-not-agreed': 'Le lien avec ce partenaire n’est pas accepté des deux côtés.',
} as const

const onParcel = { parcelId: Id, version: Version }
const Done = z.object({ version: Version })
const onSent = { ...unknownRecord, ...staleVersion } as const

export const parcels = capability('parcels', {
  options: query({
    action: 'send-referrals',
    summary: 'À qui l’on peut envoyer, ce que l’on peut envoyer, et les accords du ménage.',
    input: z.object({ householdId: Id }),
    output: z.object({
      label: z.string(),
      partners: z.array(PartnerChoice),
      categories: z.array(z.object({ category: Category, mayRead: z.boolean() })),
      consents: z.array(
        z.object({
          id: Id,
          kind: z.enum(consentKinds),
          partner: z.string().nullable(),
          personName: z.string(),
          givenOn: Day,
          endsOn: Day.nullable(),
          revokedOn: Day.nullable(),
        }),
      ),
    }),
  }),
  preview: query({
    action: 'send-referrals',
    summary: 'Exactement ce qui partirait aujourd’hui.',
    input: z.object({ householdId: Id, categories: z.array(Category).max(20) }),
    output: z.object({ content: ParcelContentShape }),
  }),
  send: command({
    action: 'send-referrals',
    summary: 'Prépare un envoi à un partenaire ; il part le jour dit, si tout y est encore permis.',
    input: z.object({
      householdId: Id,
      kind: z.enum(fileParcelKinds),
      ...sharingTerms,
      termOn: Day.nullable().default(null),
      reportEveryMonths: z.int().min(1).max(12).nullable().default(null),
      motive: Motive,
      message: longText(5000).nullable().default(null),
    }),
    output: z.object({ parcelId: Id }),
    refusals: { ...unknownRecord, ...partnerRefusals, ...sharingRefusals },
  }),
  listShared: query({
    action: 'send-referrals',
    summary: 'Ce qui a été partagé de ce ménage : quoi, quand, avec qui, sur quel fondement.',
    input: z.object({ householdId: Id, ...PageRequest }),
    output: pageOf(SentRow),
  }),
  listSent: query({
    action: 'send-referrals',
    summary: 'Les demandes et missions envoyées, et ce que les partenaires en ont dit.',
    input: z.object({
      told: News.optional(),
      state: z.enum(parcelStates).optional(),
      kind: FirstKind.optional(),
      ...PageRequest,
    }),
    output: pageOf(SentRow),
  }),
  open: query({
    action: 'send-referrals',
    summary: 'Un envoi : ce qui est parti, et les nouvelles revenues.',
    input: z.object({ parcelId: Id }),
    output: SentRow.extend({
      motive: Motive.nullable(),
      message: z.string().nullable(),
      /** What left, or what would leave today; null once erased. Only the categories that the reader may read. */
      content: ParcelContentShape.nullable(),
      hasLeft: z.boolean(),
      thread: z.array(ThreadLine),
      reportDays: z.array(Day),
      reportsReceived: z.int(),
      createdBy: z.string().nullable(),
    }),
    refusals: unknownRecord,
  }),
  withdraw: command({
    action: 'send-referrals',
    summary: 'Arrête ce qui n’est pas parti ; de ce qui est parti, dit au partenaire de ne plus s’en servir.',
    input: z.object(onParcel),
    output: z.object({ version: Version, outcome: z.enum(['stopped', 'told']) }),
    refusals: { ...onSent, 'already-withdrawn': 'Cet envoi est déjà arrêté ou retiré.' },
  }),
  reply: command({
    action: 'send-referrals',
    summary: 'Répond au partenaire qui demande un complément.',
    input: z.object({ ...onParcel, message: longText(5000) }),
    output: Done,
    refusals: { ...onSent, 'nothing-asked': 'Le partenaire n’attend pas de complément.' },
  }),
  noteAnswer: command({
    action: 'send-referrals',
    summary: 'Note ce qu’a répondu un partenaire qui n’est pas dans Palier.',
    input: z.object({ ...onParcel, told: News, on: Day, text: longText(2000).nullable().default(null) }),
    output: Done,
    refusals: {
      ...onSent,
      'not-by-hand': 'Ce partenaire est dans Palier : ses nouvelles arrivent seules.',
      'in-the-future': 'Cette date est à venir.',
    },
  }),
  revokeAgreement: command({
    action: 'send-referrals',
    summary: 'Le ménage retire l’accord donné pour cet envoi : rien ne part, ou le partenaire est prévenu.',
    input: z.object({ ...onParcel, revokedOn: Day }),
    output: Done,
    refusals: {
      ...onSent,
      'no-own-agreement': 'Cet envoi ne porte pas d’accord à lui : retirez celui du dossier.',
      'already-revoked': 'Cet accord est déjà retiré.',
      'revoked-before-given': 'Le retrait ne peut pas précéder l’accord.',
      'in-the-future': 'Cette date est à venir.',
    },
  }),
  endMandate: command({
    action: 'send-referrals',
    summary: 'Met fin à une mission confiée, avant ou à son terme.',
    input: z.object({ ...onParcel, on: Day, text: longText(2000).nullable().default(null) }),
    output: Done,
    refusals: {
      ...onSent,
      'not-a-running-mandate': 'Ce n’est pas une mission en cours.',
      'before-start': 'La fin ne peut pas précéder le début de la mission.',
    },
  }),
})
