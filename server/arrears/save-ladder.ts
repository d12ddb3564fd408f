import { contract } from '#contract/index.ts'
import { readLadder } from '#server/arrears/ladder-store.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

/** Version 0 is the usual practice, that nobody has changed yet. */
export const saveLadder = useCase(contract.arrears.saveLadder, async (context, { steps, version }) => {
  const { tx, actor, now, refuse } = context
  if (new Set(steps.map((step) => step.key)).size < steps.length) return refuse('repeated-key')
  const before = await readLadder(tx, actor.organisationId)
  if (before.version !== version) return refuse('stale-version', before)
  const ordered = steps.toSorted((a, b) => a.afterDays - b.afterDays)
  const changes = {
    steps: JSON.stringify(ordered),
    version: version + 1,
    changed_by: actor.membershipId,
    changed_at: now,
  }
  const written = await tx
    .insertInto('arrears_ladder')
    .values({ organisation_id: actor.organisationId, ...changes })
    .onConflict((conflict) =>
      conflict.column('organisation_id').doUpdateSet(changes).where('arrears_ladder.version', '=', version),
    )
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows !== 1n)
    return refuse('stale-version', await readLadder(tx, actor.organisationId))
  await record(context, {
    act: 'ladder-changed',
    subject: { kind: 'arrears-ladder' },
    before: before.steps,
    after: ordered,
  })
  return { steps: ordered, version: version + 1, isOwn: true }
})
