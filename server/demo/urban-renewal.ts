import { contract } from '#contract/index.ts'
import type { NewRenewalFact, OperationFacts } from '#contract/urban-renewal.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import type { Teller } from '#server/demo/teller.ts'

const { urbanRenewal } = contract
const officer = 'bruno.leroy'

type Told = { name: string; committedOn: PlainDate; facts: OperationFacts; steps: readonly NewRenewalFact[] }
type Project = {
  name: string
  landlordName: string
  communeCode: string
  area: 'metropolis' | 'rest'
  operations: Told[]
}

const homes = (plus: number, plai: number, isComplementaryAsked = false): OperationFacts => ({
  kind: 'reconstitution',
  units: { plus, plai },
  isComplementaryAsked,
})

const projects: readonly Project[] = [
  {
    name: 'Les Hauts de l’Étoile',
    landlordName: 'Habitat du Grand Sud',
    communeCode: '13055',
    area: 'metropolis',
    operations: [
      {
        name: 'Reconstitution, première tranche',
        committedOn: '2021-06-15',
        facts: homes(0, 20, true),
        steps: [
          { step: 'in-convention', on: '2021-05-10' },
          {
            step: 'decided',
            on: '2021-06-15',
            loanCents: 30_000_000,
            subsidyCents: 23_600_000,
            reason: null,
          },
          { step: 'loan-signed', on: '2021-09-30' },
          { step: 'drawdown', on: '2022-02-01', cents: 25_000_000 },
          { step: 'drawdown', on: '2023-01-20', cents: 20_000_000 },
          { step: 'completed', on: '2023-11-06', units: { plus: 0, plai: 19 }, investmentCents: null },
        ],
      },
      {
        name: 'Reconstitution, seconde tranche',
        committedOn: '2024-03-01',
        facts: homes(12, 18),
        steps: [
          { step: 'in-convention', on: '2023-12-04' },
          {
            step: 'decided',
            on: '2024-03-01',
            loanCents: 29_400_000,
            subsidyCents: 15_480_000,
            reason: null,
          },
        ],
      },
      {
        name: 'Requalification de la tour B',
        committedOn: '2025-10-01',
        facts: {
          kind: 'requalification',
          investmentCents: 200_000_000,
          investmentTax: 'unknown',
          anruSubsidyCents: 50_000_000,
          reading: 'literal',
        },
        steps: [{ step: 'in-convention', on: '2025-09-15' }],
      },
    ],
  },
  {
    name: 'Quartier des Tilleuls',
    landlordName: 'Office public du Ventoux',
    communeCode: '84007',
    area: 'rest',
    operations: [
      { name: 'Reconstitution', committedOn: '2022-04-11', facts: homes(10, 15, true), steps: [] },
    ],
  },
]

const record = async (teller: Teller, operationId: string, fact: NewRenewalFact) =>
  teller.did(officer, Math.max(0, daysBetween(fact.on, teller.today)), urbanRenewal.recordStep, {
    operationId,
    fact,
  })

/** Two projects: one well under way, with three operations of every kind, and one still studied. */
export const tellUrbanRenewal = async (teller: Teller): Promise<void> => {
  for (const { operations, ...project } of projects) {
    const { projectId } = await teller.did(officer, 2, urbanRenewal.addProject, {
      ...project,
      areaReason: null,
      conventionId: null,
    })
    for (const { steps, ...operation } of operations) {
      const { operationId } = await teller.did(officer, 2, urbanRenewal.addOperation, {
        projectId,
        ...operation,
      })
      for (const step of steps) await record(teller, operationId, step)
    }
  }
}
