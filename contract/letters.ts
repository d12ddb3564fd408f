import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Id, Instant, longText, PageRequest, pageOf, shortText, staleVersion } from '#contract/shapes.ts'
import { letterTemplateKeys } from '#domain/letters/kinds.ts'

export const LetterTemplateKey = z.enum(letterTemplateKeys)
/** Zero while the organisation has never changed the shipped wording. */
const TemplateVersion = z.int().min(0)

const wording = { subject: shortText(200), body: longText(20_000) }
const unknownField = {
  'unknown-field': 'Un champ entre accolades n’existe pas. Choisissez-le dans la liste des champs.',
} as const

const Edited = { at: Instant, by: z.string() }

export const letters = capability('letters', {
  listTemplates: query({
    action: 'edit-letter-templates',
    summary: 'Les modèles de lettres, avec le texte en vigueur de chacun.',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          key: LetterTemplateKey,
          subject: z.string(),
          isDefault: z.boolean(),
          edited: z.object(Edited).nullable(),
        }),
      ),
    }),
  }),
  getTemplate: query({
    action: 'edit-letter-templates',
    summary: 'Un modèle de lettre : texte en vigueur, texte d’origine.',
    input: z.object({ key: LetterTemplateKey }),
    output: z.object({
      key: LetterTemplateKey,
      version: TemplateVersion,
      isDefault: z.boolean(),
      subject: z.string(),
      body: z.string(),
      shipped: z.object({ subject: z.string(), body: z.string() }),
    }),
  }),
  listVersions: query({
    action: 'edit-letter-templates',
    summary: 'L’historique d’un modèle, du plus récent au plus ancien.',
    input: z.object({ key: LetterTemplateKey, ...PageRequest }),
    output: pageOf(
      z.object({
        version: TemplateVersion,
        isDefault: z.boolean(),
        subject: z.string(),
        body: z.string(),
        ...Edited,
      }),
    ),
  }),
  saveTemplate: command({
    action: 'edit-letter-templates',
    summary: 'Enregistre une nouvelle version d’un modèle.',
    input: z.object({ key: LetterTemplateKey, version: TemplateVersion, ...wording }),
    output: z.object({ version: TemplateVersion }),
    refusals: { ...staleVersion, ...unknownField },
  }),
  restoreTemplate: command({
    action: 'edit-letter-templates',
    summary: 'Revient au texte d’origine d’un modèle ; l’historique est gardé.',
    input: z.object({ key: LetterTemplateKey, version: TemplateVersion }),
    output: z.object({ version: TemplateVersion }),
    refusals: staleVersion,
  }),
  preview: query({
    action: 'edit-letter-templates',
    summary: 'Les pages d’une lettre telles qu’elles seront imprimées, sur un ménage ou un exemple.',
    input: z.object({ key: LetterTemplateKey, householdId: Id.optional(), ...wording }),
    output: z.object({
      /** Every page, one under the other, as a picture. */
      svg: z.string(),
      pageCount: z.int(),
      text: z.string(),
      missingFields: z.array(z.string()),
      unknownFields: z.array(z.string()),
    }),
  }),
  previewPdf: download({
    action: 'edit-letter-templates',
    summary: 'La lettre de l’aperçu, en PDF accessible.',
    input: z.object({ key: LetterTemplateKey, householdId: Id.optional(), ...wording }),
  }),
})
