import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import {
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
import {
  type HousingProjectKind,
  housingProjectKinds,
  type ProjectPart,
  type ProjectStage,
  projectParts,
  projectStages,
} from '#domain/housing-projects/kinds.ts'
import { stageRefusals } from '#domain/housing-projects/stand.ts'
import { territoryKinds } from '#domain/territories/kinds.ts'

const listed = <T extends string>(values: readonly T[]) => z.enum(values as [T, ...T[]])
const Kind = listed<HousingProjectKind>(housingProjectKinds)
const Stage = listed<ProjectStage>(projectStages)
const Part = listed<ProjectPart>(projectParts)
const Count = z.int().min(0).max(10_000)

const Homes = {
  plannedDwellings: Count.default(0),
  plannedPlots: Count.default(0),
  deliveredDwellings: Count.default(0),
  deliveredPlots: Count.default(0),
}
const Description = {
  name: shortText(120),
  kind: Kind,
  communeCode: shortText(5),
  responsibleId: Id.nullable().default(null),
  summary: longText(4_000).nullable().default(null),
  ...Homes,
}

const Row = z.object({
  id: Id,
  name: z.string(),
  kind: Kind,
  commune: z.object({ code: z.string(), name: z.string() }),
  epci: z.object({ code: z.string(), name: z.string() }).nullable(),
  plannedDwellings: z.int(),
  plannedPlots: z.int(),
  deliveredDwellings: z.int(),
  deliveredPlots: z.int(),
  families: z.int(),
  responsibleName: z.string().nullable(),
  stage: Stage.nullable(),
  stageOn: Day.nullable(),
  next: z.object({ kind: Stage, expectedOn: Day }).nullable(),
  isLate: z.boolean(),
  isOver: z.boolean(),
})
export type HousingProjectRow = z.output<typeof Row>

const Family = z.object({
  householdId: Id,
  label: z.string(),
  joinedOn: Day,
  leftOn: Day.nullable(),
  settledOn: Day.nullable(),
  measure: z.object({ id: Id, programme: z.string() }).nullable(),
})
export type ProjectFamily = z.output<typeof Family>

const Project = Row.extend({
  version: Version,
  responsibleId: Id.nullable(),
  summary: z.string().nullable(),
  stages: z.array(z.object({ kind: Stage, expectedOn: Day.nullable(), reachedOn: Day.nullable() })),
  partners: z.array(z.object({ partnerId: Id, name: z.string(), part: Part })),
  households: z.array(Family),
})
export type HousingProject = z.output<typeof Project>

const Filters = {
  state: z.enum(['open', 'over', 'all']).default('open'),
  kind: Kind.optional(),
  territory: z.object({ kind: z.enum(territoryKinds), code: z.string().max(9) }).optional(),
  text: z.string().trim().max(100).default(''),
}
const onProject = { projectId: Id, version: Version }
const Written = z.object({ version: Version })
const onKnown = { ...unknownRecord, ...staleVersion } as const
const wrongDescription = {
  'unknown-commune': 'Cette commune n’existe pas, ou n’existe plus.',
  'unknown-responsible': 'La personne choisie ne travaille pas, ou plus, dans l’organisation.',
} as const
const unknownMeasure = { 'unknown-measure': 'Cet accompagnement n’est pas celui du ménage.' } as const

export const housingProjects = capability('housingProjects', {
  list: query({
    action: 'read-housing-projects',
    summary: 'Les projets d’habitat, par commune, intercommunalité ou département.',
    input: z.object({ ...Filters, ...PageRequest }),
    output: pageOf(Row),
  }),
  count: query({
    action: 'read-housing-projects',
    summary: 'Combien de projets, de familles, de logements et de places de terrain.',
    input: z.object(Filters),
    output: z.object({
      projects: z.int(),
      families: z.int(),
      settledFamilies: z.int(),
      plannedDwellings: z.int(),
      plannedPlots: z.int(),
      deliveredDwellings: z.int(),
      deliveredPlots: z.int(),
    }),
  }),
  open: query({
    action: 'read-housing-projects',
    summary: 'Un projet d’habitat : où il en est, avec qui, pour quelles familles.',
    input: z.object({ projectId: Id }),
    output: Project,
    refusals: unknownRecord,
  }),
  ofHousehold: query({
    action: 'read-housing-projects',
    summary: 'Les projets d’habitat où une famille est inscrite.',
    input: z.object({ householdId: Id }),
    output: z.object({
      rows: z.array(Row.pick({ id: true, name: true, kind: true, commune: true, stage: true, isOver: true })),
    }),
  }),
  choices: query({
    action: 'write-housing-projects',
    summary: 'Les partenaires et les personnes qu’un projet peut nommer.',
    input: z.object({}),
    output: z.object({ partners: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
  add: command({
    action: 'write-housing-projects',
    summary: 'Ouvre un projet d’habitat.',
    input: z.object(Description),
    output: z.object({ projectId: Id }),
    refusals: wrongDescription,
  }),
  change: command({
    action: 'write-housing-projects',
    summary: 'Corrige un projet : son nom, son lieu, ce qui est prévu et livré.',
    input: z.object({ ...onProject, ...Description }),
    output: Written,
    refusals: { ...onKnown, ...wrongDescription },
  }),
  noteStage: command({
    action: 'write-housing-projects',
    summary: 'Note quand une étape est attendue, ou quand elle est franchie ; sans date, elle s’efface.',
    input: z.object({
      ...onProject,
      kind: Stage,
      expectedOn: Day.nullable().default(null),
      reachedOn: Day.nullable().default(null),
    }),
    output: Written,
    refusals: { ...onKnown, ...stageRefusals },
  }),
  linkPartner: command({
    action: 'write-housing-projects',
    summary: 'Dit qu’un partenaire prend part au projet, et comment.',
    input: z.object({ ...onProject, partnerId: Id, part: Part }),
    output: Written,
    refusals: { ...onKnown, 'unknown-partner': 'Ce partenaire n’existe pas, ou n’est plus proposé.' },
  }),
  unlinkPartner: command({
    action: 'write-housing-projects',
    summary: 'Retire un partenaire du projet.',
    input: z.object({ ...onProject, partnerId: Id, part: Part }),
    output: Written,
    refusals: onKnown,
  }),
  putHousehold: command({
    action: 'write-housing-projects',
    summary: 'Inscrit une famille au projet, ou corrige son inscription.',
    input: z.object({
      ...onProject,
      householdId: Id,
      joinedOn: Day,
      leftOn: Day.nullable().default(null),
      settledOn: Day.nullable().default(null),
      measureId: Id.nullable().default(null),
    }),
    output: Written,
    refusals: {
      ...onKnown,
      ...unknownMeasure,
      'in-the-future': 'Cette date est à venir.',
      'ends-before-start': 'Une famille ne peut ni partir ni s’installer avant d’être inscrite.',
    },
  }),
})
