import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { type HousingLetter, lettersOf, usualRecipients } from '#domain/housing-files/kinds.ts'
import { letterTemplateLabels } from '#domain/letters/kinds.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { keepDocument } from '#server/documents/keep-document.ts'
import { letterTables, letterValues } from '#server/housing-files/letter-words.ts'
import { readPapers } from '#server/housing-files/papers.ts'
import { type ReadFile, readFileFacts } from '#server/housing-files/read-facts.ts'
import { record } from '#server/journal.ts'
import { renderLetter } from '#server/letters/render-letter.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findFile, type HousingFileRow, insertLetter, listLetters } from './store.ts'

/** When the line of the procedure calls for a letter; a letter without states is always of use. */
const timely: Partial<Record<HousingLetter, readonly string[]>> = {
  'dalo-file': ['prepared', 'filed', 'incomplete'],
  'dalo-review': ['rejected'],
  'dalo-injunction': ['court-open'],
  'allocation-note': ['prepared', 'listed'],
}
const firstLetters: readonly HousingLetter[] = ['dalo-file', 'allocation-note', 'transfer-request']

export const readLetters = async (context: Acting, file: HousingFileRow, { procedure }: ReadFile) => {
  const kept = await listLetters(context, file.id)
  return lettersOf(file.kind).map((letter) => ({
    letter,
    usualRecipient: usualRecipients[letter],
    isTimely: procedure ? (timely[letter]?.includes(procedure.state) ?? true) : firstLetters.includes(letter),
    kept: kept
      .filter((row) => row.letter === letter)
      .map(({ documentId, recipient, keptOn, keptBy }) => ({ documentId, recipient, keptOn, keptBy })),
  }))
}

const signedByHousehold = (letter: HousingLetter): boolean => letter !== 'allocation-note'

const render = async (context: Acting, file: HousingFileRow, letter: HousingLetter, recipient: string) => {
  const read = await readFileFacts(context, file)
  const papers = await readPapers(context, file, read)
  const { persons, stay } = read.facts
  const askers = persons.filter(({ bornOn }) => bornOn === null || isGrownUp(bornOn, context.today))
  const names = askers.map(({ name }) => name)
  return renderLetter(context, {
    templateKey: letter,
    householdId: file.household_id,
    values: letterValues(file, read, names),
    tables: letterTables(read, papers),
    recipient: recipient.split('\n').map((line) => line.trim()),
    sender:
      signedByHousehold(letter) && names.length > 0
        ? [...names, ...(stay?.place ? [stay.place] : [])]
        : undefined,
  })
}

const isGrownUp = (bornOn: PlainDate, today: PlainDate): boolean => addMonths(bornOn, 18 * 12) <= today

export const draftHousingLetter = useCase(
  contract.housingFiles.draftLetter,
  async (context, { householdId, fileId, letter, recipient }) => {
    const file = await findFile(context, { householdId, fileId })
    if (!file) return context.refuse('unknown-record')
    if (!lettersOf(file.kind).includes(letter)) return context.refuse('not-a-letter-of-this-file')
    const { pdf, fileName } = await render(context, file, letter, recipient)
    return { fileName, contentType: 'application/pdf', inline: true, body: pdf }
  },
)

export const keepHousingLetter = useCase(
  contract.housingFiles.keepLetter,
  async (context, { householdId, fileId, letter, recipient }) => {
    const { today, refuse } = context
    const file = await findFile(context, { householdId, fileId })
    if (!file) return refuse('unknown-record')
    if (file.closed_on !== null) return refuse('is-closed')
    if (!lettersOf(file.kind).includes(letter)) return refuse('not-a-letter-of-this-file')
    const { pdf, fileName } = await render(context, file, letter, recipient)
    const { documentId } = await keepDocument(context, {
      householdId,
      kind: 'other',
      title: letterTemplateLabels[letter],
      datedOn: today,
      audience: 'team',
      compartment: 'social',
      fileName,
      contentType: 'application/pdf',
      content: pdf,
    })
    await insertLetter(context, { id: randomUUIDv7(), fileId, letter, recipient, documentId })
    await record(context, {
      act: 'housing-file-letter-kept',
      subject: { kind: 'housing-file', id: fileId },
      householdId,
      after: { letter },
    })
    return { documentId }
  },
)
