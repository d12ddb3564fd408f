import { contract } from '#contract/index.ts'
import { listFindings } from '#server/imports/finding-store.ts'
import { useCase } from '#server/use-case.ts'
import { findImport, type Located } from './store.ts'

const fateLabels = { rejected: 'Rejetée', warned: 'Gardée sans une valeur', changed: 'Modifiée' } as const

export const downloadFindings = useCase(contract.imports.downloadFindings, async (context, { importId }) => {
  const row = await findImport(context, importId)
  if (!row) return context.refuse('unknown-record')
  return {
    fileName: `${row.file_name.replace(/\.\w{1,5}$/, '')} - lignes à revoir.csv`,
    contentType: 'text/csv; charset=utf-8',
    body: writeCsv(context, importId),
  }
})

async function* writeCsv(located: Located, importId: string): AsyncGenerator<string> {
  // The byte order mark is what makes Excel read accents.
  yield '\uFEFFLigne;Sort;Colonne;Valeur;Explication\r\n'
  let after: string | undefined
  do {
    const { rows, next } = await listFindings(located, { importId, after, limit: 1000 })
    yield rows
      .map(({ line, fate, column, value, reason }) =>
        [String(line), fateLabels[fate], column ?? '', value ?? '', reason].map(csvCell).join(';'),
      )
      .map((line) => `${line}\r\n`)
      .join('')
    after = next ?? undefined
  } while (after)
}

/** A cell that a spreadsheet would run as a formula is shown as text. */
const csvCell = (text: string): string => {
  const harmless = /^[=+\-@\t]/.test(text) && !/^[+-]?[\d ,.]+$/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
