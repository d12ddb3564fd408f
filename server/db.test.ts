import { afterAll, beforeAll, expect, test } from 'vitest'
import { withOrganisationClient } from '#server/db.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

test('a connection that breaks at work fails its query, and the next one works', async () => {
  const broken = withOrganisationClient(t.house.database, t.here.id, async (client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid')
    await t.owner.query('select pg_terminate_backend($1)', [rows[0].pid])
    await client.query('select pg_sleep(1)')
  })
  await expect(broken).rejects.toThrow()
  const answer = await withOrganisationClient(t.house.database, t.here.id, (client) =>
    client.query('select 1 as one'),
  )
  expect(answer.rows).toEqual([{ one: 1 }])
})
