import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
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
import { financingKinds, fundingFields } from '#domain/funding/kinds.ts'
import { ledgerJournalKeys } from '#domain/ledger/journals.ts'
import { movements } from '#domain/ledger/movements.ts'
import { accountUses } from '#domain/ledger/uses.ts'

const AccountCode = z
  .string()
  .regex(/^[0-9][0-9A-Z]{2,11}$/, 'De trois à douze chiffres ou majuscules, un chiffre d’abord.')

/** What lines one looks at: every amount shown elsewhere is the sum of such a list. */
const EntryFilters = {
  account: AccountCode.optional(),
  journal: z.enum(ledgerJournalKeys).optional(),
  movements: z.array(z.enum(movements)).max(movements.length).optional(),
  financingId: Id.optional(),
  envelopeId: Id.optional(),
  /** `none`: outside any convention. */
  conventionId: z.union([Id, z.literal('none')]).optional(),
  field: z.enum(fundingFields).optional(),
  kind: z.enum(financingKinds).optional(),
  /** `departement:13`, `epci:200054807`, `commune:13055`; `none`: no commune is known. */
  territory: z
    .string()
    .regex(/^(none|(commune|epci|departement|region):[0-9A-Z]{2,9})$/, 'Territoire attendu')
    .optional(),
  /** Only what households, or their subsidies, owe: these lines sum to the outstanding. */
  claims: z.boolean().optional(),
  from: Day.optional(),
  to: Day.optional(),
}

export const Entry = z.object({
  transactionId: Id,
  line: z.int(),
  on: Day,
  journal: z.enum(ledgerJournalKeys),
  label: z.string(),
  piece: z.string().nullable(),
  account: z.object({ code: z.string(), label: z.string() }),
  /** Debit positive, credit negative. */
  cents: Cents,
  movement: z.enum(movements).nullable(),
  financing: z.object({ id: Id, number: z.string() }).nullable(),
  /** Its number once validated. */
  number: z.int().nullable(),
})
export type Entry = z.output<typeof Entry>

const Account = z.object({
  code: z.string(),
  label: z.string(),
  isOffBalance: z.boolean(),
  closedOn: Day.nullable(),
  version: Version,
  uses: z.array(z.enum(accountUses)),
  debitCents: Cents,
  creditCents: Cents,
})
export type Account = z.output<typeof Account>

const Year = z.object({ startsOn: Day, endsOn: Day, validated: z.int(), unvalidated: z.int() })

export const ledger = capability('ledger', {
  listEntries: query({
    action: 'read-ledger',
    summary: 'Les lignes d’écritures, les plus récentes d’abord.',
    input: z.object({ ...EntryFilters, ...PageRequest }),
    output: pageOf(Entry),
  }),
  sumEntries: query({
    action: 'read-ledger',
    summary: 'Le total des lignes d’écritures demandées, au débit et au crédit.',
    input: z.object(EntryFilters),
    output: z.object({
      debitCents: Cents,
      creditCents: Cents,
      byMovement: z.array(z.object({ movement: z.enum(movements), cents: Cents })),
    }),
  }),
  exportEntries: download({
    action: 'read-ledger',
    summary: 'Les lignes d’écritures demandées, en CSV ou en XLSX.',
    input: z.object({ ...EntryFilters, format: z.enum(['csv', 'xlsx']) }),
  }),
  getTransaction: query({
    action: 'read-ledger',
    summary: 'Une écriture entière, et ce qui l’a contre-passée.',
    input: z.object({ transactionId: Id }),
    output: z.object({
      id: Id,
      on: Day,
      journal: z.enum(ledgerJournalKeys),
      label: z.string(),
      piece: z.string().nullable(),
      pieceOn: Day.nullable(),
      number: z.int().nullable(),
      postedBy: z.string().nullable(),
      postedAt: Instant,
      reversesId: Id.nullable(),
      reversedById: Id.nullable(),
      /** Written by hand: only such an entry is reversed by hand. */
      isManual: z.boolean(),
      lines: z.array(Entry),
    }),
    refusals: unknownRecord,
  }),
  postEntry: command({
    action: 'keep-ledger',
    summary: 'Passe une écriture à la main, équilibrée.',
    input: z.object({
      on: Day,
      label: shortText(200),
      piece: shortText(60).optional(),
      lines: z
        .array(
          z
            .object({
              account: AccountCode,
              debitCents: Cents.min(0).max(999_999_999_999),
              creditCents: Cents.min(0).max(999_999_999_999),
            })
            .refine(({ debitCents, creditCents }) => (debitCents === 0) !== (creditCents === 0), {
              message: 'Une ligne porte un débit ou un crédit.',
            }),
        )
        .min(2, 'Une écriture a deux lignes au moins.')
        .max(100),
    }),
    output: z.object({ transactionId: Id, on: Day }),
    refusals: {
      'not-balanced': 'Le total des débits n’est pas celui des crédits.',
      'unknown-account': 'Un de ces comptes n’existe pas ou est fermé.',
      'mixed-accounts': 'Un compte d’engagement ne se mêle pas aux comptes du bilan.',
      'kept-account':
        'Ce compte suit les prêts, les avances ou les engagements : il ne bouge que par leurs propres actes.',
      'in-the-future': 'Une écriture ne se passe pas dans l’avenir.',
    },
  }),
  reverseEntry: command({
    action: 'keep-ledger',
    summary: 'Contre-passe une écriture passée à la main.',
    input: z.object({ transactionId: Id, reason: shortText(200) }),
    output: z.object({ transactionId: Id }),
    refusals: {
      ...unknownRecord,
      'already-reversed': 'Cette écriture est déjà contre-passée.',
      'not-manual':
        'Cette écriture suit un acte (règlement, décaissement, engagement) : c’est cet acte que l’on annule.',
    },
  }),
  listAccounts: query({
    action: 'read-ledger',
    summary: 'Les comptes, leurs usages et leurs totaux.',
    input: z.object({ to: Day.optional() }),
    output: z.object({ rows: z.array(Account) }),
  }),
  saveAccount: command({
    action: 'keep-ledger',
    summary: 'Ouvre un compte, ou change son libellé.',
    input: z.object({
      code: AccountCode,
      label: shortText(120),
      isOffBalance: z.boolean(),
      /** Of the account that is changed; none for a new one. */
      version: Version.optional(),
    }),
    output: z.object({}),
    refusals: {
      ...staleVersion,
      ...unknownRecord,
      'code-taken': 'Un compte porte déjà ce numéro.',
      'has-entries': 'Ce compte a des écritures : il reste du côté où il est.',
    },
  }),
  useAccount: command({
    action: 'keep-ledger',
    summary: 'Donne un compte à un usage ; les écritures passées restent où elles sont.',
    input: z.object({ use: z.enum(accountUses), code: AccountCode }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'wrong-side': 'Un engagement se suit dans un compte hors bilan, et lui seul.',
      'has-balance': 'Le compte de cet usage n’est pas soldé : passez d’abord l’écriture qui le solde.',
    },
  }),
  getBooks: query({
    action: 'read-ledger',
    summary: 'Ce qui est validé, ce qui reste à valider, et les contrôles de fin de mois.',
    input: z.object({}),
    output: z.object({
      siren: z.string().nullable(),
      firstMonth: z.int(),
      version: Version,
      closedUntil: Day.nullable(),
      years: z.array(Year),
      controls: z.array(
        z.object({
          key: z.enum(['balance', 'claims', 'envelopes', 'in-transit']),
          /** What the entries say, and what the files say. They are equal, or somebody looks. */
          ledgerCents: Cents,
          filesCents: Cents.nullable(),
        }),
      ),
    }),
  }),
  saveSettings: command({
    action: 'keep-ledger',
    summary: 'Le SIREN et le premier mois de l’exercice.',
    input: z.object({
      siren: z.string().regex(/^\d{9}$/, 'Le SIREN a neuf chiffres.'),
      firstMonth: z.int().min(1).max(12),
      version: Version,
    }),
    output: z.object({}),
    refusals: {
      ...staleVersion,
      'wrong-siren': 'Ce SIREN n’est pas valable : sa clé de contrôle est fausse.',
      'already-numbered':
        'Des écritures sont déjà numérotées : le premier mois de l’exercice ne change plus.',
    },
  }),
  validate: command({
    action: 'keep-ledger',
    summary: 'Valide et numérote les écritures jusqu’à un jour ; elles sont closes.',
    input: z.object({ until: Day }),
    output: z.object({ validated: z.int() }),
    refusals: {
      'in-the-future': 'On ne valide que des jours passés.',
      'already-closed': 'Les écritures sont déjà validées jusqu’à ce jour.',
    },
  }),
  downloadFec: download({
    action: 'keep-ledger',
    summary: 'Le fichier des écritures comptables d’un exercice (LPF, art. A47 A-1).',
    input: z.object({ yearStartsOn: Day }),
    refusals: {
      'no-siren': 'Indiquez d’abord le SIREN de l’organisation.',
      'not-validated': 'Aucune écriture de cet exercice n’est validée.',
      'not-a-year': 'Aucun exercice ne commence ce jour-là.',
    },
  }),
  checkFec: query({
    action: 'read-ledger',
    summary: 'Contrôle le fichier des écritures d’un exercice, ligne par ligne.',
    input: z.object({ yearStartsOn: Day }),
    output: z.object({
      lines: z.int(),
      problems: z.array(z.object({ line: z.int(), field: z.string().nullable(), problem: longText(400) })),
    }),
    refusals: {
      'no-siren': 'Indiquez d’abord le SIREN de l’organisation.',
      'not-validated': 'Aucune écriture de cet exercice n’est validée.',
      'not-a-year': 'Aucun exercice ne commence ce jour-là.',
    },
  }),
})
