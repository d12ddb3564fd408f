import { procedures } from '#contract/procedures.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import type { Teller } from '#server/demo/teller.ts'
import { refreshProcedures } from '#server/procedures/refresh.ts'

export type ToldProcedure = {
  householdId: string
  tenancyId: string | null
  member: string
  kind: ProcedureKind
  openedDaysAgo: number
  circumstances: FieldValues
  facts: readonly (readonly [event: string, daysAgo: number, detail?: FieldValues])[]
}

/** A procedure opened and followed step by step, each fact noted on its day, then drawn as it stands today. */
export const tellProcedure = async (teller: Teller, told: ToldProcedure): Promise<void> => {
  const { householdId, tenancyId, member, kind, openedDaysAgo, circumstances } = told
  let { procedureId, version } = await teller.did(member, openedDaysAgo, procedures.start, {
    householdId,
    kind,
    tenancyId,
    openedOn: teller.daysAgo(openedDaysAgo),
    circumstances,
  })
  for (const [event, daysAgo, detail = {}] of told.facts) {
    const on = teller.daysAgo(daysAgo)
    const fact = { householdId, procedureId, version, event, on, detail }
    version = (await teller.did(member, daysAgo, procedures.recordFact, fact)).version
  }
  const { tx, organisationId, today, house } = teller
  await refreshProcedures({ tx, actor: { organisationId }, today, now: house.clock.now() }, [procedureId])
}
