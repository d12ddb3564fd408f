import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import { FslAidShape, RuleDraft, RuleOrigin, RuleView } from '#contract/local-rule-shapes.ts'
import {
  Cents,
  Day,
  Id,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { energyLabels } from '#domain/funding/project.ts'
import { fslAidKinds, fslDocuments, fslRaises } from '#domain/local-rules/fsl-rule.ts'
import { localRuleKinds, territoryCodePattern } from '#domain/local-rules/kinds.ts'

const TerritoryCode = z
  .string()
  .regex(territoryCodePattern, 'Code de département attendu, par exemple 33 ou 2A')
const Kind = z.enum(localRuleKinds)
const OfRule = { ruleId: Id, version: Version }
const onRule = { ...unknownRecord, ...staleVersion }
const Versioned = z.object({ version: Version })
const noDraft = { 'no-draft': 'Il n’y a pas de brouillon.' } as const

export const localRules = capability('localRules', {
  list: query({
    action: 'read-local-rules',
    summary: 'Les règles locales : celles de l’organisation, puis celles que Palier fournit.',
    input: z.object({ kind: Kind.optional(), ...PageRequest }),
    output: pageOf(
      z.object({
        kind: Kind,
        territoryCode: z.string(),
        territoryName: z.string(),
        status: z.enum(['draft', 'coming', 'in-force', 'closed']),
        hasDraft: z.boolean(),
        origin: RuleOrigin,
      }),
    ),
  }),
  open: query({
    action: 'read-local-rules',
    summary: 'Les règles d’un territoire : ce qui vaut aujourd’hui, le brouillon, les versions.',
    input: z.object({ kind: Kind, territoryCode: TerritoryCode }),
    output: RuleView,
    refusals: unknownRecord,
  }),
  create: command({
    action: 'edit-local-rules',
    summary: 'Prépare les règles d’un territoire, vierges ou à partir de celles que Palier fournit.',
    input: z.object({
      kind: Kind,
      territoryCode: TerritoryCode,
      territoryName: shortText(120),
      start: z.enum(['blank', 'shipped']),
    }),
    output: z.object({ ruleId: Id }),
    refusals: { ...unknownRecord, 'already-there': 'Ce territoire a déjà ses règles : modifiez-les.' },
  }),
  saveDraft: command({
    action: 'edit-local-rules',
    summary: 'Garde le brouillon des règles d’un territoire.',
    input: z.object({ ...OfRule, draft: RuleDraft }),
    output: Versioned,
    refusals: { ...onRule, 'other-kind': 'Ce brouillon n’est pas de cette sorte de règle.' },
  }),
  startDraft: command({
    action: 'edit-local-rules',
    summary: 'Reprend les règles en vigueur dans un nouveau brouillon.',
    input: z.object(OfRule),
    output: Versioned,
    refusals: { ...onRule, 'draft-there': 'Un brouillon est déjà ouvert.' },
  }),
  discardDraft: command({
    action: 'edit-local-rules',
    summary: 'Abandonne le brouillon ; sans version publiée, les règles disparaissent de la liste.',
    input: z.object(OfRule),
    output: z.object({ isGone: z.boolean() }),
    refusals: { ...onRule, ...noDraft },
  }),
  publish: command({
    action: 'edit-local-rules',
    summary: 'Met le brouillon en vigueur à partir d’un jour ; la version précédente s’arrête la veille.',
    input: z.object({ ...OfRule, validFrom: Day }),
    output: z.object({ version: Version, number: z.int() }),
    refusals: {
      ...onRule,
      ...noDraft,
      'without-source': 'Dites où ces règles ont été lues avant de les mettre en vigueur.',
      'before-current': 'Ces règles doivent commencer après la version précédente.',
    },
  }),
  close: command({
    action: 'edit-local-rules',
    summary: 'Arrête les règles en vigueur à un jour : elles ne répondent plus ensuite.',
    input: z.object({ ...OfRule, lastDay: Day }),
    output: Versioned,
    refusals: {
      ...onRule,
      'not-in-force': 'Aucune version n’est en vigueur.',
      'before-start': 'Le dernier jour ne peut pas précéder le premier.',
    },
  }),
  assessFsl: query({
    action: 'read-social-situation',
    summary: 'Une demande au FSL pour un ménage : règles locales appliquées, pièces à réunir.',
    input: z.object({
      householdId: Id,
      aid: z.enum(fslAidKinds).nullable().default(null),
      /** Absent: the département of the home. */
      territoryCode: TerritoryCode.optional(),
      loanInstalmentCents: Cents.min(0).nullable().default(null),
      energyLabel: z.enum(energyLabels).nullable().default(null),
      situations: z.partialRecord(z.enum(fslRaises), z.boolean()).default({}),
    }),
    output: z.object({
      territory: z.object({ code: z.string(), name: z.string() }).nullable(),
      /** Null when no rule is known for the territory. */
      origin: RuleOrigin.nullable(),
      verdict: z.enum(['yes', 'no', 'to-check']).nullable(),
      explanation: Explanation.nullable(),
      aids: z.array(FslAidShape),
      documents: z.array(z.object({ kind: z.enum(fslDocuments), isKept: z.boolean() })),
      askBefore: Day.nullable(),
      enteredOn: Day.nullable(),
      situationOn: Day.nullable(),
      monthsToApply: z.int().nullable(),
      decisionMonths: z.int().nullable(),
      notes: z.string().nullable(),
    }),
  }),
})
