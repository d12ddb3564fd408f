import { z } from 'zod'
import { Field, PositiveCents, Standing, Year } from '#contract/convention-shapes.ts'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Cents,
  Day,
  Id,
  Instant,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { NamedTerritory } from '#contract/territories.ts'
import { allotmentKinds, countingRules, envelopeKinds, transferStates } from '#domain/envelopes/kinds.ts'
import { fundingFields } from '#domain/funding/kinds.ts'

const Described = {
  label: shortText(120),
  kind: z.enum(envelopeKinds),
  countedAt: z.enum(countingRules),
  /** A flow of one year. */
  year: Year.nullable(),
  /** Null: for every field. */
  field: Field.nullable(),
  /** Null: wherever the convention applies. */
  territory: NamedTerritory.nullable(),
  openedOn: Day,
  closedOn: Day.nullable(),
}

const EnvelopeRow = z.object({
  ...Described,
  id: Id,
  version: Version,
  label: z.string(),
  conventionId: Id.nullable(),
  conventionReference: z.string().nullable(),
  isOpen: z.boolean(),
  /** What is in it today. */
  cap: Cents,
  standing: Standing,
  /** Consommé, as the convention counts it. */
  consumed: Cents,
  /** In basis points of the cap; null where there is nothing to consume. */
  consumption: z.int().nullable(),
  /** Disponible: what may still be committed. */
  available: Cents,
  /** At the pace of the last six months; null when nothing is consumed. */
  forecastEndOn: Day.nullable(),
})
export type EnvelopeRow = z.output<typeof EnvelopeRow>

const Transfer = z.object({
  id: Id,
  version: Version,
  from: z.object({ id: Id, label: z.string() }),
  to: z.object({ id: Id, label: z.string() }),
  cents: Cents,
  on: Day,
  reason: z.string(),
  state: z.enum(transferStates),
  proposedById: Id,
  proposedBy: z.string(),
  proposedAt: Instant,
  decidedBy: z.string().nullable(),
  decisionReason: z.string().nullable(),
})
export type Transfer = z.output<typeof Transfer>

const onEnvelope = { envelopeId: Id, version: Version }
const Done = z.object({ version: Version })
const known = { ...unknownRecord, ...staleVersion } as const
const describing = {
  'unknown-convention': 'Cette convention n’existe pas.',
  'closes-before-opening': 'La fermeture ne peut pas précéder l’ouverture.',
  'year-of-stock': 'Une enveloppe d’encours n’est pas d’une seule année.',
} as const
const belowUsed = {
  'below-used': 'L’enveloppe ne peut pas descendre sous ce qui est déjà engagé.',
} as const

export const envelopes = capability('envelopes', {
  list: query({
    action: 'read-conventions',
    summary: 'Les enveloppes, ce qui y est engagé et ce qui reste.',
    input: z.object({
      conventionId: Id.optional(),
      field: z.enum(fundingFields).optional(),
      year: Year.optional(),
      kind: z.enum(envelopeKinds).optional(),
      state: z.enum(['open', 'closed']).optional(),
      ...PageRequest,
    }),
    output: pageOf(EnvelopeRow),
  }),
  open: query({
    action: 'read-conventions',
    summary: 'Une enveloppe : ce qu’on y a mis, ce qui est engagé mois par mois, ses virements.',
    input: z.object({ envelopeId: Id }),
    output: EnvelopeRow.extend({
      allotments: z.array(
        z.object({
          id: Id,
          kind: z.enum(allotmentKinds),
          on: Day,
          cents: Cents,
          reason: z.string().nullable(),
          amendmentNumber: z.int().nullable(),
          by: z.string().nullable(),
        }),
      ),
      transfers: z.array(Transfer),
      /** The last day of each month: the cap, and what was consumed by then. */
      months: z.array(z.object({ on: Day, cap: Cents, used: Cents, consumed: Cents })),
      financings: z.int(),
    }),
    refusals: unknownRecord,
  }),
  listChoices: query({
    action: 'read-conventions',
    summary: 'Les enveloppes ouvertes qui peuvent porter un financement de ce domaine, dans cette commune.',
    input: z.object({
      field: z.enum(fundingFields),
      communeCode: z
        .string()
        .regex(/^[0-9AB]{5}$/)
        .nullable(),
    }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          label: z.string(),
          conventionId: Id.nullable(),
          conventionReference: z.string().nullable(),
          cap: Cents,
          available: Cents,
        }),
      ),
    }),
  }),
  create: command({
    action: 'edit-conventions',
    summary: 'Ouvre une enveloppe, avec sa dotation initiale.',
    input: z.object({
      ...Described,
      conventionId: Id.nullable(),
      initialCents: PositiveCents.nullable(),
      /** From which day; by default, that of the opening. */
      initialOn: Day.nullable(),
    }),
    output: z.object({ envelopeId: Id }),
    refusals: describing,
  }),
  change: command({
    action: 'edit-conventions',
    summary: 'Corrige le nom d’une enveloppe, ou note sa fermeture.',
    input: z.object({
      ...onEnvelope,
      label: Described.label,
      field: Described.field,
      territory: Described.territory,
      closedOn: Described.closedOn,
    }),
    output: Done,
    refusals: { ...known, 'closes-before-opening': describing['closes-before-opening'] },
  }),
  allot: command({
    action: 'edit-conventions',
    summary: 'Ajoute une dotation, ou corrige ce qui a été mis par erreur, avec le motif.',
    input: z.object({
      ...onEnvelope,
      kind: z.enum(['initial', 'correction']),
      on: Day,
      cents: Cents.refine(
        (cents) => cents !== 0 && Math.abs(cents) <= 999_999_999_999,
        'Un montant différent de zéro est attendu.',
      ),
      reason: shortText(300),
    }),
    output: Done,
    refusals: {
      ...known,
      ...belowUsed,
      'positive-expected':
        'Une dotation est un montant supérieur à zéro ; pour en retirer, notez une correction.',
    },
  }),
  listTransfers: query({
    action: 'read-conventions',
    summary: 'Les virements entre enveloppes, ceux qui attendent une décision d’abord.',
    input: z.object({ state: z.enum(transferStates).optional(), ...PageRequest }),
    output: pageOf(Transfer),
  }),
  proposeTransfer: command({
    action: 'edit-conventions',
    summary: 'Propose un virement d’une enveloppe à une autre, avec le motif.',
    input: z.object({
      fromEnvelopeId: Id,
      toEnvelopeId: Id,
      cents: PositiveCents,
      on: Day,
      reason: shortText(1_000),
    }),
    output: z.object({ transferId: Id }),
    refusals: {
      ...unknownRecord,
      'same-envelope': 'Choisissez deux enveloppes différentes.',
      'not-fungible': 'La convention ne permet pas de virement entre ses enveloppes.',
      'other-convention':
        'Un virement se fait entre enveloppes d’une même convention, ou de sa convention cadre.',
      'not-enough': 'L’enveloppe d’origine n’a pas cette somme disponible.',
    },
  }),
  decideTransfer: command({
    action: 'decide-funding',
    summary: 'Accorde ou refuse un virement proposé par quelqu’un d’autre.',
    input: z.object({
      transferId: Id,
      version: Version,
      decision: z.enum(['approved', 'refused']),
      reason: shortText(1_000).nullable(),
    }),
    output: Done,
    refusals: {
      ...known,
      'already-decided': 'Ce virement est déjà décidé ou retiré.',
      'own-proposal': 'Vous avez proposé ce virement : une autre personne doit en décider.',
      'not-enough': 'L’enveloppe d’origine n’a plus cette somme disponible.',
      'reason-missing': 'Dites pourquoi le virement est refusé.',
    },
  }),
  withdrawTransfer: command({
    action: 'edit-conventions',
    summary: 'Retire un virement que vous aviez proposé, tant qu’il n’est pas décidé.',
    input: z.object({ transferId: Id, version: Version }),
    output: Done,
    refusals: {
      ...known,
      'already-decided': 'Ce virement est déjà décidé ou retiré.',
      'not-yours': 'Seule la personne qui a proposé ce virement peut le retirer.',
    },
  }),
})
