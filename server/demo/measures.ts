import type { NewMeasureFact } from '#contract/measure-shapes.ts'
import { measures } from '#contract/measures.ts'
import { addDays } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { MeasureMotive, PrescriberKind } from '#domain/programmes/kinds.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import type { AdoptedProgrammes } from '#server/demo/programmes.ts'
import { type Teller, versionOf } from '#server/demo/teller.ts'

/** How far a measure has gone, each step so many days ago. */
type Step =
  | 'oriented'
  | 'diagnosis-started'
  | 'not-needed'
  | 'refused-by-household'
  | 'withdrawn'
  | 'contract-signed'
  | 'started'
  | 'next-phase'
  | 'reviewed'
  | 'renewed'
  | 'derogated'
  | 'suspended'
  | 'ended'
  | 'evaluated'
type Story = {
  programme: string
  motive: MeasureMotive
  /** Requested so many days ago, then each step on its own day. */
  requested: number
  steps?: readonly (readonly [step: Step, daysAgo: number, months?: number])[]
  /** Nobody carries it yet. */
  isUnassigned?: boolean
}

const begun = (daysAgo: number) =>
  [
    ['diagnosis-started', daysAgo + 12],
    ['contract-signed', daysAgo + 2],
    ['started', daysAgo],
  ] as const

export const associationMeasures: readonly Story[] = [
  { programme: 'avdl', motive: 'access-to-home', requested: 6, isUnassigned: true },
  { programme: 'avdl-dalo', motive: 'access-to-home', requested: 9, isUnassigned: true },
  { programme: 'asll', motive: 'arrears', requested: 14, isUnassigned: true },
  { programme: 'avdl', motive: 'staying-in-home', requested: 20, steps: [['oriented', 12]] },
  { programme: 'avdl', motive: 'eviction-prevention', requested: 30, steps: [['diagnosis-started', 18]] },
  {
    programme: 'asll',
    motive: 'first-months',
    requested: 28,
    steps: [
      ['diagnosis-started', 20],
      ['contract-signed', 3],
    ],
  },
  { programme: 'avdl', motive: 'access-to-home', requested: 100, steps: begun(80) },
  {
    programme: 'avdl',
    motive: 'access-to-home',
    requested: 150,
    steps: [...begun(130), ['reviewed', 42], ['next-phase', 40]],
  },
  // Its term falls within the month.
  { programme: 'avdl', motive: 'staying-in-home', requested: 185, steps: [...begun(168), ['reviewed', 75]] },
  // Its term has passed.
  {
    programme: 'avdl',
    motive: 'eviction-prevention',
    requested: 225,
    steps: [...begun(205), ['reviewed', 110]],
  },
  {
    programme: 'avdl-dalo',
    motive: 'access-to-home',
    requested: 260,
    steps: [...begun(240), ['reviewed', 150], ['renewed', 70], ['next-phase', 60], ['reviewed', 58]],
  },
  {
    programme: 'avdl',
    motive: 'access-to-home',
    requested: 395,
    steps: [
      ...begun(375),
      ['reviewed', 285],
      ['renewed', 200],
      ['reviewed', 100],
      ['derogated', 20],
      ['renewed', 12, 3],
    ],
  },
  { programme: 'asll', motive: 'arrears', requested: 120, steps: [...begun(100), ['suspended', 25]] },
  {
    programme: 'stay-with-volunteers',
    motive: 'insertion',
    requested: 700,
    steps: [...begun(680), ['reviewed', 500], ['reviewed', 320], ['reviewed', 130]],
  },
  {
    programme: 'integrated-support',
    motive: 'insertion',
    requested: 210,
    steps: [...begun(190), ['reviewed', 15]],
  },
  {
    programme: 'habitat-project',
    motive: 'habitat-project',
    requested: 330,
    steps: [...begun(300), ['reviewed', 120]],
  },
  {
    programme: 'avdl',
    motive: 'access-to-home',
    requested: 320,
    steps: [...begun(300), ['reviewed', 215], ['ended', 140]],
  },
  {
    programme: 'asll',
    motive: 'staying-in-home',
    requested: 420,
    steps: [...begun(400), ['reviewed', 310], ['ended', 230], ['evaluated', 40]],
  },
  {
    programme: 'asll',
    motive: 'arrears',
    requested: 90,
    steps: [
      ['diagnosis-started', 80],
      ['not-needed', 66],
    ],
  },
  { programme: 'avdl', motive: 'move', requested: 75, steps: [['refused-by-household', 61]] },
  { programme: 'asll', motive: 'arrears', requested: 50, steps: [['withdrawn', 44]] },
]

export const landlordMeasures: readonly Story[] = [
  { programme: 'landlord-support', motive: 'arrears', requested: 8, isUnassigned: true },
  { programme: 'landlord-support', motive: 'arrears', requested: 25, steps: [['diagnosis-started', 15]] },
  { programme: 'landlord-support', motive: 'staying-in-home', requested: 110, steps: begun(90) },
  { programme: 'asll', motive: 'arrears', requested: 175, steps: [...begun(158), ['reviewed', 70]] },
  { programme: 'pasri', motive: 'eviction-prevention', requested: 70, steps: begun(55) },
  { programme: 'asll', motive: 'arrears', requested: 240, steps: [...begun(220), ['reviewed', 130]] },
  {
    programme: 'landlord-support',
    motive: 'staying-in-home',
    requested: 300,
    steps: [...begun(280), ['ended', 60]],
  },
  {
    programme: 'asll',
    motive: 'staying-in-home',
    requested: 410,
    steps: [...begun(390), ['ended', 215], ['evaluated', 30]],
  },
]

export type MeasureTelling = {
  programmes: AdoptedProgrammes
  stories: readonly Story[]
  /** Who asks and carries, in turn; a coordinator grants what only they may. */
  workers: readonly string[]
  coordinator: string
  householdIds: readonly string[]
}

/** Measures in every status, through the same use cases as the screens. A household takes the first it may enter. */
export const tellMeasureStories = async (teller: Teller, telling: MeasureTelling): Promise<void> => {
  const waiting = [...telling.householdIds]
  for (const [order, story] of telling.stories.entries()) {
    const member = telling.workers[order % telling.workers.length] ?? telling.coordinator
    const asked = await ask(teller, telling, story, member, waiting)
    if (!asked) continue
    waiting.splice(waiting.indexOf(asked.householdId), 1)
    await tellCourse(teller, telling, story, member, asked.measureId)
  }
}

const definitionOf = (key: string): ProgrammeDefinition => {
  const shipped = shippedProgrammes.find((one) => one.key === key)
  if (!shipped) throw new Error(`no shipped programme named ${key}`)
  return shipped.definition
}

/** The first household whose file refuses nothing; what it leaves open, the worker answers. */
const ask = async (
  teller: Teller,
  { programmes }: MeasureTelling,
  story: Story,
  member: string,
  householdIds: readonly string[],
) => {
  const programmeId = programmes.get(story.programme)
  if (!programmeId) return undefined
  const { motive, requested } = story
  for (const householdId of householdIds) {
    const preview = await teller.did(member, requested, measures.previewRequest, { householdId, motive })
    const found = preview.programmes.find((one) => one.programmeId === programmeId)
    if (!found || found.checks.some(({ answer }) => answer === 'no')) continue
    const { measureId } = await teller.did(member, requested, measures.request, {
      householdId,
      programmeId,
      motive,
      prescriber: prescriberOf(story.programme),
      requestedOn: teller.daysAgo(requested),
      answers: found.checks
        .filter(({ byPerson }) => byPerson)
        .map(({ testKey }) => ({ testKey, answer: 'yes' as const, reason: 'Vu avec le ménage.' })),
    })
    return { measureId, householdId }
  }
  return undefined
}

const prescriberOf = (programme: string): PrescriberKind =>
  definitionOf(programme).prescribers[0] ?? 'own-team'

const tellCourse = async (
  teller: Teller,
  { coordinator }: MeasureTelling,
  story: Story,
  member: string,
  measureId: string,
) => {
  const definition = definitionOf(story.programme)
  const version = () => versionOf(teller, 'measure', measureId)
  if (!story.isUnassigned) {
    const daysAgo = story.requested - 1
    await teller.did(coordinator, daysAgo, measures.assign, {
      measureId,
      version: await version(),
      membershipId: teller.memberId(member),
      part: 'lead',
      fromOn: teller.daysAgo(daysAgo),
    })
  }
  for (const [step, daysAgo, months] of story.steps ?? []) {
    if (step === 'started' || step === 'ended')
      await receivePapers(teller, { definition, member, measureId, step, daysAgo })
    await teller.did(step === 'derogated' ? coordinator : member, daysAgo, measures.recordFact, {
      measureId,
      version: await version(),
      fact: factOf(teller, definition, { step, daysAgo, months }),
    })
  }
}

type Papers = {
  definition: ProgrammeDefinition
  member: string
  measureId: string
  step: 'started' | 'ended'
  daysAgo: number
}

const receivePapers = async (teller: Teller, { definition, member, measureId, step, daysAgo }: Papers) => {
  const moment = step === 'started' ? 'before-start' : 'before-end'
  for (const { kind } of definition.documents.filter((asked) => asked.moment === moment)) {
    await teller.did(member, daysAgo, measures.recordDocument, {
      measureId,
      version: await versionOf(teller, 'measure', measureId),
      kind,
      receivedOn: teller.daysAgo(daysAgo),
    })
  }
}

const factOf = (
  teller: Teller,
  definition: ProgrammeDefinition,
  { step, daysAgo, months }: { step: Step; daysAgo: number; months: number | undefined },
): NewMeasureFact => {
  const on = teller.daysAgo(daysAgo)
  switch (step) {
    case 'refused-by-household':
      return { kind: step, on, reason: '« Je préfère me débrouiller avec ma sœur. »' }
    case 'suspended':
      return { kind: step, on, reason: 'Hospitalisation : reprise au retour au domicile.' }
    case 'next-phase':
      return { kind: 'phase-entered', on, phase: definition.phases[1]?.key ?? '' }
    case 'renewed':
      return { kind: step, on, months: months ?? definition.length.renewalMonths ?? 1 }
    case 'derogated':
      return {
        kind: step,
        on,
        until: addDays(teller.today, 90),
        reason: 'Logement attribué : l’emménagement a lieu le mois prochain.',
      }
    case 'ended':
      return { kind: step, on, exit: definition.exits[0] ?? 'other' }
    case 'evaluated':
      return { kind: step, on, months: definition.evaluationMonths[0] ?? 6, result: 'housed' }
    default:
      return { kind: step, on }
  }
}

/** The oldest files first: they have the longest past to tell. */
export const listDemoHouseholds = async ({ tx, organisationId }: Teller, followedBy?: string) => {
  const rows = await tx
    .selectFrom('log_entry')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'contact')
    .$if(followedBy !== undefined, (query) => query.where('author_id', '=', followedBy ?? ''))
    .groupBy('household_id')
    .select('household_id')
    .orderBy((eb) => eb.fn.min('happened_on'))
    .orderBy('household_id')
    .execute()
  return rows.map(({ household_id }) => household_id)
}
