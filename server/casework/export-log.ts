import type { z } from 'zod'
import type { LogLine } from '#contract/casework.ts'
import { contract } from '#contract/index.ts'
import { compartmentLabels } from '#domain/casework/compartments.ts'
import { audienceLabels, documentKindLabels } from '#domain/casework/kinds.ts'
import {
  contactChannelLabels,
  contactOutcomeLabels,
  contactPlaceLabels,
} from '#domain/households/contact-kinds.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { type LogFilters, listPlaces, type Place } from '#server/casework/log-lines.ts'
import { readLines } from '#server/casework/read-lines.ts'
import type { Reader } from '#server/casework/readable.ts'
import type { Tx } from '#server/db.ts'
import { useCase } from '#server/use-case.ts'

const columns = [
  'Date',
  'Nature',
  'Auteur',
  'Canal',
  'Résultat',
  'Lieu',
  'Présents',
  'Lecteurs',
  'Compartiment',
  'Texte',
]

export const exportLog = useCase(contract.casework.exportLog, async ({ tx, actor, today }, filters) => ({
  fileName: `fil-${today}.csv`,
  contentType: 'text/csv; charset=utf-8',
  body: writeCsv(tx, { actor, today }, filters),
}))

const batch = 200

async function* writeCsv(tx: Tx, reader: Reader, filters: LogFilters) {
  yield `\uFEFF${columns.join(';')}\r\n`
  let after: Place | undefined
  for (;;) {
    const places = await listPlaces(tx, reader, filters, { after, limit: batch })
    const lines = await readLines(tx, reader, places)
    yield lines.map((line) => `${cellsOf(line).map(quote).join(';')}\r\n`).join('')
    const last = places.at(-1)
    if (!last || places.length < batch) return
    after = [last.on, last.micros, last.id]
  }
}

type Line = z.input<typeof LogLine>

const cellsOf = (line: Line): string[] => {
  const start = (nature: string) => [formatDate(line.on as PlainDate), nature, line.author?.name ?? '']
  const wordless = (nature: string, text: string) => [...start(nature), '', '', '', '', '', '', text]
  if (line.kind === 'event') return wordless('Événement', line.label)
  if (line.withdrawn) return wordless('Retiré', `Retiré : ${line.withdrawn.reason}`)
  if (line.kind === 'document')
    return wordless('Document', `${documentKindLabels[line.document.kind]} : ${line.document.title}`)
  if (!line.text) return wordless('Retiré', '')
  const { channel, outcome, place, present, audience, compartment, body } = line.text
  return [
    ...start(line.kind === 'contact' ? 'Contact' : 'Note'),
    channel ? contactChannelLabels[channel] : '',
    outcome ? contactOutcomeLabels[outcome] : '',
    place ? contactPlaceLabels[place] : '',
    (present ?? []).join(', '),
    audienceLabels[audience],
    compartmentLabels[compartment],
    body,
  ]
}

/** A text that a spreadsheet would take for a formula is marked as text. */
const quote = (cell: string): string =>
  `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`
