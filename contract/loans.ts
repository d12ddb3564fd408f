import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import {
  AskedChange,
  ChangePreview,
  FinancingFilters,
  FinancingRow,
  LoanView,
} from '#contract/loan-shapes.ts'
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
import { changeProblemLabels } from '#domain/loans/change-schedule.ts'
import { factRefusals, paymentRefusals } from '#domain/loans/decide.ts'
import { paymentMeans, rejectionReasons, writeOffReasons } from '#domain/loans/facts.ts'
import { buckets } from '#domain/loans/kinds.ts'
import { loanSorts } from '#domain/loans/lists.ts'

const OfLoan = { financingId: Id, version: Version }
const Versioned = z.object({ version: Version })
const onLoan = {
  ...unknownRecord,
  ...staleVersion,
  'not-a-loan': 'Ce financement ne se rembourse pas par échéances.',
} as const

/** No loan of the field is worth a hundred million euros: beyond it, a figure was misread. */
const amount = Cents.min(1, 'Le montant doit être supérieur à zéro.').max(
  10_000_000_000,
  'Ce montant dépasse tout ce qu’un prêt peut valoir.',
)
const PastDay = Day.refine((day) => day >= '1950-01-01', 'Cette date est trop ancienne.')

const Fact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['loan-frozen', 'loan-unfrozen', 'loan-doubtful', 'loan-performing']),
    on: PastDay,
    reason: longText(500).nullable().default(null),
  }),
  z.object({ kind: z.literal('loan-accelerated'), on: PastDay, reason: longText(500) }),
  z.object({
    kind: z.literal('loan-depreciated'),
    on: PastDay,
    cents: Cents.min(0, 'La dépréciation ne peut pas être négative.').max(10_000_000_000),
  }),
])

export const loans = capability('loans', {
  list: query({
    action: 'list-funding',
    summary: 'Les financements accordés.',
    input: FinancingFilters.extend({ sort: z.enum(loanSorts).default('recent'), ...PageRequest }),
    output: pageOf(FinancingRow),
  }),
  lateness: query({
    action: 'list-funding',
    summary: 'Ce qui est en retard, par ancienneté.',
    input: z.object({}),
    output: z.object({
      rows: z.array(z.object({ bucket: z.enum(buckets), count: z.int(), lateCents: Cents })),
      asOf: Day,
    }),
  }),
  export: download({
    action: 'list-funding',
    summary: 'La liste des financements, en CSV ou en tableur.',
    input: FinancingFilters.extend({
      sort: z.enum(loanSorts).default('recent'),
      format: z.enum(['csv', 'xlsx']),
    }),
  }),
  open: query({
    action: 'read-funding',
    summary: 'Un financement : ce qu’il a coûté, son échéancier, ses règlements.',
    input: z.object({ financingId: Id }),
    output: LoanView,
    refusals: unknownRecord,
  }),
  recordPayment: command({
    action: 'manage-loans',
    summary: 'Enregistre un règlement du ménage, à sa date, même passée.',
    input: z.object({
      ...OfLoan,
      on: PastDay,
      cents: amount,
      means: z.enum(paymentMeans),
      /** The due date that the household asks to pay first. */
      towards: Day.nullable().default(null),
      reference: shortText(140).nullable().default(null),
      acceptsSurplus: z.boolean().default(false),
    }),
    output: Versioned.extend({ paymentId: Id }),
    refusals: { ...onLoan, ...paymentRefusals },
  }),
  rejectPayment: command({
    action: 'manage-loans',
    summary: 'Un règlement revenu impayé, ou saisi par erreur : il est contre-passé, jamais effacé.',
    input: z.object({ ...OfLoan, paymentId: Id, on: PastDay, reason: z.enum(rejectionReasons) }),
    output: Versioned,
    refusals: {
      ...onLoan,
      'already-rejected': 'Ce règlement a déjà été rejeté.',
      'in-the-future': 'Cette date est à venir.',
      'before-payment': 'Un règlement ne peut pas être rejeté avant d’avoir été reçu.',
    },
  }),
  previewChange: query({
    action: 'manage-loans',
    summary: 'Ce que deviendrait l’échéancier.',
    input: z.object({ financingId: Id, change: AskedChange }),
    output: ChangePreview,
    refusals: { ...unknownRecord, 'not-a-loan': onLoan['not-a-loan'] },
  }),
  changeSchedule: command({
    action: 'manage-loans',
    summary: 'Un nouvel échéancier, par avenant signé : les échéances payées ne bougent pas.',
    input: z.object({
      ...OfLoan,
      change: AskedChange,
      signedOn: PastDay,
      documentId: Id.nullable().default(null),
    }),
    output: Versioned.extend({ number: z.int() }),
    refusals: {
      ...onLoan,
      ...changeProblemLabels,
      'nothing-lent': paymentRefusals['nothing-lent'],
      'signed-in-the-future': 'L’avenant ne peut pas être signé à une date à venir.',
      'repay-with-payment': 'Un remboursement anticipé s’enregistre avec son règlement.',
      'is-frozen': 'Ce prêt est gelé : attendez la décision, ou levez le gel.',
    },
  }),
  repayEarly: command({
    action: 'manage-loans',
    summary: 'Un remboursement anticipé, avec son règlement du jour : sans indemnité à taux zéro.',
    input: z.object({
      ...OfLoan,
      cents: amount,
      keep: z.enum(['term', 'instalment']),
      means: z.enum(paymentMeans),
      reference: shortText(140).nullable().default(null),
    }),
    output: Versioned.extend({ number: z.int(), paymentId: Id }),
    refusals: { ...onLoan, ...changeProblemLabels, 'nothing-lent': paymentRefusals['nothing-lent'] },
  }),
  recordFact: command({
    action: 'manage-loans',
    summary: 'Gel, fin de gel, déchéance du terme, classement douteux, dépréciation.',
    input: z.object({ ...OfLoan, fact: Fact }),
    output: Versioned.extend({ factId: Id }),
    refusals: { ...onLoan, ...factRefusals },
  }),
  cancelFact: command({
    action: 'manage-loans',
    summary: 'Retire un fait saisi par erreur ; l’écriture est contre-passée.',
    input: z.object({ ...OfLoan, factId: Id, reason: longText(500) }),
    output: Versioned,
    refusals: {
      ...onLoan,
      'already-cancelled': 'Ce fait a déjà été retiré.',
      'decided-elsewhere': 'Un passage en perte a été décidé à deux : il ne se retire pas ici.',
    },
  }),
  proposeWriteOff: command({
    action: 'manage-loans',
    summary: 'Propose un passage en perte, qu’une autre personne décide.',
    input: z.object({
      ...OfLoan,
      on: PastDay,
      cents: amount.nullable(),
      reason: z.enum(writeOffReasons),
      comment: longText(2_000),
    }),
    output: Versioned.extend({ proposalId: Id }),
    refusals: {
      ...onLoan,
      ...factRefusals,
      'already-proposed': 'Un passage en perte attend déjà une décision sur ce prêt.',
    },
  }),
  decideWriteOff: command({
    action: 'decide-funding',
    summary: 'Décide le passage en perte qu’une autre personne a proposé.',
    input: z.object({ ...OfLoan, proposalId: Id, accepted: z.boolean() }),
    output: Versioned,
    refusals: {
      ...onLoan,
      ...factRefusals,
      'already-decided': 'Cette proposition a déjà été décidée.',
      'own-proposal': 'Vous avez proposé ce passage en perte : une autre personne doit le décider.',
    },
  }),
})
