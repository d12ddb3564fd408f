import type { ImportView } from '#contract/imports.ts'
import { contract } from '#contract/index.ts'
import type { ImportTarget } from '#domain/imports/fields.ts'
import { applicationJob } from '#server/imports/application-job.ts'
import { rehearsalJob } from '#server/imports/rehearsal-job.ts'
import type { CallOptions, TestHouse } from '#tests/house.ts'

type Content = string | Uint8Array

/** Drops a file and takes the columns as they were recognised. */
export const dropFile = async (
  t: TestHouse,
  content: Content,
  fileName = 'export.csv',
  options: CallOptions = {},
) => {
  const response = await t.send(contract.imports.start, {}, { ...options, upload: { fileName, content } })
  return {
    status: response.status,
    body: (await response.json()) as { importId: string; reason?: string; message?: string },
  }
}

export const viewImport = async (t: TestHouse, importId: string): Promise<ImportView> =>
  (await t.call(contract.imports.get, { importId })).body

export const confirmColumns = async (t: TestHouse, importId: string, target?: ImportTarget) => {
  const { version, format, columns, source, target: guessed } = await viewImport(t, importId)
  return t.call(contract.imports.chooseColumns, {
    importId,
    version,
    format,
    columns,
    source,
    target: target ?? guessed ?? 'ledger',
  })
}

const never = new AbortController().signal

export const rehearse = async (t: TestHouse, importId: string, signal = never): Promise<ImportView> => {
  const { body } = await t.call(contract.imports.rehearse, { importId })
  await rehearsalJob.run(t.house, { organisationId: t.here.id, importId, workId: body.workId }, signal)
  return viewImport(t, importId)
}

export const apply = async (t: TestHouse, importId: string, signal = never): Promise<ImportView> => {
  const { body } = await t.call(contract.imports.apply, { importId, keepGoodLines: true })
  await applicationJob.run(t.house, { organisationId: t.here.id, importId, workId: body.workId }, signal)
  return viewImport(t, importId)
}

/** A file all the way to the tables. */
export const importWhole = async (t: TestHouse, content: Content, fileName?: string): Promise<ImportView> => {
  const { body } = await dropFile(t, content, fileName)
  await confirmColumns(t, body.importId)
  await rehearse(t, body.importId)
  return apply(t, body.importId)
}
