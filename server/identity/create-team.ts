import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { teamNameTaken } from './store.ts'

export const createTeam = useCase(contract.identity.createTeam, async (context, { name }) => {
  const { tx, actor, refuse } = context
  if (await teamNameTaken(context, name)) return refuse('name-taken')
  const id = randomUUIDv7()
  const made = await tx
    .insertInto('team')
    .values({ organisation_id: actor.organisationId, id, name })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'name']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n) return refuse('name-taken')
  await record(context, { act: 'team-created', subject: { kind: 'team', id }, after: { name } })
  return { id, name, members: 0, version: 1 }
})
