import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Day, Id, Instant, longText, PageRequest, pageOf, unknownRecord } from '#contract/shapes.ts'
import { confidences, parameterUnits } from '#domain/legal-parameter.ts'

/** One version of a figure, as it stands in the organisation: the law's, or its own. */
export const ParameterVersion = z.object({
  value: z.int(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  legalRef: z.string(),
  sourceDate: z.string(),
  confidence: z.enum(confidences),
})
export type ParameterVersion = z.output<typeof ParameterVersion>

export const Parameter = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.enum(parameterUnits),
  subject: z.string(),
  /** What a change of this figure changes, in one sentence. */
  effect: z.string(),
  /** When to set a value of one's own, where it matters. */
  advice: z.string().nullable(),
  /** In force on the day asked; null when no version covers it. */
  current: ParameterVersion.nullable(),
  /** The next version already known. */
  next: ParameterVersion.nullable(),
})
export type Parameter = z.output<typeof Parameter>

export const overrideStates = ['proposed', 'in-force', 'refused'] as const

export const Override = z.object({
  id: Id,
  state: z.enum(overrideStates),
  value: z.int(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  reason: z.string(),
  /** Where it was read; null for the organisation's own decision. */
  source: z.object({ reference: z.string(), readOn: z.string(), confidence: z.enum(confidences) }).nullable(),
  /** Why it is right although ten times a neighbour. */
  doubt: z.string().nullable(),
  setBy: z.string(),
  setAt: Instant,
  /** Whether the caller proposed it: another person decides. */
  isMine: z.boolean(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedReason: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string().nullable(),
})
export type Override = z.output<typeof Override>

export const ParameterDetail = Parameter.extend({
  versions: z.array(ParameterVersion),
  shipped: z.array(ParameterVersion),
  overrides: z.array(Override),
})
export type ParameterDetail = z.output<typeof ParameterDetail>

export const JournalLine = z.object({
  id: Id,
  at: Instant,
  act: z.string(),
  /** Null when Palier itself acted. */
  who: z.string().nullable(),
  subjectKind: z.string(),
  householdId: Id.nullable(),
  /** Null without a household, or when the reader's role does not see names. */
  household: z.string().nullable(),
  /** Only for acts on the settings: what a household's file holds is read in the file. */
  before: z.unknown(),
  after: z.unknown(),
})
export type JournalLine = z.output<typeof JournalLine>

export const journalFaultKinds = [
  'line-changed',
  'line-removed',
  'line-added',
  'block-changed',
  'block-missing',
] as const

/** What no longer agrees with a seal: `lineId` and `at` where a line is concerned, as far as they are known. */
export const JournalFault = z.object({
  kind: z.enum(journalFaultKinds),
  block: z.int(),
  lineId: Id.nullable(),
  at: Instant.nullable(),
})
export type JournalFault = z.output<typeof JournalFault>

export const JournalSeals = z.object({
  /** The last block; its hash, kept elsewhere, proves later that nothing before it was touched. */
  head: z.object({ number: z.int(), hash: z.string(), sealedAt: Instant }).nullable(),
  isChecking: z.boolean(),
  lastCheck: z
    .object({
      endedAt: Instant,
      blocks: z.int(),
      lines: z.int(),
      faultCount: z.int(),
      /** The first fifty. */
      faults: z.array(JournalFault),
    })
    .nullable(),
})
export type JournalSeals = z.output<typeof JournalSeals>

export const ParameterProposal = Override.pick({
  id: true,
  value: true,
  validFrom: true,
  reason: true,
  setBy: true,
  setAt: true,
  isMine: true,
}).extend({
  key: z.string(),
  label: z.string(),
  unit: z.enum(parameterUnits),
  subject: z.string(),
  /** In force on the day it would begin. */
  before: z.int().nullable(),
})
export type ParameterProposal = z.output<typeof ParameterProposal>

const parameterKey = z.string().min(1).max(100)
const alreadyWithdrawn = { 'already-withdrawn': 'Cette valeur a déjà été retirée.' }

export const settings = capability('settings', {
  listParameters: query({
    action: 'read-parameters',
    summary: 'Les paramètres légaux et leurs valeurs à une date, par sujet.',
    input: z.object({ onDate: Day.optional() }),
    output: z.object({ onDate: z.string(), rows: z.array(Parameter) }),
  }),
  getParameter: query({
    action: 'read-parameters',
    summary: 'Un paramètre : ses versions, les valeurs propres à l’organisation et leur histoire.',
    input: z.object({ key: parameterKey }),
    output: ParameterDetail,
    refusals: unknownRecord,
  }),
  proposeParameter: command({
    action: 'edit-parameters',
    summary: 'Propose une valeur propre à l’organisation, datée et motivée : une autre personne la vérifie.',
    input: z.object({
      key: parameterKey,
      value: z.int().min(0).max(1_000_000_000),
      validFrom: Day,
      validTo: Day.nullable().default(null),
      reason: longText(500),
      source: z
        .object({
          reference: longText(300),
          readOn: Day,
          confidence: z.enum(['verified', 'older-text', 'secondary', 'computed', 'general-knowledge']),
        })
        .nullable()
        .default(null),
      doubt: longText(300).nullable().default(null),
    }),
    output: ParameterDetail,
    refusals: {
      ...unknownRecord,
      'ends-before-it-starts': 'La date de fin précède la date de début.',
      'already-proposed': 'Une valeur est déjà proposée pour ce jour-là : décidez-la ou retirez-la d’abord.',
      'value-out-of-bounds': 'Cette valeur n’a pas de sens pour ce paramètre.',
      implausible:
        'Cette valeur est dix fois celle d’une version voisine, ou le dixième : si elle est juste, dites pourquoi.',
    },
  }),
  decideParameter: command({
    action: 'check-parameters',
    summary: 'Met en vigueur ou refuse une valeur qu’une autre personne a proposée.',
    input: z.object({
      overrideId: Id,
      decision: z.enum(['accept', 'refuse']),
      reason: longText(500).nullable().default(null),
    }),
    output: ParameterDetail,
    refusals: {
      ...unknownRecord,
      ...alreadyWithdrawn,
      'already-decided': 'Cette valeur a déjà été décidée.',
      'own-proposal': 'Une autre personne que celle qui propose doit vérifier.',
      'reason-missing': 'Dites pourquoi elle est refusée.',
    },
  }),
  withdrawOverride: command({
    action: 'edit-parameters',
    summary: 'Retire une valeur propre, proposée ou en vigueur : celle du barème reprend sa place.',
    input: z.object({ overrideId: Id, reason: longText(500) }),
    output: ParameterDetail,
    refusals: { ...unknownRecord, ...alreadyWithdrawn },
  }),
  listParameterProposals: query({
    action: 'read-parameters',
    summary: 'Les valeurs proposées qui attendent d’être vérifiées, les plus anciennes d’abord.',
    input: z.object(PageRequest),
    output: pageOf(ParameterProposal),
  }),

  listJournal: query({
    action: 'read-journal',
    summary: 'Le journal de l’organisation : qui a fait quoi, quand, sur quel dossier.',
    input: z.object({
      ...PageRequest,
      from: Day.optional(),
      to: Day.optional(),
      membershipId: Id.optional(),
      act: z.string().max(80).optional(),
      householdId: Id.optional(),
    }),
    output: pageOf(JournalLine),
  }),
  listJournalActs: query({
    action: 'read-journal',
    summary: 'Les actes présents au journal, pour filtrer.',
    input: z.object({}),
    output: z.object({ acts: z.array(z.string()) }),
  }),
  getJournalSeals: query({
    action: 'read-journal',
    summary: 'Le scellement du journal : dernier bloc, dernière vérification et ce qu’elle a trouvé.',
    input: z.object({}),
    output: JournalSeals,
  }),
  checkJournal: command({
    action: 'read-journal',
    summary: 'Vérifie, en arrière-plan, que rien de ce que le journal a scellé n’a été touché.',
    input: z.object({}),
    output: JournalSeals,
  }),
})
