import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  apply,
  confirmColumns,
  dropFile,
  importWhole,
  rehearse,
  viewImport,
} from '#server/imports/import-for-tests.ts'
import { rehearsalJob } from '#server/imports/rehearsal-job.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await importWhole(t, 'N° contrat;Date d’entrée;Nom\nL1;01/02/2020;Durand\n')
})
afterAll(() => t.close())

const ledger = 'N° contrat;Date;Libellé;Montant\nL1;05/11/2026;Loyer;450,00\n'
const drop = async () => {
  const { body } = await dropFile(t, ledger)
  await confirmColumns(t, body.importId)
  return body.importId
}

test('cancelled before it begins, the work does nothing, and can be asked for again', async () => {
  const importId = await drop()
  const { body } = await t.call(contract.imports.rehearse, { importId })
  expect(await t.call(contract.imports.rehearse, { importId })).toMatchObject({
    status: 409,
    body: { reason: 'work-running' },
  })
  const cancelled = await t.call(contract.imports.cancel, { importId })
  expect(cancelled.body.work?.state).toBe('cancelled')
  await rehearsalJob.run(
    t.house,
    { organisationId: t.here.id, importId, workId: body.workId },
    new AbortController().signal,
  )
  expect((await viewImport(t, importId)).rehearsal).toBeNull()
  expect(await t.call(contract.imports.cancel, { importId })).toMatchObject({
    status: 409,
    body: { reason: 'nothing-running' },
  })
  expect((await rehearse(t, importId)).rehearsal?.linesRead).toBe(1)
})

test('cancelled under way, the work stops at the next batch and leaves the portfolio as it was', async () => {
  const importId = await drop()
  const { body } = await t.call(contract.imports.rehearse, { importId })
  await t.owner.query("update work set state = 'running', cancel_requested = true where id = $1", [
    body.workId,
  ])
  await rehearsalJob.run(
    t.house,
    { organisationId: t.here.id, importId, workId: body.workId },
    new AbortController().signal,
  )
  const view = await viewImport(t, importId)
  expect(view.work?.state).toBe('cancelled')
  expect(view.rehearsal).toBeNull()
  const { rows } = await t.owner.query(
    'select count(*)::int as n from rent_entry where organisation_id = $1',
    [t.here.id],
  )
  expect(rows[0].n).toBe(0)
})

test('a command sent twice starts one work; once applied, nothing may be asked again', async () => {
  const importId = await drop()
  const key = '3f0c2f62-5b1d-4a3e-9a52-0f6f1f7a9d11'
  const first = await t.call(contract.imports.rehearse, { importId }, { key })
  const again = await t.call(contract.imports.rehearse, { importId }, { key })
  expect(again.body).toEqual(first.body)
  await t.call(contract.imports.cancel, { importId })
  await rehearse(t, importId)
  await apply(t, importId)
  for (const endpoint of [contract.imports.rehearse, contract.imports.cancel])
    expect((await t.call(endpoint, { importId })).status).toBe(409)
})

test('lines that a crash of the database emptied are read again from the file', async () => {
  const importId = await drop()
  await rehearse(t, importId)
  await t.owner.query('truncate import_ledger_line')
  const applied = await apply(t, importId)
  expect(applied.outcome).toMatchObject({
    linesRead: 1,
    linesRejected: 0,
    fates: { entry: { created: 0, leftAlone: 1 } },
  })
})

test('work is seen by its organisation, and stopped by who started it or a coordinator', async () => {
  const importId = await drop()
  const { body } = await t.call(contract.imports.rehearse, { importId }, { as: 'rent-officer' })
  const { workId } = body
  expect((await t.call(contract.work.get, { workId })).body).toMatchObject({
    kind: 'import-rehearsal',
    state: 'queued',
  })
  expect(await t.call(contract.work.get, { workId }, { in: t.elsewhere })).toMatchObject({
    status: 409,
    body: { reason: 'unknown-record' },
  })
  expect(await t.call(contract.work.cancel, { workId }, { as: 'social-worker' })).toMatchObject({
    status: 409,
    body: { reason: 'not-yours' },
  })
  expect((await t.call(contract.work.cancel, { workId }, { as: 'rent-officer' })).body.state).toBe(
    'cancelled',
  )
  expect(await t.call(contract.work.cancel, { workId })).toMatchObject({
    status: 409,
    body: { reason: 'already-ended' },
  })
  const { body: recent } = await t.call(contract.work.listRecent, { kind: 'import-rehearsal' })
  expect(recent.rows[0]?.id).toBe(workId)
  expect((await t.call(contract.work.listRecent, {}, { in: t.elsewhere })).body.rows).toEqual([])
})
