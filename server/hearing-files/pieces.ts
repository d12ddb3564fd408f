import { buffer } from 'node:stream/consumers'
import type { HearingPiece } from '#contract/hearing-files.ts'
import { contract } from '#contract/index.ts'
import { formatDate, formatLongDate } from '#domain/plain-date.ts'
import { listHouseholdDocuments } from '#server/documents/find-documents.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findHearingFile, listPieces, lockHearingFile, replacePieces, updateHearingFile } from './store.ts'
import { type BundlePiece, readPiece, typesetBundle } from './typeset-bundle.ts'

type Opened = { storageKey: string; contentType: string }

/** The files of a household that the caller may open, by document: no other enters a bundle. */
const listOpened = async (context: Acting, householdId: string): Promise<Map<string, Opened>> => {
  const rows = await listHouseholdDocuments(context, householdId)
  return new Map(
    rows.map(({ id, storage_key, content_type }) => [
      id,
      { storageKey: storage_key, contentType: content_type },
    ]),
  )
}

const contentOf = ({ house }: Acting, { storageKey }: Opened) => buffer(house.files.read(storageKey))

export const choosePieces = useCase(
  contract.hearingFiles.choosePieces,
  async (context, { householdId, hearingFileId, version, pieces }) => {
    const file = await lockHearingFile(context, householdId, hearingFileId)
    if (!file) return context.refuse('unknown-record')
    if (file.version !== version) return context.refuse('stale-version', { version: file.version })
    if (new Set(pieces.map(({ documentId }) => documentId)).size < pieces.length)
      return context.refuse('chosen-twice')
    const opened = await listOpened(context, householdId)
    const known = await listPieces(context, hearingFileId)
    const chosen: HearingPiece[] = []
    for (const { documentId, title } of pieces) {
      const document = opened.get(documentId)
      if (!document) return context.refuse('unknown-record')
      const before = known.find((one) => one.documentId === documentId)
      const { pages, problem } = before ?? readPiece(await contentOf(context, document), document.contentType)
      chosen.push({ documentId, title, pages, problem })
    }
    await replacePieces(context, hearingFileId, chosen)
    await record(context, {
      act: 'hearing-pieces-chosen',
      subject: { kind: 'hearing-file', id: hearingFileId },
      householdId,
      after: { pieces: chosen.length },
    })
    return { version: await updateHearingFile(context, file, {}), chosen }
  },
)

const longestBundle = 400

export const bundle = useCase(
  contract.hearingFiles.bundle,
  async (context, { householdId, hearingFileId, withNote }) => {
    const file = await findHearingFile(context, householdId, hearingFileId)
    if (!file) return context.refuse('unknown-record')
    const chosen = await listPieces(context, hearingFileId)
    if (chosen.length === 0) return context.refuse('nothing-chosen')
    if (chosen.reduce((sum, { pages }) => sum + (pages ?? 1), 0) > longestBundle)
      return context.refuse('bundle-too-long')
    const opened = await listOpened(context, householdId)
    const pieces: BundlePiece[] = []
    for (const piece of chosen) pieces.push(await pieceOf(context, piece, opened.get(piece.documentId)))
    const { organisation, household } = await readNames(context, householdId)
    const at = file.hearing_time ? ` à ${file.hearing_time}` : ''
    const pdf = typesetBundle(
      {
        title: `Dossier d’audience : ${household}`,
        author: organisation,
        lines: [
          `Audience du ${formatLongDate(file.hearing_on)}${at}, ${file.court}`,
          ...(file.lawyer ? [`Avocat : ${file.lawyer}`] : []),
          `Préparé par ${organisation} le ${formatLongDate(context.today)}`,
        ],
        note: withNote ? file.note : null,
        pieces,
      },
      context.now,
    )
    await record(context, {
      act: 'hearing-bundle-made',
      subject: { kind: 'hearing-file', id: hearingFileId },
      householdId,
      after: { pieces: pieces.length, withNote },
    })
    return {
      fileName: `Dossier d’audience ${formatDate(file.hearing_on).replaceAll('/', '-')}.pdf`,
      contentType: 'application/pdf',
      inline: true,
      body: pdf,
    }
  },
)

/** A piece withdrawn, or closed to this reader since it was chosen, keeps its number and says that it is missing. */
const pieceOf = async (
  context: Acting,
  { title, pages, problem }: HearingPiece,
  document: Opened | undefined,
): Promise<BundlePiece> => {
  if (!document) return { title, problem: 'withdrawn' }
  if (problem !== null || pages === null) return { title, problem: problem ?? 'broken' }
  const { contentType } = document
  return { title, problem: null, pages, contentType, content: await contentOf(context, document) }
}

const readNames = ({ tx, actor }: Acting, householdId: string) =>
  tx
    .selectFrom('household as h')
    .innerJoin('organisation as o', 'o.id', 'h.organisation_id')
    .where('h.organisation_id', '=', actor.organisationId)
    .where('h.id', '=', householdId)
    .select(['o.name as organisation', 'h.label as household'])
    .executeTakeFirstOrThrow()
