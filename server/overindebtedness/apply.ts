import { formatEuros } from '#domain/money.ts'
import type { OverindebtednessEffect, OverindebtednessEffectKind } from '#domain/overindebtedness/effects.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { withdrawArrearsEvent } from '#server/arrears/withdraw-event.ts'
import { raiseTask, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { findPlansReached, redrawPlans } from '#server/plans/follow-effects.ts'
import { tellArrears } from '#server/plans/tell-arrears.ts'
import { recordProcedureFact } from '#server/procedures/record-fact.ts'
import type { DrawnProcedure, Redrawing } from '#server/procedures/refresh.ts'
import { withdrawProcedureFact } from '#server/procedures/withdraw-fact.ts'
import {
  type AppliedEffect,
  findRunning,
  findTenanciesInArrears,
  insertApplied,
  listApplied,
  markUndone,
} from './store.ts'

type File = DrawnProcedure['procedure']

/** Does one thing in one kind of place and tells what it touched, for it to be undone. */
type Apply = (context: Redrawing, file: File, effect: OverindebtednessEffect) => Promise<string[]>

export const applyEffect = async (
  context: Redrawing,
  file: File,
  effect: OverindebtednessEffect,
): Promise<void> => {
  const targetIds = await appliers[effect.kind](context, file, effect)
  await insertApplied(context, file.id, effect, targetIds)
  if (touchesPlans(effect.kind)) await redrawPlans(context, file.householdId, targetIds)
}

const touchesPlans = (kind: OverindebtednessEffectKind): boolean => kind.startsWith('plan-')

const restoreAid: Apply = async (context, file, { on }) => {
  const tenancyIds = file.tenancyId
    ? [file.tenancyId]
    : await findTenanciesInArrears(context, file.householdId, context.today)
  const written: string[] = []
  for (const tenancyId of tenancyIds) {
    const eventId = await tellArrears(context, {
      householdId: file.householdId,
      tenancyId,
      kind: 'overindebtedness-admissible',
      on,
      note: 'Par le dossier de surendettement',
    })
    if (eventId) written.push(eventId)
  }
  return written
}

const reachPlans: Apply = (context, file, { on }) => findPlansReached(context, file.householdId, on)

/** Those this file froze, and nobody replaced since. */
const frozenByFile: Apply = async (context, file) => {
  const applied = await listApplied(context, [file.id])
  return applied.filter(({ kind }) => kind === 'plan-frozen').map(({ targetId }) => targetId)
}

const tellOther =
  (kind: ProcedureKind, event: string): Apply =>
  async (context, { householdId }, { on, detail }) => {
    const written: string[] = []
    for (const procedureId of await findRunning(context, householdId, kind)) {
      const recorded = await recordProcedureFact(context, procedureId, { event, on, detail })
      if (!recorded.refused) written.push(recorded.factId)
    }
    return written
  }

const askKey = (factKey: string): string => `ask-eviction-suspension/${factKey}`
const writeOffKey = (factKey: string): string => `write-off-rent-debt/${factKey}`
const linkOf = ({ id, householdId }: File): string => `menages/${householdId}/procedures/${id}`

const askSuspension: Apply = async (context, file, { factKey }) => {
  const evictions = await findRunning(context, file.householdId, 'eviction')
  if (evictions.length === 0) return []
  await raiseTask(context, {
    householdId: file.householdId,
    assigneeId: null,
    kind: 'file',
    title: 'Surendettement recevable : faire demander au juge la suspension de l’expulsion',
    dueOn: context.today,
    compartment: 'social',
    originKey: askKey(factKey),
    link: linkOf(file),
  })
  return evictions
}

/** The rent account is the landlord's: what is asked is a line « effacement » there, not a payment. */
const askWriteOff: Apply = async (context, file, { factKey, detail: { rentDebtCents } }) => {
  const amount = typeof rentDebtCents === 'number' ? ` (${formatEuros(rentDebtCents)})` : ''
  await raiseTask(context, {
    householdId: file.householdId,
    assigneeId: null,
    kind: 'file',
    title: `Dette de loyer effacée${amount} : passer l’effacement au compte du locataire, sans le compter comme un paiement`,
    dueOn: context.today,
    originKey: writeOffKey(factKey),
  })
  return [file.id]
}

const appliers: Readonly<Record<OverindebtednessEffectKind, Apply>> = {
  'aid-restored': restoreAid,
  'plan-frozen': reachPlans,
  'plan-resumed': frozenByFile,
  'plan-replaced': reachPlans,
  'ask-eviction-suspension': askSuspension,
  'eviction-suspended': tellOther('eviction', 'overindebtedness-suspended'),
  'eviction-resumed': tellOther('eviction', 'overindebtedness-ended'),
  'protocol-suspended': tellOther('cohesion-protocol', 'overindebtedness-admissible'),
  'protocol-measures': tellOther('cohesion-protocol', 'measures-set'),
  'protocol-written-off': tellOther('cohesion-protocol', 'debt-written-off'),
  'protocol-resumed': tellOther('cohesion-protocol', 'overindebtedness-ended'),
  'write-off-rent-debt': askWriteOff,
}

const noLonger = 'Le dossier de surendettement ne le dit plus.'

/** The last done first. */
export const undoEffects = async (
  context: Redrawing,
  file: File,
  outdated: readonly AppliedEffect[],
): Promise<void> => {
  await markUndone(
    context,
    outdated.map(({ id }) => id),
  )
  for (const effect of outdated) await undoOne(context, effect)
  const planIds = outdated.filter(({ kind }) => touchesPlans(kind)).map(({ targetId }) => targetId)
  await redrawPlans(context, file.householdId, [...new Set(planIds)])
}

const undoOne = async (context: Redrawing, { kind, factKey, targetId }: AppliedEffect): Promise<void> => {
  if (touchesPlans(kind)) return
  if (kind === 'aid-restored') return withdrawArrearsEvent(context, targetId, noLonger)
  if (kind === 'ask-eviction-suspension')
    return settleRaisedTasks(context, [askKey(factKey)], 'La demande est faite, ou n’a plus d’objet.')
  if (kind === 'write-off-rent-debt') return settleRaisedTasks(context, [writeOffKey(factKey)], noLonger)
  return withdrawProcedureFact(context, targetId, noLonger)
}
