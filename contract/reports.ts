import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
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
import { figureKeys } from '#domain/reports/figures.ts'
import { leaseSchemes } from '#domain/reports/lease-schemes.ts'

const Scope = { from: Day, to: Day, programmeId: Id.optional() }
const endsBeforeStart = {
  'ends-before-start': 'La fin de la période ne peut pas précéder son début.',
} as const

const Group = z.object({ key: z.string(), label: z.string(), count: z.int() })
export const Figure = z.object({
  key: z.enum(figureKeys),
  /** The number of rows of the list behind it. */
  count: z.int(),
  groups: z.array(Group),
  /** For a share: its whole percent; null when nobody could be counted. */
  percent: z.int().nullable(),
  /** For an average, in tenths. */
  averageTenths: z.int().nullable(),
  /** For an amount; null when it would be divided by nothing. */
  cents: Cents.nullable(),
  /** Said not to be communicated, with why: then it is printed so, never as a number. */
  gap: z.object({ reason: z.string(), by: z.string() }).nullable(),
})
export type Figure = z.output<typeof Figure>

const Behind = { ...Scope, key: z.enum(figureKeys), group: shortText(60).optional() }

export const reports = capability('reports', {
  open: query({
    action: 'read-reports',
    summary: 'Les chiffres du rapport d’activité pour une période, un dispositif ou tous.',
    input: z.object(Scope),
    output: z.object({
      figures: z.array(Figure),
      programmes: z.array(z.object({ id: Id, name: z.string() })),
      /** Those that the funder of the programme asks for; empty without a programme. */
      asked: z.array(z.enum(figureKeys)),
      /** The year, when the period is exactly one: what is not communicated is said by year. */
      year: z.int().nullable(),
    }),
    refusals: endsBeforeStart,
  }),
  listBehind: query({
    action: 'read-reports',
    summary: 'La liste derrière un chiffre : toujours autant de lignes que lui.',
    input: z.object({ ...Behind, ...PageRequest }),
    output: pageOf(
      z.object({
        id: z.string(),
        householdId: Id.nullable(),
        /** Null for those who read lists without names. */
        name: z.string().nullable(),
        group: z.string().nullable(),
        on: Day.nullable(),
        detail: z.string().nullable(),
      }),
    ),
    refusals: endsBeforeStart,
  }),
  exportBehind: download({
    action: 'read-reports',
    summary: 'La liste derrière un chiffre, en CSV ou en XLSX.',
    input: z.object({ ...Behind, format: z.enum(['csv', 'xlsx']) }),
    refusals: endsBeforeStart,
  }),
  stateGap: command({
    action: 'edit-reports',
    summary: 'Dit qu’un chiffre d’une année n’est pas communiqué, et pourquoi.',
    input: z.object({
      year: z.int().min(1950).max(2200),
      key: z.enum(figureKeys),
      reason: shortText(300),
    }),
    output: z.object({}),
  }),
  withdrawGap: command({
    action: 'edit-reports',
    summary: 'Un chiffre que l’on disait non communiqué l’est de nouveau.',
    input: z.object({ year: z.int().min(1950).max(2200), key: z.enum(figureKeys) }),
    output: z.object({}),
    refusals: unknownRecord,
  }),
})

const LeaseFacts = {
  associationName: shortText(),
  scheme: z.enum(leaseSchemes),
  startedOn: Day,
  endedOn: Day.nullable().default(null),
}
const DwellingChoice = z.object({ id: Id, reference: z.string(), address: z.string() })
export const AssociationLease = z.object({
  ...LeaseFacts,
  id: Id,
  version: Version,
  dwelling: DwellingChoice,
})
export type AssociationLease = z.output<typeof AssociationLease>

const leaseRefusals = {
  ...endsBeforeStart,
  'already-let': 'Ce logement est déjà loué à une association sur ces dates.',
} as const

export const associationLeases = capability('associationLeases', {
  list: query({
    action: 'read-association-leases',
    summary: 'Les logements loués à des associations, les plus récents d’abord.',
    input: z.object({
      scheme: z.enum(leaseSchemes).optional(),
      runningOn: Day.optional(),
      ...PageRequest,
    }),
    output: pageOf(AssociationLease),
  }),
  findDwellings: query({
    action: 'read-association-leases',
    summary: 'Trouve un logement du parc par sa référence, sa résidence ou sa rue.',
    input: z.object({ text: shortText(80) }),
    output: z.object({ rows: z.array(DwellingChoice) }),
  }),
  add: command({
    action: 'edit-association-leases',
    summary: 'Note la location d’un logement à une association.',
    input: z.object({ dwellingId: Id, ...LeaseFacts }),
    output: z.object({ leaseId: Id }),
    refusals: { ...unknownRecord, ...leaseRefusals },
  }),
  change: command({
    action: 'edit-association-leases',
    summary: 'Corrige une location à une association, ou note sa fin.',
    input: z.object({ leaseId: Id, version: Version, ...LeaseFacts }),
    output: z.object({ version: Version }),
    refusals: { ...unknownRecord, ...staleVersion, ...leaseRefusals },
  }),
})
