import { randomUUIDv7 } from 'node:crypto'
import { existsSync, utimesSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import {
  apply,
  confirmColumns,
  dropFile,
  importWhole,
  rehearse,
  viewImport,
} from '#server/imports/import-for-tests.ts'
import { purgeUnused } from '#server/retention/purge-unused.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse(new Date().toISOString())
  await importWhole(t, 'N° contrat;Date d’entrée;Nom\nL1;01/02/2020;Durand\n')
})
afterAll(() => t.close())

const dayMs = 86_400_000
const daysFromNow = (days: number) => new Date(Date.now() + days * dayMs)
const purgeIn = (days: number) =>
  purgeUnused.run(
    { ...t.house, clock: fixedClock(daysFromNow(days).toISOString()) },
    { organisationId: t.here.id },
    new AbortController().signal,
  )
const count = async (sql: string, ...values: unknown[]) =>
  (await t.owner.query(`select count(*)::int as n from ${sql}`, values)).rows[0].n

const waiting = (importId: string) => count('import_ledger_line where import_id = $1', importId)
const drop = async () => {
  const { body } = await dropFile(
    t,
    'N° contrat;Date;Libellé;Montant\nL1;05/11/2026;Loyer;450,00\nL9;1/1/2026;x;1\n',
  )
  await confirmColumns(t, body.importId)
  await rehearse(t, body.importId)
  return body.importId
}

/** A content written `days` ago, with a row or without one. */
const leave = async (days: number, withRow: boolean) => {
  const content = Buffer.from('fichier envoyé deux fois')
  const { storageKey, sha256 } = await t.house.files.write(t.here.id, Readable.from([content]), 1000)
  const at = daysFromNow(-days)
  utimesSync(t.house.files.localPath(storageKey), at, at)
  if (withRow)
    await t.owner.query(
      `insert into stored_file (organisation_id, id, storage_key, file_name, content_type, size_bytes, sha256, stored_at)
       values ($1, $2, $3, 'f.csv', 'text/csv', $4, $5, $6)`,
      [t.here.id, randomUUIDv7(), storageKey, content.length, sha256, at],
    )
  return { isThere: () => existsSync(t.house.files.localPath(storageKey)), storageKey }
}

test('an import nobody goes on with loses its lines after the delay, not before; it can be rehearsed and applied again', async () => {
  const importId = await drop()
  await purgeIn(29)
  expect(await waiting(importId)).toBe(1)
  expect((await viewImport(t, importId)).step).toBe('application')

  await purgeIn(31)
  expect(await waiting(importId)).toBe(0)
  expect(await count('import_finding where import_id = $1', importId)).toBe(0)
  expect(await viewImport(t, importId)).toMatchObject({
    step: 'rehearsal',
    rehearsal: null,
    columnsChosen: true,
  })
  const early = await t.call(contract.imports.apply, { importId, keepGoodLines: true })
  expect(early.body).toMatchObject({ reason: 'not-rehearsed' })

  await rehearse(t, importId)
  expect((await apply(t, importId)).outcome).toMatchObject({ fates: { entry: { created: 1 } } })
  await purgeIn(100)
  expect((await viewImport(t, importId)).outcome).toMatchObject({ linesRead: 2 })
})

test('the organisation’s own delay is the one that counts', async () => {
  const importId = await drop()
  const { organisationId, membershipId } = t.here.members.administrator
  const override = randomUUIDv7()
  await t.owner.query(
    `insert into parameter_override (state, organisation_id, id, key, valid_from, value, reason, set_by)
     values ('in-force', $1, $2, 'retention.abandoned-import-days', '2020-01-01', 90, 'Décision du DPO', $3)`,
    [organisationId, override, membershipId],
  )
  await purgeIn(60)
  expect(await waiting(importId)).toBe(1)
  const { body } = await t.call(contract.retention.rehearsePurge, {})
  expect(body).toMatchObject({ importDays: 90, fileDays: 7 })
  await t.owner.query('delete from parameter_override where id = $1', [override])
  await purgeIn(60)
  expect(await waiting(importId)).toBe(0)
})

test('files nothing refers to go, rows and contents; those of an import and the recent ones stay', async () => {
  const kept = await t.owner.query(
    `select f.storage_key from portfolio_import i join stored_file f on f.id = i.file_id
     where i.organisation_id = $1 limit 1`,
    [t.here.id],
  )
  await t.owner.query(
    "update stored_file set stored_at = stored_at - interval '1 year' where storage_key = $1",
    [kept.rows[0].storage_key],
  )
  const orphan = await leave(9, true)
  const loose = await leave(9, false)
  const recent = await leave(6, true)
  const recentLoose = await leave(6, false)

  await t.owner.query("update stored_file set stored_at = now() - interval '9 days' where storage_key = $1", [
    orphan.storageKey,
  ])
  await purgeIn(0)
  expect([orphan, loose, recent, recentLoose].map(({ isThere }) => isThere())).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect(await count('stored_file where storage_key = $1', orphan.storageKey)).toBe(0)
  expect(existsSync(t.house.files.localPath(kept.rows[0].storage_key))).toBe(true)
})

test('what the night would take away is counted beforehand, and told afterwards', async () => {
  const lost = await leave(400, true)
  const before = await t.call(contract.retention.rehearsePurge, {}, { as: 'administrator' })
  expect(before.body.wouldTakeAway).toMatchObject({ unusedFiles: 1, unusedBytes: 25 })
  expect(lost.isThere()).toBe(true)
  const elsewhere = await t.call(contract.retention.rehearsePurge, {}, { in: t.elsewhere })
  expect(elsewhere.body).toMatchObject({ wouldTakeAway: { unusedFiles: 0 }, last: null })
  const told = () => count("journal where organisation_id = $1 and act = 'unused-purged'", t.here.id)
  const toldBefore = await told()
  await purgeIn(0)
  await purgeIn(0)
  const after = await t.call(contract.retention.rehearsePurge, {})
  expect(after.body).toMatchObject({
    wouldTakeAway: { unusedFiles: 0 },
    last: { unusedFiles: 1, unusedBytes: 25 },
  })
  expect(await told()).toBe(toldBefore + 1)
})

test('a volunteer is not shown it', async () => {
  const { status } = await t.call(contract.retention.rehearsePurge, {}, { as: 'volunteer' })
  expect(status).toBe(403)
})
