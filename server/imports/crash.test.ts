import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { ledgerFile, tenancyFile } from '#db/seed/landlord-export.ts'
import { confirmColumns, dropFile, importWhole, viewImport } from '#server/imports/import-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
const workers: ChildProcess[] = []
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await t.close()
})

const portfolio = {
  tenancies: 4000,
  months: 12,
  today: '2026-11-22',
  seed: 3,
  defectsPerTenThousand: 20,
} as const
const text = (lines: Iterable<string>) => `${[...lines].join('\r\n')}\r\n`

const startWorker = (): ChildProcess => {
  const { PATH = '' } = process.env
  const worker = spawn(process.execPath, ['server/worker.ts'], {
    env: {
      PATH,
      DATABASE_URL: t.databaseUrl,
      PALIER_HOME: t.house.config.home,
      PALIER_DEMO: 'off',
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  workers.push(worker)
  return worker
}

type WorkRow = { state: string; phase: string | null; line: number }
const workOf = async (workId: string): Promise<WorkRow> => {
  const { rows } = await t.owner.query<WorkRow>(
    "select state, cursor ->> 'phase' as phase, coalesce((cursor ->> 'line')::int, 0) as line from work where id = $1",
    [workId],
  )
  return rows[0] as WorkRow
}

const waitFor = async (workId: string, seen: (work: WorkRow) => boolean): Promise<WorkRow> => {
  for (;;) {
    const work = await workOf(workId)
    if (seen(work)) return work
    if (work.state === 'failed') throw new Error('the work failed')
    await new Promise((resolve) => setTimeout(resolve, 15))
  }
}

/** Kills the process that works as soon as it has come to `phase` and written something of it. */
const killDuring = async (workId: string, phase: string): Promise<WorkRow> => {
  const worker = startWorker()
  const found = await waitFor(workId, (work) => work.phase === phase && work.line > 0)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  expect((await workOf(workId)).state).toBe('running')
  return found
}

const ledgerOf = async (organisationId: string) =>
  (
    await t.owner.query(
      `select count(*)::int as lines, sum(e.amount_cents)::text as balance, count(distinct e.tenancy_id)::int as tenancies,
         md5(string_agg(concat_ws('|', t.external_id, e.external_id, e.revision, e.entry_on, e.amount_cents, e.kind, e.label), ','
           order by e.external_id collate "C", e.revision)) as fingerprint
       from rent_entry e join tenancy t on (t.organisation_id, t.id) = (e.organisation_id, e.tenancy_id)
       where e.organisation_id = $1`,
      [organisationId],
    )
  ).rows[0]

test('killed in the middle of the reading, then of the writing: nothing lost, nothing doubled', async () => {
  const ledger = text(ledgerFile(portfolio))
  await importWhole(t, text(tenancyFile(portfolio)))
  await importWhole(t, text(tenancyFile(portfolio)), undefined, { in: t.elsewhere })
  const undisturbed = await importWhole(t, ledger, undefined, { in: t.elsewhere })

  const { body } = await dropFile(t, ledger)
  await confirmColumns(t, body.importId)
  const rehearsal = await t.call(contract.imports.rehearse, { importId: body.importId })
  await killDuring(rehearsal.body.workId, 'stage')
  const second = startWorker()
  await waitFor(rehearsal.body.workId, (work) => work.state === 'done')
  second.kill('SIGKILL')
  await once(second, 'exit')
  expect((await viewImport(t, body.importId)).rehearsal).toEqual(undisturbed.rehearsal)

  const application = await t.call(contract.imports.apply, { importId: body.importId, keepGoodLines: true })
  const killedAt = await killDuring(application.body.workId, 'walk')
  const written = await ledgerOf(t.here.id)
  expect(written.lines).toBeGreaterThan(0)
  expect(written.lines).toBeLessThan(undisturbed.outcome?.fates.entry?.created ?? 0)
  startWorker()
  const done = await waitFor(application.body.workId, (work) => work.state === 'done')
  expect(done.line).toBeGreaterThan(killedAt.line)

  expect(await ledgerOf(t.here.id)).toEqual(await ledgerOf(t.elsewhere.id))
  expect((await viewImport(t, body.importId)).outcome).toEqual(undisturbed.outcome)
}, 300_000)
