import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#contract/index.ts'
import { reachOf, roles } from '#domain/access.ts'
import { useCases } from '#server/use-cases.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

test('each endpoint of the contract has exactly one use case', () => {
  expect(useCases.map((one) => one.endpoint.name).sort()).toEqual(endpoints.map((one) => one.name).sort())
})

describe('the access table over HTTP', () => {
  for (const endpoint of endpoints)
    test(`${endpoint.name}: each role gets its verdict`, async () => {
      const verdicts: Record<string, boolean> = {}
      for (const role of roles) {
        const response = await t.send(endpoint, { nonsense: true }, { as: role })
        const body = (await response.json().catch(() => ({}))) as { message?: string }
        verdicts[role] = !(
          response.status === 403 && body.message === 'Votre rôle ne permet pas cette action.'
        )
      }
      expect(verdicts).toEqual(
        Object.fromEntries(roles.map((role) => [role, reachOf(role, endpoint.action) !== 'never'])),
      )
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

test('without an organisation the application sees no row at all', async () => {
  const { rows } = await t.house.database.pool.query('select count(*)::int as seen from membership')
  expect(rows[0].seen).toBe(0)
})

test('the application owns no table and cannot bypass the policies', async () => {
  const { rows } = await t.house.database.pool.query(
    `select r.rolname, r.rolsuper, r.rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned
     from pg_roles r where r.rolname = current_user`,
  )
  expect(rows).toEqual([{ rolname: 'palier_app', rolsuper: false, rolbypassrls: false, owned: 0 }])
})
