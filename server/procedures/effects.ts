import type { DrawnProcedure, Redrawing } from '#server/procedures/refresh.ts'

/**
 * What a line brings about elsewhere in the file, each time it is drawn: what it says now is done, what it no longer says
 * is undone. An effect reads its own kinds among those drawn, a few hundred at a time, and is the same run twice.
 */
export type ProcedureEffect = (context: Redrawing, drawn: readonly DrawnProcedure[]) => Promise<void>

const known: ProcedureEffect[] = []
export const procedureEffects: readonly ProcedureEffect[] = known

/** Each capability adds its own when the house is put together (server/use-cases.ts): procedures know none of them. */
export const addProcedureEffect = (effect: ProcedureEffect): void => {
  if (!known.includes(effect)) known.push(effect)
}
