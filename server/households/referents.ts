import { contract } from '#contract/index.ts'
import {
  endReferentRow,
  findColleague,
  findRunningReferent,
  insertReferent,
} from '#server/households/referent-store.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const assignReferent = useCase(
  contract.households.assignReferent,
  async (context, { householdId, membershipId, kind, fromOn }) => {
    const colleague = await findColleague(context, membershipId, context.today)
    if (!colleague) return context.refuse('unknown-record')
    if (colleague.role === 'volunteer' && kind === 'referent') return context.refuse('not-a-volunteer')
    if (await findRunningReferent(context, householdId, membershipId, context.today))
      return context.refuse('already-assigned')

    await insertReferent(context, { householdId, membershipId, kind, fromOn })
    await record(context, {
      act: 'referent-assigned',
      subject: { kind: 'membership', id: membershipId },
      householdId,
      after: { name: colleague.name, kind, fromOn },
    })
    return {}
  },
)

export const endReferent = useCase(contract.households.endReferent, async (context, input) => {
  if (input.untilOn < input.fromOn) return context.refuse('ends-before-starting')
  const isEnded = await endReferentRow(context, input)
  if (!isEnded) return context.refuse('unknown-record')
  await record(context, {
    act: 'referent-ended',
    subject: { kind: 'membership', id: input.membershipId },
    householdId: input.householdId,
    after: { untilOn: input.untilOn },
  })
  return {}
})
