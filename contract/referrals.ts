import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { PersonDetails } from '#contract/households.ts'
import {
  Agreement,
  Basis,
  Category,
  FirstKind,
  Motive,
  ParcelContentShape,
  Purpose,
  partnerRefusals,
  sharingTerms,
  ThreadLine,
} from '#contract/parcels.ts'
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
import { likenessReasons } from '#domain/households/same-person.ts'
import { sharingRefusals } from '#domain/parcels/decide-sharing.ts'
import { freeNewsKinds } from '#domain/parcels/kinds.ts'
import { type PrescriberKind, prescriberKinds } from '#domain/programmes/kinds.ts'
import {
  type DeclineReason,
  declineReasons,
  type ReferralSource,
  type ReferralState,
  referralSources,
  referralStates,
} from '#domain/referrals/states.ts'

const listed = <T extends string>(values: readonly T[]) => z.enum(values as [T, ...T[]])
const Source = listed<ReferralSource>(referralSources)
const State = listed<ReferralState>(referralStates)
const Prescriber = listed<PrescriberKind>(prescriberKinds)
const urgencies = z.enum(['late', 'soon', 'none'])

const ReferralRow = z.object({
  id: Id,
  reference: z.string(),
  kind: FirstKind,
  source: Source,
  senderName: z.string(),
  subject: z.string(),
  motive: Motive.nullable(),
  receivedAt: Instant,
  dueOn: Day,
  state: State,
  stateOn: Day,
  urgency: urgencies,
  assignee: z.object({ id: Id, name: z.string() }).nullable(),
  household: z.object({ id: Id, label: z.string() }).nullable(),
})
export type ReferralRow = z.output<typeof ReferralRow>

const Candidate = z.object({
  householdId: Id,
  label: z.string(),
  personName: z.string(),
  score: z.int(),
  reasons: z.array(z.enum(likenessReasons as [(typeof likenessReasons)[number]])),
})
export type Candidate = z.output<typeof Candidate>

const MandateStanding = z.object({
  startedOn: Day,
  termOn: Day,
  everyMonths: z.int().nullable(),
  endedOn: Day.nullable(),
  dueDays: z.array(Day),
  reportsSent: z.int(),
  nextDueOn: Day.nullable(),
  lateReports: z.int(),
  state: z.enum(['running', 'term-reached', 'ended']),
})

const ReferralFile = z.object({ fileId: Id, name: z.string(), contentType: z.string(), sizeBytes: z.int() })

const Referral = ReferralRow.extend({
  version: Version,
  senderKind: Prescriber,
  senderContact: z.string().nullable(),
  /** How news reach the sender: in Palier, or by a person. */
  newsTravel: z.enum(['to-partner', 'to-prescriber', 'by-hand']),
  content: ParcelContentShape,
  erasedOn: Day.nullable(),
  withdrawnOn: Day.nullable(),
  parcel: z
    .object({
      categories: z.array(Category),
      purpose: Purpose,
      legalBasis: Basis,
      informedOn: Day.nullable(),
      consentGivenOn: Day.nullable(),
      expiresOn: Day,
    })
    .nullable(),
  declineReason: listed<DeclineReason>(declineReasons).nullable(),
  measureId: Id.nullable(),
  /** Where it was sent on, when it was redirected. */
  sentOn: z.object({ parcelId: Id, partner: z.string() }).nullable(),
  tellsProgress: z.boolean(),
  mandate: MandateStanding.nullable(),
  candidates: z.array(Candidate),
  files: z.array(ReferralFile),
  thread: z.array(ThreadLine),
})
export type Referral = z.output<typeof Referral>

const onReferral = { referralId: Id, version: Version }
const Done = z.object({ version: Version })
const onOpen = {
  ...unknownRecord,
  ...staleVersion,
  'not-possible-now': 'La demande n’en est plus là : relisez-la.',
} as const
const words = longText(5000)

/** What a prescriber writes of their own request: what they sent, and what they were told. */
const OwnRow = z.object({
  id: Id,
  reference: z.string(),
  subject: z.string(),
  motive: Motive.nullable(),
  sentAt: Instant,
  state: State,
  stateOn: Day,
  lastTold: z.string().nullable(),
})
export type OwnRow = z.output<typeof OwnRow>

export const referrals = capability('referrals', {
  list: query({
    action: 'triage-referrals',
    summary: 'Les demandes reçues, de toutes les sources, les plus en retard d’abord.',
    input: z.object({
      state: z.enum(['open', ...referralStates]).default('open'),
      source: Source.optional(),
      kind: FirstKind.optional(),
      whose: z.enum(['all', 'mine', 'unassigned']).default('all'),
      isLate: z.boolean().default(false),
      text: z.string().trim().max(100).default(''),
      ...PageRequest,
    }),
    output: pageOf(ReferralRow),
  }),
  count: query({
    action: 'triage-referrals',
    summary: 'Combien de demandes attendent, et combien sont en retard.',
    input: z.object({}),
    output: z.object({ open: z.int(), late: z.int(), mine: z.int() }),
  }),
  open: query({
    action: 'triage-referrals',
    summary:
      'Une demande : ce qui a été reçu, de qui, sur quel fondement, les ménages qui ressemblent, le fil.',
    input: z.object({ referralId: Id }),
    journal: 'referral-opened',
    output: Referral,
    refusals: unknownRecord,
  }),
  openFile: download({
    action: 'triage-referrals',
    summary: 'Une pièce jointe à la demande.',
    input: z.object({ referralId: Id, fileId: Id }),
    refusals: unknownRecord,
  }),
  assign: command({
    action: 'triage-referrals',
    summary: 'Confie la demande à un collègue, ou à personne.',
    input: z.object({ ...onReferral, assigneeId: Id.nullable() }),
    output: Done,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'unknown-colleague': 'Cette personne ne traite pas les demandes.',
    },
  }),
  accept: command({
    action: 'triage-referrals',
    summary:
      'Accepte : rattache au ménage connu ou en crée un, et demande une mesure si un dispositif est choisi.',
    input: z.object({
      ...onReferral,
      /** Null creates the household from what was received. */
      householdId: Id.nullable(),
      person: PersonDetails.nullable().default(null),
      programmeId: Id.nullable().default(null),
      motive: Motive,
      tellsProgress: z.boolean().default(false),
      message: words.nullable().default(null),
    }),
    output: z.object({ householdId: Id, measureId: Id.nullable() }),
    refusals: {
      ...onOpen,
      'programme-needed': 'Une mesure transférée se reprend dans un dispositif : choisissez lequel.',
      'person-missing': 'Pour créer le dossier, donnez au moins un nom.',
      'unknown-household': 'Ce ménage n’existe pas.',
      'measure-refused': 'Ce dispositif n’est pas ouvert : choisissez-en un autre, ou acceptez sans mesure.',
    },
  }),
  askMore: command({
    action: 'triage-referrals',
    summary: 'Demande un complément à l’expéditeur.',
    input: z.object({ ...onReferral, message: words }),
    output: Done,
    refusals: onOpen,
  }),
  decline: command({
    action: 'triage-referrals',
    summary: 'Décline, avec un motif de la liste et ce que l’on choisit d’en dire.',
    input: z.object({
      ...onReferral,
      reason: listed<DeclineReason>(declineReasons),
      message: words.nullable().default(null),
    }),
    output: Done,
    refusals: onOpen,
  }),
  redirect: command({
    action: 'triage-referrals',
    summary: 'Transmet la demande à un autre partenaire : une copie, aux mêmes règles que tout envoi.',
    input: z.object({
      ...onReferral,
      ...sharingTerms,
      /** The household's agreement to this new receiver. */
      agreement: Agreement.nullable().default(null),
      message: words.nullable().default(null),
    }),
    output: Done,
    refusals: {
      ...onOpen,
      ...partnerRefusals,
      ...sharingRefusals,
      'informed-before-receipt':
        'Le ménage doit être informé de ce nouveau destinataire : pas avant que la demande soit arrivée ici.',
    },
  }),
  giveNews: command({
    action: 'triage-referrals',
    summary: 'Donne des nouvelles à l’expéditeur : seulement ce que l’on écrit ici.',
    input: z.object({ ...onReferral, news: z.enum(freeNewsKinds), message: words.nullable().default(null) }),
    output: Done,
    refusals: onOpen,
  }),
  sendReport: command({
    action: 'triage-referrals',
    summary: 'Remet à celui qui a confié la mission le rapport attendu.',
    input: z.object({ ...onReferral, text: longText(20_000) }),
    output: Done,
    refusals: { ...onOpen, 'not-a-mandate': 'Seule une mission confiée appelle un rapport.' },
  }),
  endMandate: command({
    action: 'triage-referrals',
    summary: 'Met fin à la mission reçue.',
    input: z.object({ ...onReferral, on: Day, message: words.nullable().default(null) }),
    output: Done,
    refusals: { ...onOpen, 'not-a-mandate': 'Seule une mission a une fin.' },
  }),
  partners: query({
    action: 'triage-referrals',
    summary: 'Les partenaires vers qui réorienter.',
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
  programmes: query({
    action: 'triage-referrals',
    summary: 'Les dispositifs ouverts, où une demande acceptée peut entrer.',
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
  askOwnTeam: command({
    action: 'send-referrals',
    summary: 'Demande à sa propre équipe d’accompagner un ménage, d’un impayé ou d’un dossier.',
    input: z.object({ householdId: Id, motive: Motive, message: words.nullable().default(null) }),
    output: z.object({ referralId: Id }),
    refusals: {
      ...unknownRecord,
      'already-waiting': 'Une demande pour ce ménage attend déjà une réponse.',
    },
  }),

  prescribe: command({
    action: 'prescribe',
    summary: 'Adresse une demande : d’un prescripteur à l’écran, ou de son logiciel avec un jeton.',
    input: z.object({
      channel: z.enum(['screen', 'software']).default('software'),
      /** Told back with news; the same one twice is refused. */
      externalReference: shortText(80).nullable().default(null),
      service: shortText(120),
      senderKind: Prescriber,
      person: PersonDetails,
      address: z.string().trim().max(300).nullable().default(null),
      motive: Motive,
      message: words,
      informedOn: Day,
    }),
    output: z.object({ referralId: Id, reference: z.string(), dueOn: Day }),
    refusals: {
      'informed-in-the-future': sharingRefusals['informed-in-the-future'],
      'already-sent': 'Une demande porte déjà cette référence.',
    },
  }),
  listOwn: query({
    action: 'prescribe',
    summary: 'Mes demandes, et ce qu’il en est dit.',
    input: z.object({ state: State.optional(), ...PageRequest }),
    output: pageOf(OwnRow),
  }),
  openOwn: query({
    action: 'prescribe',
    summary: 'Une de mes demandes : ce que j’ai écrit et ce que l’on m’a répondu.',
    input: z.object({ referralId: Id }),
    output: OwnRow.extend({
      version: Version,
      dueOn: Day,
      content: ParcelContentShape,
      erasedOn: Day.nullable(),
      thread: z.array(ThreadLine),
    }),
    refusals: unknownRecord,
  }),
  completeOwn: command({
    action: 'prescribe',
    summary: 'Envoie le complément demandé.',
    input: z.object({ ...onReferral, message: words }),
    output: Done,
    refusals: onOpen,
  }),
  withdrawOwn: command({
    action: 'prescribe',
    summary: 'Retire une demande qui n’a plus lieu d’être.',
    input: z.object({ ...onReferral, message: words.nullable().default(null) }),
    output: Done,
    refusals: onOpen,
  }),
})

/** The public form, outside the API of members: nobody is signed in, and nothing is told of what is known. */
export const PublicForm = z.object({
  organisation: z.string(),
  words: z.string().nullable(),
  token: z.string(),
  challenge: z.string(),
  difficultyBits: z.int(),
})
export type PublicForm = z.output<typeof PublicForm>

export const PublicRequest = z.object({
  token: z.string().max(400),
  nonce: z.int().min(0),
  /** A field that nobody sees: only a robot fills it. */
  website: z.string().max(400).default(''),
  who: z.enum(['household', 'relative', 'professional']),
  senderName: z.string().trim().max(120).default(''),
  senderContact: z.string().trim().max(200).default(''),
  lastName: shortText(100),
  firstName: z.string().trim().max(100).default(''),
  birthOn: Day.nullable().default(null),
  phone: z.string().trim().max(30).default(''),
  email: z
    .union([z.literal(''), z.email('Cette adresse électronique n’est pas complète.').max(200)])
    .default(''),
  address: z.string().trim().max(300).default(''),
  motive: Motive,
  message: shortText(3000),
  agrees: z.literal(true, 'Dites que la personne concernée est d’accord.'),
})
export type PublicRequest = z.output<typeof PublicRequest>
export const PublicAnswer = z.object({ reference: z.string(), answerDays: z.int() })
export type PublicAnswer = z.output<typeof PublicAnswer>
