import { contract } from '#contract/index.ts'
import { requestScreening } from '#server/arrears/screen-portfolio.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const startScreening = useCase(contract.arrears.startScreening, async (context) => {
  const workId = await requestScreening(context.tx, context.actor)
  await record(context, { act: 'screening-requested', subject: { kind: 'work', id: workId } })
  return { workId }
})
