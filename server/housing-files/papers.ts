import { contract } from '#contract/index.ts'
import { type HousingFilePaper, paperRowsByKey } from '#domain/housing-files/kinds.ts'
import { papersOf } from '#domain/housing-files/papers.ts'
import { listReadableDocuments } from '#server/documents/list-readable.ts'
import type { ReadFile } from '#server/housing-files/read-facts.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { erasePaper, findFile, type HousingFileRow, listPapers, writePaper } from './store.ts'

type Document = { id: string; title: string }
export type PaperView = {
  paper: HousingFilePaper
  isRequired: boolean
  state: Awaited<ReturnType<typeof listPapers>>[number]['state'] | null
  document: Document | null
  suggested: Document | null
  notedBy: string | null
  notedOn: Awaited<ReturnType<typeof listPapers>>[number]['notedOn'] | null
}

/** The papers asked, with what was said of each and the documents the reader may open. */
export const readPapers = async (
  context: Acting,
  file: HousingFileRow,
  { facts, grounds }: ReadFile,
): Promise<PaperView[]> => {
  const noted = new Map((await listPapers(context, file.id)).map((row) => [row.paper, row]))
  const documents = await listReadableDocuments(context, file.household_id)
  const view = ({ id, title }: Document): Document => ({ id, title })
  return papersOf(file.kind, facts, grounds).map(({ paper, isRequired }) => {
    const row = noted.get(paper)
    const document = documents.find(({ id }) => id === row?.documentId)
    const likely = documents.find(({ kind }) => kind === paperRowsByKey[paper].foundAs)
    return {
      paper,
      isRequired,
      state: row?.state ?? null,
      document: document ? view(document) : null,
      suggested: !row && likely ? view(likely) : null,
      notedBy: row?.notedBy ?? null,
      notedOn: row?.notedOn ?? null,
    }
  })
}

export const noteHousingPaper = useCase(
  contract.housingFiles.notePaper,
  async (context, { householdId, fileId, paper, state, documentId }) => {
    const { refuse } = context
    const file = await findFile(context, { householdId, fileId })
    if (!file) return refuse('unknown-record')
    if (file.closed_on !== null) return refuse('is-closed')
    if (documentId !== null) {
      if (state !== 'there') return refuse('document-not-there')
      const documents = await listReadableDocuments(context, householdId)
      if (!documents.some(({ id }) => id === documentId)) return refuse('unknown-record')
    }
    if (state === null) await erasePaper(context, fileId, paper)
    else await writePaper(context, fileId, { paper, state, documentId })
    await record(context, {
      act: 'housing-file-paper-noted',
      subject: { kind: 'housing-file', id: fileId },
      householdId,
      after: { paper, state },
    })
    return {}
  },
)
