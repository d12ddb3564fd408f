import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareFirstAccess, slugOf } from '#server/identity/first-access.ts'
import { openBrowser } from '#tests/browser.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await t.owner.query(`truncate organisation cascade`)
  await t.owner.query(`delete from identity."user"`)
})
afterAll(() => t.close())

const form = {
  organisationName: 'Œuvre & Toit d’Été',
  kind: 'association',
  name: 'Inès Carpentier',
  email: 'Ines@Palier.example',
  password: 'une phrase assez longue',
  repeated: 'une phrase assez longue',
}
const send = (path: string, values: Record<string, string>) =>
  t.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(values).toString(),
  })
const prepare = async () => new URL((await prepareFirstAccess(t.owner, t.house.url)) as string).pathname

test('a fresh installation makes its first organisation and administrator from a link that serves once', async () => {
  const stale = await prepare()
  const path = await prepare()
  expect((await t.app.request(stale)).status, 'a restart makes the former link worthless').toBe(404)
  const page = await t.app.request(path)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<h1>Première organisation</h1>')

  const wrong = await send(path, {
    ...form,
    password: 'court',
    repeated: 'autre',
    organisationName: '<b>X</b>',
  })
  expect(wrong.status).toBe(400)
  const shown = await wrong.text()
  expect(shown).toContain('12 caractères au moins')
  expect(shown).toContain('&lt;b&gt;X&lt;/b&gt;')
  expect(shown).not.toContain('court"')

  const done = await send(path, form)
  expect([done.status, done.headers.get('location')]).toEqual([303, '/connexion'])
  expect((await send(path, { ...form, organisationName: 'Deuxième' })).status).toBe(404)

  const browser = openBrowser(t)
  expect((await browser.signIn('ines@palier.example', form.password)).status).toBe(200)
  const { memberships } = (await browser.get('/api/session')).body as { memberships: unknown[] }
  expect(memberships).toEqual([
    expect.objectContaining({ slug: 'oeuvre-toit-d-ete', role: 'administrator', name: form.name }),
  ])
  const { rows } = await t.owner.query('select act from journal')
  expect(rows).toEqual([{ act: 'organisation-opened' }])
  expect(
    await prepareFirstAccess(t.owner, t.house.url),
    'no link once there is an organisation',
  ).toBeUndefined()
})

test('the application itself cannot make an organisation', async () => {
  const asApplication = t.house.database.pool
  await expect(
    asApplication.query(
      `insert into organisation (id, slug, name, kind) values (gen_random_uuid(), 'x', 'x', 'lender')`,
    ),
  ).rejects.toThrow(/permission denied/)
  const { rows } = await asApplication.query(
    `select open_first_organisation('\\x00', gen_random_uuid(), 'x', 'x', 'lender', gen_random_uuid(), gen_random_uuid(), 'u', 'n', 'e') as opened`,
  )
  expect(rows).toEqual([{ opened: false }])
})

describe('the address of an organisation', () => {
  test.each([
    ['Habitat des Trois Rives', 'habitat-des-trois-rives'],
    ['API', 'organisation-api'],
    ['!!!', 'organisation'],
    ['é', 'organisation-e'],
    ['A'.repeat(80), 'a'.repeat(50)],
  ])('%s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })
})
