import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailboxRoutes } from '#server/outside/mailbox-routes.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const ask = (demo: boolean, kind: 'mailbox' | 'smtp') =>
  mailboxRoutes({
    ...t.house,
    config: { ...t.house.config, demo },
    mailer: { ...t.house.mailer, kind },
  }).request('/api/mailbox')

test('the demo without SMTP shows its last fifty mails, the latest first', async () => {
  for (let number = 1; number <= 51; number++)
    await t.owner.query(
      "insert into mailbox.mail (recipient, subject, body) values ('a@b.example', $1, 'corps')",
      [`Courriel ${number}`],
    )
  const response = await ask(true, 'mailbox')
  const { mails } = (await response.json()) as { mails: { subject: string; to: string }[] }
  expect(mails).toHaveLength(50)
  expect(mails[0]).toMatchObject({ subject: 'Courriel 51', to: 'a@b.example' })
})

test('with an SMTP server, or without the demo, the page does not exist', async () => {
  expect((await ask(true, 'smtp')).status).toBe(404)
  expect((await ask(false, 'mailbox')).status).toBe(404)
})
