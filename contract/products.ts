import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { ProductDefinitionShape, ProductRow, ProductView, productStates } from '#contract/product-shapes.ts'
import {
  Day,
  Id,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { financingKinds } from '#domain/funding/kinds.ts'

const Name = shortText(120)
const OfProduct = { productId: Id, version: Version }
const Versioned = z.object({ version: Version })
const onProduct = { ...unknownRecord, ...staleVersion }

export const products = capability('products', {
  list: query({
    action: 'read-products',
    summary: 'Les produits de financement : ouverts, en préparation, fermés.',
    input: z.object({
      state: z.enum(productStates).optional(),
      kind: z.enum(financingKinds).optional(),
      ...PageRequest,
    }),
    output: pageOf(ProductRow),
  }),
  open: query({
    action: 'read-products',
    summary: 'Un produit : ses règles publiées, le brouillon en cours, ses versions.',
    input: z.object({ productId: Id }),
    output: ProductView,
    refusals: unknownRecord,
  }),
  openVersion: query({
    action: 'read-products',
    summary: 'Les règles d’une version publiée d’un produit.',
    input: z.object({ productId: Id, number: z.int().min(1).max(100_000) }),
    output: z.object({
      number: z.int(),
      publishedOn: Day,
      publishedBy: z.string(),
      lines: z.int(),
      definition: ProductDefinitionShape,
    }),
    refusals: unknownRecord,
  }),
  listShipped: query({
    action: 'read-products',
    summary: 'Les produits fournis avec Palier, dont on peut partir.',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          kind: z.enum(financingKinds),
          summary: z.string(),
          source: z.string(),
        }),
      ),
    }),
  }),

  create: command({
    action: 'edit-products',
    summary: 'Prépare un produit : vierge, à partir d’un produit fourni, ou copié d’un autre.',
    input: z.object({
      start: z.discriminatedUnion('from', [
        z.object({ from: z.literal('blank'), name: Name, kind: z.enum(financingKinds) }),
        z.object({ from: z.literal('shipped'), key: z.string().max(60) }),
        z.object({ from: z.literal('copy'), productId: Id, name: Name }),
      ]),
    }),
    output: z.object({ productId: Id }),
    refusals: unknownRecord,
  }),
  saveDraft: command({
    action: 'edit-products',
    summary: 'Garde le brouillon d’un produit, même incomplet.',
    input: z.object({ ...OfProduct, draft: ProductDefinitionShape }),
    output: Versioned,
    refusals: onProduct,
  }),
  discardDraft: command({
    action: 'edit-products',
    summary: 'Abandonne le brouillon ; un produit jamais publié disparaît avec lui.',
    input: z.object(OfProduct),
    output: z.object({ isGone: z.boolean() }),
    refusals: { ...onProduct, 'no-draft': 'Ce produit n’a pas de brouillon.' },
  }),
  publish: command({
    action: 'edit-products',
    summary: 'Publie le brouillon : la version suivante, pour les dossiers à déposer.',
    input: z.object(OfProduct),
    output: z.object({ version: Version, number: z.int() }),
    refusals: {
      ...onProduct,
      'no-draft': 'Ce produit n’a pas de brouillon.',
      unsound: 'Ce brouillon ne peut pas encore être publié : voyez ce qui reste à compléter.',
      unchanged: 'Ce brouillon dit la même chose que la version publiée.',
      'name-taken': 'Un autre produit ouvert porte déjà ce nom.',
      'kind-changed':
        'La nature d’un produit publié ne change pas : préparez un autre produit, puis fermez celui-ci.',
    },
  }),
  close: command({
    action: 'edit-products',
    summary: 'Ferme un produit : plus de nouvelle demande ; les dossiers déposés continuent.',
    input: z.object(OfProduct),
    output: z.object({ version: Version, closedOn: Day }),
    refusals: {
      ...onProduct,
      'not-published': 'Ce produit n’a jamais été publié : abandonnez plutôt son brouillon.',
      'already-closed': 'Ce produit est déjà fermé.',
    },
  }),
  reopen: command({
    action: 'edit-products',
    summary: 'Rouvre un produit fermé, avec sa dernière version.',
    input: z.object(OfProduct),
    output: Versioned,
    refusals: {
      ...onProduct,
      'not-closed': 'Ce produit est déjà ouvert.',
      'name-taken': 'Un autre produit ouvert porte déjà ce nom.',
    },
  }),
})
