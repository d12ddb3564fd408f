import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import {
  Cents,
  Day,
  Id,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { aloneRefusals, grantRefusals } from '#domain/committees/decide-line.ts'
import { sittingRefusals, sittingStates } from '#domain/committees/sittings.ts'
import { commitmentRefusals } from '#domain/envelopes/refusals.ts'
import { applicationStatuses, fundingRefusalReasons, opinions } from '#domain/funding/application-facts.ts'
import { financingKinds, fundingFields } from '#domain/funding/kinds.ts'
import { largestAmountCents } from '#domain/money.ts'

const known = { ...unknownRecord, ...staleVersion } as const
const Amount = Cents.min(1).max(largestAmountCents)
const Versioned = z.object({ version: Version })
const onSitting = { sittingId: Id, version: Version }

const MemberInput = z.object({
  id: Id.optional(),
  membershipId: Id.nullable().default(null),
  name: shortText(120),
  capacity: shortText(120).nullable().default(null),
  isChair: z.boolean().default(false),
  hasVote: z.boolean().default(true),
  fromOn: Day,
  untilOn: Day.nullable().default(null),
})
const Member = z.object({
  id: Id,
  membershipId: Id.nullable(),
  name: z.string(),
  capacity: z.string().nullable(),
  isChair: z.boolean(),
  hasVote: z.boolean(),
  fromOn: Day,
  untilOn: Day.nullable(),
})

const Committee = z.object({
  id: Id,
  name: z.string(),
  quorum: z.int(),
  closedOn: Day.nullable(),
  version: Version,
  members: z.array(Member),
})

const Sitting = z.object({
  id: Id,
  committeeId: Id,
  committeeName: z.string(),
  heldOn: Day,
  startsAt: z.string().nullable(),
  place: z.string().nullable(),
  state: z.enum(sittingStates),
  itemCount: z.int(),
  pendingCount: z.int(),
})

const Granted = z.object({
  outcome: z.literal('granted'),
  cents: Amount,
  months: z.int().min(1).max(480).nullable(),
  conditions: longText(2000).nullable().default(null),
  /** Null: on the organisation's own funds. */
  envelopeId: Id.nullable(),
})
const Refused = z.object({
  outcome: z.literal('refused'),
  reasons: z.array(z.enum(fundingRefusalReasons)).min(1).max(8),
  text: longText(2000),
})
const Adjourned = z.object({ outcome: z.literal('adjourned'), reason: longText(1000) })

/** One line of an agenda, or ready for one. Names are those of the file: who may not read it reads no agenda. */
const AgendaLine = z.object({
  lineId: Id,
  applicationId: Id,
  applicationNumber: z.string(),
  householdLabel: z.string(),
  productName: z.string(),
  kind: z.enum(financingKinds),
  field: z.enum(fundingFields),
  requestedCents: Cents,
  months: z.int().nullable(),
  status: z.enum(applicationStatuses),
  opinion: z.enum(opinions).nullable(),
  decision: z
    .object({
      outcome: z.enum(['granted', 'refused', 'adjourned']),
      cents: Cents.nullable(),
      months: z.int().nullable(),
      told: z.string(),
    })
    .nullable(),
})

const decisionRefusals = {
  ...unknownRecord,
  ...grantRefusals,
  ...commitmentRefusals,
  'future-fact': 'Un fait se note une fois qu’il a eu lieu : la date est dans le futur.',
  'out-of-order': 'À cette date, cette étape n’est pas possible dans le parcours du dossier.',
  'contradicts-later-fact': 'Un fait noté à une date plus tardive ne tiendrait plus : annulez-le d’abord.',
  'instructed-it-yourself': aloneRefusals['instructed-it-yourself'],
} as const
const Decided = z.object({ financingId: Id.nullable() })

export const committees = capability('committees', {
  list: query({
    action: 'read-funding',
    summary: 'Les commissions, leurs membres et leur quorum.',
    input: z.object({}),
    output: z.object({ rows: z.array(Committee) }),
  }),
  save: command({
    action: 'decide-funding',
    summary: 'Crée une commission ou change ses membres et son quorum.',
    input: z.object({
      committeeId: Id.optional(),
      version: Version.optional(),
      name: shortText(120),
      quorum: z.int().min(1).max(50),
      members: z.array(MemberInput).max(60),
      closedOn: Day.nullable().default(null),
    }),
    output: z.object({ committeeId: Id, version: Version }),
    refusals: {
      ...known,
      'unknown-member': 'Un des membres n’est pas dans l’organisation.',
      'quorum-too-high': 'Le quorum dépasse le nombre de membres qui votent.',
      'member-sat': 'Un membre a déjà siégé : donnez-lui une date de fin au lieu de le retirer.',
      'wrong-dates': 'La fin d’un membre est avant son début.',
    },
  }),
  listSittings: query({
    action: 'read-funding',
    summary: 'Les séances, de la plus récente à la plus ancienne.',
    input: z.object({ committeeId: Id.optional(), ...PageRequest }),
    output: pageOf(Sitting),
  }),
  getSitting: query({
    action: 'read-funding',
    summary: 'Une séance : ordre du jour, présents, décisions, procès-verbal.',
    input: z.object({ sittingId: Id }),
    output: Sitting.extend({
      version: Version,
      quorum: z.int(),
      hasQuorum: z.boolean(),
      members: z.array(Member),
      presentIds: z.array(Id),
      items: z.array(AgendaLine),
      cancelledReason: z.string().nullable(),
      moved: z.object({ from: Day, reason: z.string() }).nullable(),
      signedBy: z.string().nullable(),
      signedOn: Day.nullable(),
    }),
    refusals: unknownRecord,
  }),
  listReady: query({
    action: 'read-funding',
    summary: 'Les lignes de dossiers complets qu’aucune séance ne porte encore.',
    input: z.object(PageRequest),
    output: pageOf(AgendaLine),
  }),
  planSitting: command({
    action: 'review-applications',
    summary: 'Prépare une séance.',
    input: z.object({
      committeeId: Id,
      heldOn: Day,
      startsAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Heure attendue, comme 14:30')
        .nullable()
        .default(null),
      place: shortText(120).nullable().default(null),
    }),
    output: z.object({ sittingId: Id, version: Version }),
    refusals: { ...unknownRecord, 'committee-closed': 'Cette commission ne siège plus à cette date.' },
  }),
  moveSitting: command({
    action: 'review-applications',
    summary:
      'Change le jour, l’heure ou le lieu d’une séance ; un autre jour se motive, les membres en sont avertis.',
    input: z.object({
      ...onSitting,
      heldOn: Day,
      startsAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Heure attendue, comme 14:30')
        .nullable(),
      place: shortText(120).nullable(),
      /** Needed for another day. */
      reason: longText(500).nullable().default(null),
    }),
    output: z.object({
      version: Version,
      told: z.array(z.string()),
      /** Members without an account here: somebody tells them. */
      toTell: z.array(z.string()),
    }),
    refusals: {
      ...known,
      'sitting-signed': sittingRefusals['sitting-signed'],
      'sitting-cancelled': sittingRefusals['sitting-cancelled'],
      'already-decided': 'Une décision est déjà écrite : la séance ne change plus de jour.',
      'no-reason': 'Dites pourquoi la séance change de jour : ses membres le liront.',
      'line-not-ready': 'Un dossier de l’ordre du jour n’était pas complet ce jour-là.',
    },
  }),
  cancelSitting: command({
    action: 'review-applications',
    summary: 'Annule une séance : ses lignes attendent la suivante.',
    input: z.object({ ...onSitting, reason: longText(500) }),
    output: Versioned,
    refusals: {
      ...known,
      'sitting-signed': sittingRefusals['sitting-signed'],
      'sitting-cancelled': sittingRefusals['sitting-cancelled'],
      'already-decided': 'Une décision est déjà écrite : la séance ne s’annule plus.',
    },
  }),
  setAgenda: command({
    action: 'review-applications',
    summary: 'Fixe l’ordre du jour, dans l’ordre donné.',
    input: z.object({ ...onSitting, lineIds: z.array(Id).max(200) }),
    output: Versioned,
    refusals: {
      ...known,
      'sitting-signed': sittingRefusals['sitting-signed'],
      'sitting-cancelled': sittingRefusals['sitting-cancelled'],
      'line-not-ready': 'Un de ces dossiers n’est pas complet, ou attend une autre séance.',
      'already-decided': 'Une ligne déjà décidée ne se retire pas de l’ordre du jour.',
    },
  }),
  setPresence: command({
    action: 'review-applications',
    summary: 'Note qui était présent.',
    input: z.object({ ...onSitting, memberIds: z.array(Id).max(60) }),
    output: Versioned,
    refusals: {
      ...known,
      'sitting-signed': sittingRefusals['sitting-signed'],
      'sitting-cancelled': sittingRefusals['sitting-cancelled'],
      'sitting-not-held': sittingRefusals['sitting-not-held'],
      'unknown-member': 'Cette personne n’est pas membre de la commission ce jour-là.',
      'already-decided': 'Une décision est écrite : le quorum doit rester atteint.',
    },
  }),
  decide: command({
    action: 'decide-funding',
    summary: 'Écrit la décision de la commission sur une ligne ; un accord engage les fonds.',
    input: z.object({
      sittingId: Id,
      lineId: Id,
      decision: z.discriminatedUnion('outcome', [Granted, Refused, Adjourned]),
    }),
    output: Decided,
    refusals: {
      ...decisionRefusals,
      'sitting-signed': sittingRefusals['sitting-signed'],
      'sitting-cancelled': sittingRefusals['sitting-cancelled'],
      'sitting-not-held': sittingRefusals['sitting-not-held'],
      'no-quorum': sittingRefusals['no-quorum'],
    },
  }),
  openLine: query({
    action: 'decide-funding',
    summary: 'Ce qu’une décision engagerait : bornes du produit, délégation, enveloppes et ce qui y reste.',
    input: z.object({ lineId: Id, on: Day.optional() }),
    output: z.object({
      applicationId: Id,
      productName: z.string(),
      kind: z.enum(financingKinds),
      requestedCents: Cents,
      requestedMonths: z.int().nullable(),
      minCents: Cents.nullable(),
      maxCents: Cents.nullable(),
      minMonths: z.int().nullable(),
      maxMonths: z.int().nullable(),
      isInstructedByMe: z.boolean(),
      /** How far the caller decides alone; null: the committee decides. */
      delegationCents: Cents.nullable(),
      field: z.enum(fundingFields),
      communeCode: z.string().nullable(),
    }),
    refusals: unknownRecord,
  }),
  decideAlone: command({
    action: 'decide-funding',
    summary: 'Décide seul, dans la limite de sa délégation ; un accord engage les fonds.',
    input: z.object({
      lineId: Id,
      on: Day,
      decision: z.discriminatedUnion('outcome', [Granted, Refused]),
    }),
    output: Decided,
    refusals: { ...decisionRefusals, ...aloneRefusals },
  }),
  decisionLetter: download({
    action: 'read-funding',
    summary: 'La lettre qui annonce l’accord ou le refus, avec ses raisons et les recours.',
    input: z.object({ lineId: Id }),
    refusals: { ...unknownRecord, 'not-decided': 'Cette ligne n’est pas encore décidée.' },
  }),
  keepDecisionLetter: command({
    action: 'review-applications',
    summary: 'Garde au dossier la lettre de décision telle qu’elle part.',
    input: z.object({ lineId: Id }),
    output: z.object({ documentId: Id }),
    refusals: { ...unknownRecord, 'not-decided': 'Cette ligne n’est pas encore décidée.' },
  }),
  minutes: download({
    action: 'read-funding',
    summary: 'Le procès-verbal d’une séance : le projet, ou celui qui a été signé.',
    input: z.object({ sittingId: Id }),
    refusals: unknownRecord,
  }),
  signMinutes: command({
    action: 'decide-funding',
    summary: 'Signe le procès-verbal : la séance ne change plus.',
    input: z.object(onSitting),
    output: Versioned,
    refusals: { ...known, ...sittingRefusals },
  }),
  listDelegations: query({
    action: 'read-funding',
    summary: 'Qui décide seul, jusqu’à combien et jusqu’à quand.',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          name: z.string(),
          productName: z.string().nullable(),
          maxCents: Cents,
          fromOn: Day,
          untilOn: Day.nullable(),
          givenBy: z.string(),
        }),
      ),
      people: z.array(z.object({ id: Id, name: z.string() })),
      products: z.array(z.object({ id: Id, name: z.string() })),
    }),
  }),
  giveDelegation: command({
    action: 'decide-funding',
    summary: 'Permet à une personne de décider seule jusqu’à un montant.',
    input: z.object({
      membershipId: Id,
      productId: Id.nullable(),
      maxCents: Amount,
      fromOn: Day,
      untilOn: Day.nullable(),
    }),
    output: z.object({ delegationId: Id }),
    refusals: {
      ...unknownRecord,
      'own-limit': 'On ne se donne pas de délégation à soi-même (règle des quatre yeux).',
      'wrong-dates': 'La fin est avant le début.',
    },
  }),
  endDelegation: command({
    action: 'decide-funding',
    summary: 'Met fin à une délégation ce soir.',
    input: z.object({ delegationId: Id }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'already-ended': 'Cette délégation est déjà terminée.' },
  }),
})
