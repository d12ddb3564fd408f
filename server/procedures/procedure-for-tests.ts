import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import type { CallOptions, TestHouse } from '#tests/house.ts'

export type TestProcedure = { householdId: string; procedureId: string }

type Opening = {
  householdId: string
  tenancyId?: string
  kind?: ProcedureKind
  openedOn?: PlainDate
  circumstances?: FieldValues
}

/** An eviction by a social landlord for a lease of 2024, unless told otherwise; opened through the API. */
export const openProcedureIn = async (
  t: TestHouse,
  { householdId, tenancyId, kind = 'eviction', openedOn = '2025-12-01', circumstances }: Opening,
  options: CallOptions = { as: 'social-worker' },
): Promise<TestProcedure> => {
  const known: FieldValues = circumstances ?? { leaseSignedOn: '2024-05-01', landlord: 'legal-person' }
  const { status, body } = await t.call(
    contract.procedures.start,
    { householdId, tenancyId: tenancyId ?? null, kind, openedOn, circumstances: { ...known } },
    options,
  )
  if (status !== 200) throw new Error(`not opened: ${JSON.stringify(body)}`)
  return { householdId, procedureId: body.procedureId }
}

export type ToRecord = readonly [on: PlainDate, event: string, detail?: FieldValues]

/** Records facts through the API, each on the version left by the one before; stops at the first refusal. */
export const recordFacts = async (
  t: TestHouse,
  procedure: TestProcedure,
  facts: readonly ToRecord[],
  options: CallOptions = { as: 'social-worker' },
) => {
  for (const [on, event, detail = {}] of facts) {
    const { body } = await t.call(contract.procedures.get, procedure, options)
    const answer = await t.call(
      contract.procedures.recordFact,
      { ...procedure, version: body.version, event, on, detail: { ...detail } },
      options,
    )
    if (answer.status !== 200) throw new Error(`${event}: ${JSON.stringify(answer.body)}`)
  }
}

/** From the referral to the hearing of 5 May 2026 (handbook §2.2). */
export const toHearing: readonly ToRecord[] = [
  ['2025-12-15', 'ccapex-referred', { by: 'caf-msa' }],
  ['2026-01-12', 'command-to-pay', { debtCents: 184_753 }],
  ['2026-03-03', 'summoned', { hearingOn: '2026-05-05' }],
  ['2026-03-03', 'prefect-told'],
  ['2026-05-05', 'hearing'],
]
