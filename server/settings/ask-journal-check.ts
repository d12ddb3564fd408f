import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { startCheck } from '#server/settings/check-seals.ts'
import { readSeals } from '#server/settings/get-journal-seals.ts'
import { useCase } from '#server/use-case.ts'

export const checkJournal = useCase(contract.settings.checkJournal, async (context) => {
  const { tx, actor } = context
  if (await startCheck(tx, actor.organisationId, actor.membershipId))
    await record(context, {
      act: 'journal-check-asked',
      subject: { kind: 'organisation', id: actor.organisationId },
    })
  return readSeals(context)
})
