import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Bic, Iban } from '#contract/iban.ts'
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
import { payeeKinds } from '#domain/disbursements/kinds.ts'

const accountStates = ['none', 'to-check', 'checked'] as const

export const PayeeRow = z.object({
  id: Id,
  kind: z.enum(payeeKinds),
  householdId: Id.nullable(),
  name: z.string(),
  town: z.string().nullable(),
  siret: z.string().nullable(),
  /** Whether a second person has checked an account that can be paid. */
  account: z.enum(accountStates),
  /** The last four figures of the account that would be paid. */
  ibanEnd: z.string().nullable(),
})
export type PayeeRow = z.output<typeof PayeeRow>

export const PayeeAccount = z.object({
  id: Id,
  iban: z.string(),
  bic: z.string().nullable(),
  holder: z.string(),
  source: z.string(),
  addedBy: z.object({ id: Id, name: z.string() }),
  addedAt: Instant,
  checked: z.object({ by: z.string(), at: Instant, how: z.string() }).nullable(),
  withdrawn: z.object({ by: z.string(), at: Instant, reason: z.string() }).nullable(),
  /** The one that orders released today would pay. */
  isInUse: z.boolean(),
  /** The reader added it: somebody else must check it. */
  isMine: z.boolean(),
})
export type PayeeAccount = z.output<typeof PayeeAccount>

const Address = {
  street: shortText(70).nullable().default(null),
  buildingNumber: shortText(16).nullable().default(null),
  postCode: shortText(16).nullable().default(null),
  town: shortText(35).nullable().default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Deux lettres : FR')
    .default('FR'),
}
const Siret = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{14}$/, 'Un SIRET a 14 chiffres'))
const Identity = { name: shortText(140), siret: Siret.nullable().default(null), ...Address }

const wrongSiret = {
  'wrong-siret': 'Ce SIRET n’existe pas : sa clé est fausse. Relisez les 14 chiffres.',
} as const
const siretTaken = { 'siret-taken': 'Un bénéficiaire porte déjà ce SIRET : utilisez-le.' } as const

export const payees = capability('payees', {
  list: query({
    action: 'review-applications',
    summary: 'Les bénéficiaires de paiements : entreprises, bailleurs, partenaires, ménages.',
    input: z.object({
      text: z.string().trim().max(100).optional(),
      kind: z.enum(payeeKinds).optional(),
      account: z.enum(accountStates).optional(),
      ...PageRequest,
    }),
    output: pageOf(PayeeRow),
  }),
  open: query({
    action: 'review-applications',
    summary: 'Un bénéficiaire, avec ses comptes bancaires et qui les a vérifiés.',
    input: z.object({ payeeId: Id }),
    output: z.object({
      ...PayeeRow.shape,
      street: z.string().nullable(),
      buildingNumber: z.string().nullable(),
      postCode: z.string().nullable(),
      country: z.string(),
      closedOn: Day.nullable(),
      version: Version,
      accounts: z.array(PayeeAccount),
    }),
    refusals: unknownRecord,
  }),
  add: command({
    action: 'prepare-payments',
    summary: 'Ajoute une entreprise, un bailleur ou un partenaire que l’on paiera.',
    input: z.object({ kind: z.enum(payeeKinds).exclude(['household']), ...Identity }),
    output: z.object({ payeeId: Id }),
    refusals: { ...wrongSiret, ...siretTaken },
  }),
  addHousehold: command({
    action: 'prepare-payments',
    summary: 'Fait d’un ménage un bénéficiaire, pour une aide ou une restitution.',
    input: z.object({ householdId: Id, name: shortText(140), ...Address }),
    output: z.object({ payeeId: Id }),
  }),
  change: command({
    action: 'prepare-payments',
    summary: 'Corrige le nom, l’adresse ou le SIRET d’un bénéficiaire.',
    input: z.object({ payeeId: Id, ...Identity, version: Version }),
    output: z.object({ version: Version }),
    refusals: { ...unknownRecord, ...staleVersion, ...wrongSiret, ...siretTaken },
  }),
  addAccount: command({
    action: 'prepare-payments',
    summary: 'Ajoute un compte bancaire ; une autre personne doit le vérifier avant tout paiement.',
    input: z.object({
      payeeId: Id,
      iban: Iban,
      bic: Bic.nullable().default(null),
      holder: shortText(140),
      /** Where the account was read: « RIB joint à la facture 118 ». */
      source: shortText(200),
    }),
    output: z.object({ accountId: Id }),
    refusals: {
      ...unknownRecord,
      'account-known': 'Ce compte est déjà enregistré pour ce bénéficiaire.',
    },
  }),
  checkAccount: command({
    action: 'review-applications',
    summary: 'Atteste avoir vérifié un compte ajouté par quelqu’un d’autre.',
    input: z.object({ accountId: Id, how: longText(500) }),
    output: z.object({ accountId: Id }),
    refusals: {
      ...unknownRecord,
      'own-account': 'Vous avez ajouté ce compte : une autre personne doit le vérifier.',
      'already-checked': 'Ce compte est déjà vérifié.',
      'was-withdrawn': 'Ce compte a été retiré.',
    },
  }),
  withdrawAccount: command({
    action: 'review-applications',
    summary: 'Retire un compte : plus aucun paiement n’y partira.',
    input: z.object({ accountId: Id, reason: longText(500) }),
    output: z.object({ accountId: Id }),
    refusals: { ...unknownRecord, 'was-withdrawn': 'Ce compte a déjà été retiré.' },
  }),
})
