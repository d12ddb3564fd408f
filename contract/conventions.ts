import { z } from 'zod'
import {
  Convention,
  ConventionRow,
  ConventionWords,
  Field,
  Standing,
  TermChanges,
  Year,
} from '#contract/convention-shapes.ts'
import { documentLimitBytes } from '#contract/documents.ts'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import { unreadable } from '#contract/imports.ts'
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
import { amendmentRefusals, termRefusals } from '#domain/conventions/decide.ts'
import {
  conventionDocumentKinds,
  conventionKinds,
  conventionLevels,
  conventionSorts,
  conventionStates,
  partyRoles,
} from '#domain/conventions/kinds.ts'
import { alertMonths } from '#domain/conventions/period.ts'
import { financingKinds } from '#domain/funding/kinds.ts'
import { largestAmountCents } from '#domain/money.ts'
import { partnerKinds } from '#domain/parcels/partner-kinds.ts'

const Filters = {
  text: z.string().trim().max(100).optional(),
  kind: z.enum(conventionKinds).optional(),
  level: z.enum(conventionLevels).optional(),
  state: z.enum(conventionStates).optional(),
  /** Those that end within so many months. */
  alert: z.literal(alertMonths).optional(),
  field: Field.optional(),
  /** `commune:49007`: those whose territory touches it, by what holds it or by what it holds. */
  territory: z
    .string()
    .regex(/^(commune|epci|departement|region|france):[0-9A-Z]{2,9}$/)
    .optional(),
  partnerId: Id.optional(),
  partnerKind: z.enum(partnerKinds).optional(),
  sort: z.enum(conventionSorts).default('end'),
}

const onConvention = { conventionId: Id, version: Version }
const Done = z.object({ version: Version })
const known = { ...unknownRecord, ...staleVersion } as const
const describing = {
  ...termRefusals,
  'reference-taken': 'Une autre convention porte déjà cette référence.',
  'unknown-framework': 'La convention cadre choisie n’existe pas, ou n’est pas une convention cadre.',
  'unknown-responsible': 'La personne choisie ne travaille pas, ou plus, dans l’organisation.',
} as const
const reason = shortText(300)

const ImportFinding = z.object({
  line: z.int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
})
const ImportView = z.object({
  id: Id,
  fileName: z.string(),
  startedAt: Instant,
  startedBy: z.string(),
  appliedAt: Instant.nullable(),
  undoneAt: Instant.nullable(),
  /** Lines that would make a convention, or did. */
  created: z.int(),
  /** Lines whose reference is already there: nothing changes. */
  alreadyThere: z.int(),
  rejected: z.int(),
  newPartners: z.array(z.object({ name: z.string(), kind: z.enum(partnerKinds) })),
  sample: z.array(
    z.object({
      line: z.int(),
      reference: z.string(),
      title: z.string(),
      partners: z.array(z.string()),
      startsOn: Day.nullable(),
      endsOn: Day.nullable(),
      amountCents: Cents.nullable(),
    }),
  ),
  findings: z.array(ImportFinding),
  /** Columns of the file that say nothing here. */
  unusedColumns: z.array(z.string()),
})
export type ConventionImport = z.output<typeof ImportView>

export const conventions = capability('conventions', {
  list: query({
    action: 'read-conventions',
    summary: 'Les conventions avec les partenaires : recherche, filtres, échéances.',
    input: z.object({ ...Filters, ...PageRequest }),
    output: pageOf(ConventionRow),
  }),
  count: query({
    action: 'read-conventions',
    summary: 'Combien de conventions par état, par échéance et par nature de partenaire.',
    input: z.object({}),
    output: z.object({
      states: z.array(z.object({ state: z.enum(conventionStates), count: z.int() })),
      alerts: z.array(z.object({ months: z.literal(alertMonths), count: z.int() })),
      partnerKinds: z.array(z.object({ kind: z.enum(partnerKinds), count: z.int() })),
    }),
  }),
  export: download({
    action: 'read-conventions',
    summary: 'Les conventions filtrées, en CSV ou en XLSX.',
    input: z.object({ ...Filters, format: z.enum(['csv', 'xlsx']) }),
  }),
  open: query({
    action: 'read-conventions',
    summary: 'Une convention : ses parties, ses termes, ses avenants, ses pièces.',
    input: z.object({ conventionId: Id }),
    output: Convention,
    refusals: unknownRecord,
  }),
  readFigures: query({
    action: 'read-conventions',
    summary: 'Ce qui a été fait sous une convention, par domaine et par année, et ses objectifs.',
    input: z.object({ conventionId: Id }),
    output: z.object({
      total: Standing,
      households: z.int(),
      financings: z.int(),
      lines: z.array(z.object({ field: Field, year: Year, financings: z.int(), standing: Standing })),
      targets: z.array(
        z.object({
          kind: z.enum(['households', 'financings', 'amount']),
          field: Field.nullable(),
          year: Year.nullable(),
          value: z.int(),
          reached: z.int(),
        }),
      ),
    }),
    refusals: unknownRecord,
  }),
  listFinancings: query({
    action: 'list-funding',
    summary:
      'Les financements accordés sous une convention ou une enveloppe : la liste derrière chaque chiffre.',
    input: z.object({
      conventionId: Id.optional(),
      envelopeId: Id.optional(),
      field: Field.optional(),
      /** Only what moved that year. */
      year: Year.optional(),
      ...PageRequest,
    }),
    output: pageOf(
      z.object({
        id: Id,
        number: z.string(),
        kind: z.enum(financingKinds),
        field: Field,
        householdId: Id,
        /** Null for those who read lists without names. */
        name: z.string().nullable(),
        decidedOn: Day,
        granted: Cents,
        standing: Standing,
      }),
    ).extend({ sum: Standing }),
  }),
  findPartners: query({
    action: 'read-conventions',
    summary: 'Trouve un partenaire par son nom.',
    input: z.object({ text: z.string().trim().max(100) }),
    output: z.object({
      rows: z.array(z.object({ id: Id, name: z.string(), kind: z.enum(partnerKinds) })),
    }),
  }),
  create: command({
    action: 'edit-conventions',
    summary: 'Ajoute une convention, signée ou en préparation.',
    input: z.object(ConventionWords),
    output: z.object({ conventionId: Id }),
    refusals: describing,
  }),
  correct: command({
    action: 'edit-conventions',
    summary: 'Complète une convention en préparation, ou corrige une erreur de saisie, avec le motif.',
    input: z.object({ ...onConvention, ...ConventionWords, reason: reason.nullable() }),
    output: Done,
    refusals: {
      ...known,
      ...describing,
      'reason-missing':
        'Cette convention est signée : dites quelle erreur de saisie vous corrigez. Ce qui change vraiment s’écrit en avenant.',
    },
  }),
  endEarly: command({
    action: 'edit-conventions',
    summary: 'Note qu’une convention prend fin avant son terme, ou ne sera pas renouvelée ; ou le retire.',
    input: z.object({ ...onConvention, end: z.object({ on: Day, reason }).nullable() }),
    output: Done,
    refusals: { ...known, 'before-start': 'La fin ne peut pas précéder le début de la convention.' },
  }),
  addParty: command({
    action: 'edit-conventions',
    summary: 'Ajoute une partie à la convention : un partenaire connu ou nouveau, son rôle, son signataire.',
    input: z.object({
      ...onConvention,
      partner: z.union([
        z.object({ id: Id }),
        z.object({ name: shortText(120), kind: z.enum(partnerKinds) }),
      ]),
      role: z.enum(partyRoles),
      signatory: shortText(120).nullable(),
      signedOn: Day.nullable(),
    }),
    output: Done,
    refusals: { ...known, 'already-party': 'Ce partenaire est déjà partie à la convention dans ce rôle.' },
  }),
  removeParty: command({
    action: 'edit-conventions',
    summary: 'Retire une partie ajoutée par erreur.',
    input: z.object({ ...onConvention, partyId: Id }),
    output: Done,
    refusals: known,
  }),
  amend: command({
    action: 'edit-conventions',
    summary: 'Ajoute un avenant : ce qu’il change, et lui seul, à partir de sa date d’effet.',
    input: z.object({
      ...onConvention,
      signedOn: Day,
      effectiveOn: Day,
      purpose: shortText(1_000),
      changes: TermChanges,
      /** Added to envelopes, or taken out of them. */
      allotments: z
        .array(
          z.object({
            envelopeId: Id,
            cents: Cents.min(-largestAmountCents)
              .max(largestAmountCents)
              .refine((cents) => cents !== 0, 'Un montant différent de zéro est attendu.'),
          }),
        )
        .max(50)
        .refine(
          (rows) => new Set(rows.map(({ envelopeId }) => envelopeId)).size === rows.length,
          'Une enveloppe ne figure qu’une fois dans un avenant.',
        ),
    }),
    output: Done,
    refusals: {
      ...known,
      ...amendmentRefusals,
      'unknown-envelope': 'Cette enveloppe n’est pas une enveloppe de la convention.',
      'below-used': 'L’enveloppe ne peut pas descendre sous ce qui est déjà engagé.',
    },
  }),
  cancelAmendment: command({
    action: 'edit-conventions',
    summary: 'Annule un avenant noté par erreur, avec le motif ; il reste visible.',
    input: z.object({ ...onConvention, amendmentId: Id, reason }),
    output: Done,
    refusals: {
      ...known,
      ...termRefusals,
      'below-used': 'L’enveloppe ne peut pas descendre sous ce qui est déjà engagé.',
    },
  }),
  addDocument: upload({
    action: 'edit-conventions',
    summary: 'Joint une pièce à la convention.',
    input: z.object({
      conventionId: Id,
      amendmentId: Id.nullable().default(null),
      kind: z.enum(conventionDocumentKinds),
      title: shortText(200).optional(),
      datedOn: Day.nullable().default(null),
    }),
    output: z.object({ documentId: Id }),
    refusals: {
      ...unknownRecord,
      'not-a-document': 'Ce fichier n’est pas un document accepté (PDF, JPEG, PNG, HEIC, ODT ou DOCX).',
      'has-macros': 'Ce document contient des macros : enregistrez-le sans macros, ou en PDF.',
    },
    uploadLimitBytes: documentLimitBytes,
  }),
  openDocument: download({
    action: 'read-conventions',
    summary: 'Une pièce de la convention.',
    input: z.object({ conventionId: Id, documentId: Id }),
    refusals: unknownRecord,
  }),
  removeDocument: command({
    action: 'edit-conventions',
    summary: 'Retire une pièce jointe par erreur, avec le motif.',
    input: z.object({ conventionId: Id, documentId: Id, reason }),
    output: z.object({}),
    refusals: unknownRecord,
  }),
  rehearseImport: upload({
    action: 'edit-conventions',
    summary:
      'Lit une liste de conventions (CSV ou XLSX) et dit ce que chaque ligne ferait ; rien n’est écrit.',
    input: z.object({}),
    output: z.object({ importId: Id }),
    refusals: {
      ...unreadable,
      'columns-missing': 'Il manque une colonne : référence, intitulé et partenaires sont attendus.',
      'too-many-lines': 'Cette liste dépasse 5 000 lignes : partagez-la en plusieurs fichiers.',
    },
  }),
  openImport: query({
    action: 'edit-conventions',
    summary: 'Ce qu’une liste de conventions ferait, ou a fait.',
    input: z.object({ importId: Id }),
    output: ImportView,
    refusals: unknownRecord,
  }),
  applyImport: command({
    action: 'edit-conventions',
    summary: 'Ajoute les conventions de la liste ; une référence déjà là n’est pas ajoutée deux fois.',
    input: z.object({ importId: Id }),
    output: z.object({ created: z.int(), alreadyThere: z.int() }),
    refusals: { ...unknownRecord, 'not-possible-now': 'Cette liste a déjà été appliquée.' },
  }),
  undoImport: command({
    action: 'edit-conventions',
    summary: 'Retire les conventions qu’une liste avait ajoutées, tant que rien n’a été fait sous elles.',
    input: z.object({ importId: Id }),
    output: z.object({ removed: z.int() }),
    refusals: {
      ...unknownRecord,
      'not-possible-now': 'Cette liste n’est pas appliquée, ou a déjà été retirée.',
      'in-use': 'Des conventions de cette liste ont déjà servi : corrigez-les une à une.',
    },
  }),
})
