import type { ImportView } from '#contract/imports.ts'
import { contract } from '#contract/index.ts'
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

export const viewImport = async (
  t: TestHouse,
  importId: string,
  options: CallOptions = {},
): Promise<ImportView> => (await t.call(contract.imports.get, { importId }, options)).body

/** The organisation that acts, when it is not `here`. */
type In = Pick<CallOptions, 'in'>

export const confirmColumns = async (t: TestHouse, importId: string, options: In = {}) => {
  const { version, format, columns, source, target } = await viewImport(t, importId, options)
  const chosen = { importId, version, format, columns, source, target: target ?? 'ledger' }
  return t.call(contract.imports.chooseColumns, chosen, options)
}

const never = new AbortController().signal
const organisationOf = (t: TestHouse, options: In) => (options.in ?? t.here).id

export const rehearse = async (t: TestHouse, importId: string, options: In = {}): Promise<ImportView> => {
  const { body } = await t.call(contract.imports.rehearse, { importId }, options)
  const payload = { organisationId: organisationOf(t, options), importId, workId: body.workId }
  await rehearsalJob.run(t.house, payload, never)
  return viewImport(t, importId, options)
}

export const apply = async (t: TestHouse, importId: string, options: In = {}): Promise<ImportView> => {
  const { body } = await t.call(contract.imports.apply, { importId, keepGoodLines: true }, options)
  const payload = { organisationId: organisationOf(t, options), importId, workId: body.workId }
  await applicationJob.run(t.house, payload, never)
  return viewImport(t, importId, options)
}

/** A file all the way to the tables. */
export const importWhole = async (
  t: TestHouse,
  content: Content,
  fileName?: string,
  options: In = {},
): Promise<ImportView> => {
  const { body } = await dropFile(t, content, fileName, options)
  await confirmColumns(t, body.importId, options)
  await rehearse(t, body.importId, options)
  return apply(t, body.importId, options)
}
