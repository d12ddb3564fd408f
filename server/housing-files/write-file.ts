import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findFile, updateFile } from './store.ts'

export const answerHousingFile = useCase(
  contract.housingFiles.answer,
  async (context, { householdId, fileId, version, answers }) => {
    const { refuse } = context
    const file = await findFile(context, { householdId, fileId })
    if (!file) return refuse('unknown-record')
    if (file.closed_on !== null) return refuse('is-closed')
    const written = await updateFile(context, { id: fileId, version }, { answers: JSON.stringify(answers) })
    if (!written) return refuse('stale-version', { version: file.version, answers: file.answers })
    await record(context, {
      act: 'housing-file-answered',
      subject: { kind: 'housing-file', id: fileId },
      householdId,
    })
    return { version: version + 1 }
  },
)

/** A part left as it was drafted, or emptied, keeps following the facts. */
export const writeHousingFile = useCase(
  contract.housingFiles.write,
  async (context, { householdId, fileId, version, texts }) => {
    const { refuse } = context
    const file = await findFile(context, { householdId, fileId })
    if (!file) return refuse('unknown-record')
    if (file.closed_on !== null) return refuse('is-closed')
    const kept = Object.fromEntries(
      Object.entries(texts)
        .map(([section, text]) => [section, (text ?? '').trim()] as const)
        .filter(([, text]) => text !== ''),
    )
    const written = await updateFile(context, { id: fileId, version }, { sections: JSON.stringify(kept) })
    if (!written) return refuse('stale-version', { version: file.version, sections: file.sections })
    await record(context, {
      act: 'housing-file-written',
      subject: { kind: 'housing-file', id: fileId },
      householdId,
      after: { parts: Object.keys(kept) },
    })
    return { version: version + 1 }
  },
)
