import { contract } from '#contract/index.ts'
import type { SimulationOutcome, WhatIfShape } from '#contract/rights-shapes.ts'
import { compareWhatIf, type WhatIfSide } from '#domain/rights/what-if.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { readRightsFacts } from '#server/rights/read-facts.ts'
import { deleteSimulation, insertSimulation } from '#server/rights/simulation-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const compareSides = async (
  context: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
  change: WhatIfShape,
) => {
  const { facts } = await readRightsFacts(context, householdId, context.today)
  const { situation } = facts
  if (!situation) return undefined
  const params = await readOrganisationParameters(context, context.today)
  return compareWhatIf({ ...facts, situation }, change, params)
}

export const compare = useCase(contract.rights.compare, async (context, { householdId, change }) => {
  const sides = await compareSides(context, householdId, change)
  return sides ? { onDate: context.today, ...sides } : context.refuse('no-situation')
})

export const keepSimulation = useCase(
  contract.rights.keepSimulation,
  async (context, { householdId, label, change }) => {
    const sides = await compareSides(context, householdId, change)
    if (!sides) return context.refuse('no-situation')
    const outcome = { current: figuresOf(sides.current), changed: figuresOf(sides.changed) }
    const id = await insertSimulation(context, householdId, { label, change, outcome })
    await record(context, {
      act: 'right-simulation-kept',
      subject: { kind: 'right-simulation', id },
      householdId,
    })
    return { id }
  },
)

export const removeSimulation = useCase(
  contract.rights.removeSimulation,
  async (context, { householdId, simulationId }) => {
    if (!(await deleteSimulation(context, householdId, simulationId))) return context.refuse('unknown-record')
    await record(context, {
      act: 'right-simulation-removed',
      subject: { kind: 'right-simulation', id: simulationId },
      householdId,
    })
    return {}
  },
)

const figuresOf = (side: WhatIfSide): SimulationOutcome['current'] => ({
  persons: side.persons,
  incomeCents: side.incomeCents,
  housingCents: side.housingCents,
  energyCents: side.energyCents,
  aidCountedCents: side.aidCountedCents,
  residualMonthCents: side.residualMonthCents,
  residualUnitDayCents: side.residualUnitDayCents,
  effortBasisPoints: side.effort.basisPoints,
  effortWithEnergyBasisPoints: side.effortWithEnergy.basisPoints,
})
