import { contract } from '#contract/index.ts'
import { writeEntry } from '#server/casework/write-entry.ts'
import { useCase } from '#server/use-case.ts'

export const writeNote = useCase(contract.casework.writeNote, async (context, sent) => {
  const written = await writeEntry(context, sent, {
    kind: 'note',
    happenedOn: context.today,
    channel: null,
    outcome: null,
    place: null,
    present: [],
  })
  return typeof written === 'string' ? context.refuse(written) : written
})
