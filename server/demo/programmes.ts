import { programmes } from '#contract/programmes.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import type { Teller } from '#server/demo/teller.ts'

/** The programmes of an organisation, by the key of the shipped one each comes from. */
export type AdoptedProgrammes = ReadonlyMap<string, string>

type Adoption = {
  key: string
  /** What a second version changed, so many days ago. */
  next?: { daysAgo: number; change: Partial<ProgrammeDefinition> }
  /** What the coordinator is writing now. */
  draft?: Partial<ProgrammeDefinition>
  closedDaysAgo?: number
}

const adoptedSince = 900

export const landlordProgrammes: readonly Adoption[] = [
  { key: 'landlord-support' },
  { key: 'asll' },
  { key: 'pasri', next: { daysAgo: 140, change: { capacity: 12 } } },
  { key: 'avdl' },
  { key: 'action-logement-support' },
  { key: 'zero-expulsion', closedDaysAgo: 880 },
]

export const associationProgrammes: readonly Adoption[] = [
  {
    key: 'avdl',
    next: { daysAgo: 200, change: { capacity: 25 } },
    draft: { capacity: 30, reviewEveryMonths: 2 },
  },
  { key: 'avdl-dalo', next: { daysAgo: 200, change: { capacity: 15 } } },
  { key: 'asll' },
  { key: 'gliding-lease', next: { daysAgo: 300, change: { capacity: 8 } } },
  { key: 'stay-with-volunteers' },
  { key: 'integrated-support' },
  { key: 'habitat-project' },
  { key: 'soli-al-mission' },
]

/** What a coordinator does first: adopts the programmes that come with Palier, then makes them the house's own. */
export const adoptProgrammes = async (
  teller: Teller,
  coordinator: string,
  adoptions: readonly Adoption[],
): Promise<AdoptedProgrammes> => {
  const adopted = new Map<string, string>()
  for (const adoption of adoptions) adopted.set(adoption.key, await adopt(teller, coordinator, adoption))
  return adopted
}

const adopt = async (teller: Teller, coordinator: string, { key, next, draft, closedDaysAgo }: Adoption) => {
  const shipped = shippedProgrammes.find((one) => one.key === key)
  if (!shipped) throw new Error(`no shipped programme named ${key}`)
  const { programmeId } = await teller.did(coordinator, adoptedSince, programmes.create, {
    start: { from: 'shipped', key },
  })
  let { version } = await teller.did(coordinator, adoptedSince, programmes.publish, {
    programmeId,
    version: 1,
  })
  const save = async (daysAgo: number, change: Partial<ProgrammeDefinition>) => {
    const definition = { ...shipped.definition, ...next?.change, ...change }
    const saved = await teller.did(coordinator, daysAgo, programmes.saveDraft, {
      programmeId,
      version,
      draft: definition,
    })
    version = saved.version
  }
  if (next) {
    await save(next.daysAgo, next.change)
    const published = await teller.did(coordinator, next.daysAgo, programmes.publish, {
      programmeId,
      version,
    })
    version = published.version
  }
  if (closedDaysAgo !== undefined)
    await teller.did(coordinator, closedDaysAgo, programmes.close, { programmeId, version })
  if (draft) await save(2, draft)
  return programmeId
}
