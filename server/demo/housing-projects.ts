import { housingProjects } from '#contract/housing-projects.ts'
import { partners } from '#contract/partners.ts'
import type { ProjectStage } from '#domain/housing-projects/kinds.ts'
import { addMonths } from '#domain/plain-date.ts'
import { listDemoHouseholds } from '#server/demo/measures.ts'
import type { Teller } from '#server/demo/teller.ts'

type Story = {
  name: string
  kind: 'family-plot' | 'adapted-housing' | 'social-housing'
  communeCode: string
  homes: {
    plannedDwellings?: number
    plannedPlots?: number
    deliveredDwellings?: number
    deliveredPlots?: number
  }
  summary: string
  /** Months ago reached, or ahead expected. */
  stages: readonly (readonly [ProjectStage, number])[]
  families: number
}

const stories: readonly Story[] = [
  {
    name: 'Terrains familiaux du chemin des Prés',
    kind: 'family-plot',
    communeCode: '63164',
    homes: { plannedPlots: 6 },
    summary:
      'Six familles vivent depuis plus de dix ans sur l’aire d’accueil. La commune propose une parcelle desservie ; les familles demandent une pièce de vie par emplacement.',
    stages: [
      ['identified', -20],
      ['diagnosis', -15],
      ['site-found', -9],
      ['authority-agreed', -4],
      ['permitted', 3],
      ['delivered', 14],
    ],
    families: 3,
  },
  {
    name: 'Habitat adapté de la Croix-Blanche',
    kind: 'adapted-housing',
    communeCode: '63300',
    homes: { plannedDwellings: 8, deliveredDwellings: 4, plannedPlots: 2 },
    summary: 'Huit pavillons avec place de caravane, en deux tranches.',
    stages: [
      ['identified', -40],
      ['site-found', -30],
      ['authority-agreed', -26],
      ['permitted', -18],
      ['funded', -14],
      ['works-started', -12],
      ['delivered', -1],
    ],
    families: 2,
  },
]

/** Two projects with a commune each: one being prepared, one whose first homes are there. */
export const tellHousingProjects = async (teller: Teller, member: string): Promise<void> => {
  const { partnerId: commune } = await teller.did(member, 400, partners.add, {
    name: 'Commune de Gerzat',
    kind: 'local-authority',
    email: 'mairie@gerzat.example',
  })
  const households = await listDemoHouseholds(teller)
  let next = households.length - 1
  for (const { name, kind, communeCode, homes, summary, stages, families } of stories) {
    const { projectId } = await teller.did(member, 2, housingProjects.add, {
      ...{ name, kind, communeCode, summary, responsibleId: teller.memberId(member) },
      ...homes,
    })
    let version = 1
    for (const [stage, months] of stages) {
      const on = addMonths(teller.today, months)
      const days = months < 0 ? { reachedOn: on } : { expectedOn: on }
      await teller.did(member, 1, housingProjects.noteStage, {
        ...{ projectId, version, kind: stage },
        ...days,
      })
      version += 1
    }
    await teller.did(member, 1, housingProjects.linkPartner, {
      ...{ projectId, version, partnerId: commune, part: 'local-authority' },
    })
    version += 1
    for (let rank = 0; rank < families; rank += 1) {
      const householdId = households[next]
      next -= 1
      if (!householdId) return
      await teller.did(member, 1, housingProjects.putHousehold, {
        ...{ projectId, version, householdId, joinedOn: addMonths(teller.today, -8) },
        ...(kind === 'adapted-housing' && rank === 0 ? { settledOn: addMonths(teller.today, -1) } : {}),
      })
      version += 1
    }
  }
}
