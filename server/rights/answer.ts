import { contract } from '#contract/index.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { keepZoneOfCommune, readAnswers, writeAnswers } from '#server/rights/answer-store.ts'
import { findHome } from '#server/rights/find-home.ts'
import { useCase } from '#server/use-case.ts'

export const answer = useCase(
  contract.rights.answer,
  async (context, { householdId, version, ...answers }) => {
    await lockHousehold(context, householdId)
    const before = await readAnswers(context, householdId)
    if (before.version !== version)
      return context.refuse('stale-version', { ...before.answers, version: before.version })
    await writeAnswers(context, householdId, answers, version)
    const commune = answers.zone === null ? null : (await findHome(context, householdId))?.commune
    if (commune && answers.zone !== null) await keepZoneOfCommune(context, commune.communeCode, answers.zone)
    await record(context, {
      act: 'rights-answered',
      subject: { kind: 'rights-answer', id: householdId },
      householdId,
      before: before.answers,
      after: answers,
    })
    return { version: version + 1 }
  },
)
