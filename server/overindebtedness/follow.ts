import { effectsOfOverindebtedness, type OverindebtednessEffect } from '#domain/overindebtedness/effects.ts'
import { addDays } from '#domain/plain-date.ts'
import { applyEffect, undoEffects } from '#server/overindebtedness/apply.ts'
import type { ProcedureEffect } from '#server/procedures/effects.ts'
import type { DrawnProcedure, Redrawing } from '#server/procedures/refresh.ts'
import { type AppliedEffect, listApplied } from './store.ts'

/** By night only what is recent is tried again: what found nothing to act on long ago is not looked for in every file. */
const triedAgainDays = 7

/** Brings the rest of the file to what the line says: what it says is done once, what it no longer says is undone. */
export const followOverindebtedness: ProcedureEffect = async (context, drawn) => {
  const files = drawn.filter(({ procedure }) => procedure.kind === 'overindebtedness')
  if (files.length === 0) return
  const applied = Map.groupBy(
    await listApplied(
      context,
      files.map(({ procedure }) => procedure.id),
    ),
    ({ procedureId }) => procedureId,
  )
  for (const file of files) await reconcile(context, file, applied.get(file.procedure.id) ?? [])
}

const isOf = (one: Pick<AppliedEffect, 'factKey' | 'kind'>) => (other: typeof one) =>
  one.factKey === other.factKey && one.kind === other.kind

const reconcile = async (
  context: Redrawing,
  { procedure, derived }: DrawnProcedure,
  applied: readonly AppliedEffect[],
): Promise<void> => {
  const wanted =
    procedure.cancelledAt === null ? effectsOfOverindebtedness(derived.steps, procedure.circumstances) : []
  const outdated = applied.filter((one) => !wanted.some(isOf(one)))
  if (outdated.length > 0) await undoEffects(context, procedure, outdated.toReversed())
  const missing = wanted.filter((one) => !applied.some(isOf(one)) && isTried(context, one))
  for (const effect of missing) await applyEffect(context, procedure, effect)
}

const isTried = ({ actor, today }: Redrawing, { on }: OverindebtednessEffect): boolean =>
  actor.membershipId !== undefined || on >= addDays(today, -triedAgainDays)
