import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { endpoints } from '#contract/index.ts'
import { type Role, reachOf, roles } from '#domain/access.ts'
import { journalActLabels } from '#domain/journal.ts'
import { useCases } from '#server/use-cases.ts'
import { fingerprintOf, inputFor, inputSchemaOf, seedOneOfEach } from '#tests/factories.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
/** The identifier of every row of the other organisation, and the word that every text there carries. */
const theirs = randomUUIDv7()
const marker = 'Zzyzx'
const ours = randomUUIDv7()
let tables: string[]
const plainTables = ['building', 'dwelling', 'household', 'person', 'household_member', 'tenancy', 'team']

beforeAll(async () => {
  t = await openTestHouse()
  tables = await seedOneOfEach(t.owner, t.elsewhere.id, theirs, marker)
  await seedOneOfEach(t.owner, t.here.id, ours, 'Ici', plainTables)
})
afterAll(() => t.close())

type Told = { status: number; text: string; body: Record<string, unknown> }

const ask = async (endpoint: Endpoint, input: unknown, as: Role, key = randomUUID()): Promise<Told> => {
  const upload = { fileName: 'essai.csv', content: 'colonne\nvaleur\n', contentType: 'text/csv' }
  const response = await t.send(endpoint, input, {
    as,
    key,
    ...(endpoint.kind === 'upload' ? { upload } : {}),
  })
  const text = await response.text()
  return { status: response.status, text, body: readJson(text) }
}
const readJson = (text: string): Record<string, unknown> => {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {}
  } catch {
    return {}
  }
}

/** The role that reaches furthest: what it does not see, nobody sees. */
const widest = ({ action }: Endpoint): Role =>
  roles.find((role) => reachOf(role, action) === 'all') ??
  roles.find((role) => reachOf(role, action) !== 'never')!

test('each endpoint of the contract has exactly one use case', () => {
  expect(useCases.map((one) => one.endpoint.name).sort()).toEqual(endpoints.map((one) => one.name).sort())
})

describe('the access table over HTTP', () => {
  for (const endpoint of endpoints)
    test(`${endpoint.name}: each role gets its verdict`, async () => {
      const verdicts: Record<string, boolean> = {}
      for (const role of roles) {
        const { status, body } = await ask(endpoint, { nonsense: true }, role)
        verdicts[role] = !(status === 403 && body.message === 'Votre rôle ne permet pas cette action.')
      }
      expect(verdicts).toEqual(
        Object.fromEntries(roles.map((role) => [role, reachOf(role, endpoint.action) !== 'never'])),
      )
    })
})

describe('what is malformed is refused with its path', () => {
  for (const endpoint of endpoints)
    test(endpoint.name, async () => {
      const as = widest(endpoint)
      const { status, body } = await ask(endpoint, ['not', 'an', 'object'], as)
      expect([status, body.error]).toEqual([400, 'invalid'])
      const good = inputFor(endpoint, theirs) as Record<string, unknown>
      for (const [field, schema] of Object.entries(inputSchemaOf(endpoint).properties ?? {})) {
        if (Object.keys(schema).length === 0) continue
        const wrong = { ...good, [field]: schema.type === 'object' ? 'nonsense' : { nonsense: true } }
        const told = await ask(endpoint, wrong, as)
        expect(told.status, `${field}: ${told.text}`).toBe(400)
        const paths = (told.body.issues as { path: string }[]).map(({ path }) => path.split('.')[0])
        expect(paths, told.text).toContain(field)
      }
    })
})

describe('another organisation’s identifiers find nothing and change nothing', () => {
  for (const endpoint of endpoints)
    test(endpoint.name, async () => {
      const before = await fingerprintOf(t.owner, tables, t.elsewhere.id)
      const { status, text } = await ask(endpoint, inputFor(endpoint, theirs), widest(endpoint))
      expect(status, text).toBeLessThan(500)
      expect(status, text).not.toBe(400)
      expect(text).not.toContain(marker)
      expect(await fingerprintOf(t.owner, tables, t.elsewhere.id)).toEqual(before)
    })
})

describe('a command sent twice is done once, with the same answer', () => {
  const done: string[] = []
  for (const endpoint of endpoints.filter(({ kind }) => kind === 'command'))
    test(endpoint.name, async () => {
      const key = randomUUID()
      const input = inputFor(endpoint, ours)
      const as = widest(endpoint)
      const first = await ask(endpoint, input, as, key)
      expect(first.status, first.text).toBeLessThan(500)
      const between = await fingerprintOf(t.owner, tables, t.here.id)
      const second = await ask(endpoint, input, as, key)
      const hidden = Object.fromEntries((endpoint.secrets ?? []).map((field) => [field, null]))
      expect([second.status, second.body]).toEqual([
        first.status,
        first.status === 200 ? { ...first.body, ...hidden } : first.body,
      ])
      const { access_token: _, ...after } = await fingerprintOf(t.owner, tables, t.here.id)
      expect(between).toMatchObject(after)
      if (first.status !== 200) return
      done.push(endpoint.name)
      const other = await ask(endpoint, { ...(input as object), version: 9999 }, widest(endpoint), key)
      expect(other.status === 400 || JSON.stringify(other.body) === JSON.stringify(second.body)).toBe(true)
    })

  test('and many of them were truly done', () => {
    expect(done.length, done.join(', ')).toBeGreaterThan(10)
  })
})

test('every business table is under a forced policy and keyed by the organisation', async () => {
  const { rows } = await t.owner.query(`
    select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as key_starts_with
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id')
    order by 1`)
  expect(rows.length).toBeGreaterThan(15)
  expect(rows.filter((row) => !row.forced || row.key_starts_with !== 'organisation_id')).toEqual([])
})

test('every foreign key and every unique index between business tables carries the organisation', async () => {
  const { rows } = await t.owner.query(`
    select k.conrelid::regclass::text as place, k.conname as name from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace
      and exists (select from pg_attribute a where a.attrelid = k.confrelid and a.attname = 'organisation_id')
      and not exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname = 'organisation_id')
    union all
    select i.indrelid::regclass::text, i.indexrelid::regclass::text from pg_index i
    join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
    where i.indisunique and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id')
      and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey::int2[]) and a.attname = 'organisation_id')`)
  expect(rows).toEqual([])
})

test('without an organisation the application sees no row at all', async () => {
  for (const table of tables) {
    const { rows } = await t.house.database.pool.query(`select count(*)::int as seen from ${table}`)
    expect([table, rows[0].seen]).toEqual([table, 0])
  }
})

test('the application owns no table and cannot bypass the policies', async () => {
  const { rows } = await t.house.database.pool.query(
    `select r.rolname, r.rolsuper, r.rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned
     from pg_roles r where r.rolname = current_user`,
  )
  expect(rows).toEqual([{ rolname: 'palier_app', rolsuper: false, rolbypassrls: false, owned: 0 }])
})

test('every act that the journal keeps has its words', async () => {
  const folder = new URL('.', import.meta.url)
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const acts = new Set<string>()
  for (const file of files)
    for (const line of (await readFile(new URL(file, folder), 'utf8')).split('\n'))
      if (/\bact: |\brecordTask\(/.test(line))
        // What happens to a procedure is told apart by kind: one of them stands for all.
        for (const [, act = ''] of line.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g))
          acts.add(line.includes('wholeAct(') ? `procedure-eviction-line-${act}` : act)
  expect(acts.size).toBeGreaterThan(10)
  expect([...acts].filter((act) => !(act in journalActLabels))).toEqual([])
})
