import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { planDistribution } from '#server/distribution/plan-distribution.ts'
import { type Catalogue, readCatalogue } from '#server/distribution/read-catalogue.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let catalogue: Catalogue
beforeAll(async () => {
  t = await openTestHouse()
  catalogue = await readCatalogue(t.owner)
})
afterAll(() => t.close())

const placed = (wanted: string) =>
  planDistribution(catalogue)
    .placements.filter(({ placement }) => placement === wanted)
    .map(({ table }) => table)

describe('the schema as the migrations make it', () => {
  test('no unique key, foreign key or sequence stands in the way', () => {
    expect(planDistribution(catalogue).problems).toEqual([])
  })

  test('every table has one place, and is made to have it once', async () => {
    const { placements, statements } = planDistribution(catalogue)
    const { rows } = await t.owner.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition
         and n.nspname in ('public', 'identity', 'mailbox', 'graphile_worker') order by 1`,
    )
    expect(placements.map(({ table }) => table).sort()).toEqual(rows.map(({ name }) => name).sort())
    for (const { table, placement } of placements) {
      const made = statements.filter(
        (statement) => /^select create_/.test(statement) && statement.includes(`'${table}'`),
      )
      const own = made.filter((statement) => statement.includes(`_table('${table}'`))
      expect([table, own.length]).toEqual([table, placement === 'local' ? 0 : 1])
    }
  })

  test('households are spread by organisation, legal figures are copied, accounts and jobs stay', () => {
    expect(placed('distributed')).toEqual(
      expect.arrayContaining(['public.household', 'public.journal', 'public.rent_entry']),
    )
    expect(placed('reference')).toEqual(
      expect.arrayContaining(['public.organisation', 'public.legal_parameter']),
    )
    expect(placed('local')).toEqual(expect.arrayContaining(['identity.user', 'mailbox.mail']))
    const { statements } = planDistribution(catalogue)
    const groups = new Set(statements.flatMap((one) => /colocate_with => '([^']+)'/.exec(one)?.[1] ?? []))
    expect(groups.size, 'one table opens the group, all others join it').toBe(2)
  })

  test('a table is spread after all those it refers to, save by a key put back afterwards', () => {
    const { statements } = planDistribution(catalogue)
    const placeOf = (table: string) => statements.findIndex((one) => one.includes(`_table('public.${table}'`))
    const dropped = new Set(statements.flatMap((one) => /drop constraint "([^"]+)"/.exec(one)?.[1] ?? []))
    const added = new Set(statements.flatMap((one) => /add constraint "([^"]+)"/.exec(one)?.[1] ?? []))
    expect(dropped).toEqual(added)
    for (const { name, from, to } of catalogue.foreignKeys)
      if (from !== to && !dropped.has(name)) expect([name, placeOf(to) < placeOf(from)]).toEqual([name, true])
  })

  test('what is already spread is left alone', () => {
    const all = new Set(catalogue.tables.map(({ name }) => name))
    expect(planDistribution(catalogue, all).statements).toEqual([])
  })
})

describe('a schema that no cluster would take', () => {
  beforeEach(() => t.owner.query('begin'))
  const problemsAfter = async (ddl: string) => {
    try {
      await t.owner.query(ddl)
      return planDistribution(await readCatalogue(t.owner)).problems
    } finally {
      await t.owner.query('rollback')
    }
  }

  test.each([
    [
      'a unique key across organisations',
      'create unique index one_label on household (label)',
      'household : la clé unique one_label',
    ],
    [
      'a reference across organisations',
      `create table stray (organisation_id uuid, id uuid unique, primary key (organisation_id, id));
       alter table task add stray_id uuid references stray (id)`,
      'task : la clé étrangère task_stray_id_fkey',
    ],
    [
      'a sequence shared by all',
      'alter table household add number bigserial',
      'household : séquence commune pour number',
    ],
    [
      'a common table that refers to an organisation’s',
      `create table common (id int primary key, organisation uuid, team uuid, foreign key (organisation, team) references team (organisation_id, id))`,
      'common : la table commune renvoie à team',
    ],
    [
      'a deletion that would erase the organisation',
      'alter table task add team_id uuid, add foreign key (organisation_id, team_id) references team (organisation_id, id) on delete set null',
      'task : la suppression effacerait organisation_id',
    ],
  ])('%s', async (_, ddl, told) => {
    expect(await problemsAfter(ddl)).toEqual(expect.arrayContaining([expect.stringContaining(told)]))
  })
})

describe('the command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['script/distribute.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: t.databaseUrl },
    })

  test('says plainly that Citus is not there, and changes nothing', () => {
    const { status, stderr } = run()
    expect([status, stderr]).toEqual([3, expect.stringContaining('Citus n’est pas installé sur ce serveur')])
  })

  test('shows what it would do', () => {
    const { status, stdout } = run('--dry-run')
    expect(status).toBe(0)
    expect(stdout).toContain("select create_reference_table('public.organisation');")
    expect(stdout).toContain("create_distributed_table('public.household', 'organisation_id'")
  })
})
