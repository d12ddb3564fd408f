import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { RightsView } from '#contract/rights.ts'
import type { SimulationOutcome, WhatIfShape } from '#contract/rights-shapes.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>
type Simulation = RightsView['simulations'][number]

/** The latest twenty: a comparison is a moment of a talk, not a series. */
const shownSimulations = 20

export const readSimulations = async ({ tx, actor }: Here, householdId: string): Promise<Simulation[]> => {
  const { rows } = await sql<Simulation>`
    select s.id, s.label, s.on_date as "onDate", s.change, s.outcome, m.name as "keptBy"
    from right_simulation s
    join membership m on (m.organisation_id, m.id) = (s.organisation_id, s.kept_by)
    where s.organisation_id = ${actor.organisationId} and s.household_id = ${householdId}
    order by s.id desc limit ${shownSimulations}`.execute(tx)
  return rows
}

export const insertSimulation = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
  kept: { label: string; change: WhatIfShape; outcome: SimulationOutcome },
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('right_simulation')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: householdId,
      label: kept.label,
      on_date: today,
      change: JSON.stringify(kept.change),
      outcome: JSON.stringify(kept.outcome),
      kept_by: actor.membershipId,
    })
    .execute()
  return id
}

/** False when there is no such simulation of this household. */
export const deleteSimulation = async (
  { tx, actor }: Here,
  householdId: string,
  simulationId: string,
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('right_simulation')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', simulationId)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
