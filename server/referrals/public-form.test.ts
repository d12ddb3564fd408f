import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { PublicAnswer, PublicForm } from '#contract/referrals.ts'
import { searchNonce } from '#domain/referrals/proof-of-work.ts'
import { createApp } from '#server/app.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { setParameter } from '#tests/set-parameter.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await t.call(contract.referralSettings.save, {
    version: 0,
    formOpen: true,
    formWords: 'Bonjour.',
  })
  await setParameter(t, {
    key: 'referrals.answer-days',
    value: 10,
    validFrom: '2026-11-01',
    reason: 'Engagement du service',
  })
})
beforeEach(async () => {
  await t.owner.query('delete from public_form_use')
})
afterAll(() => t.close())

/** The house some seconds later: a person needs time to write. */
const later = (seconds: number) => {
  const at = new Date(t.house.clock.now().getTime() + seconds * 1000)
  const clock = { now: () => at, today: t.house.clock.today }
  return createApp({ ...t.house, clock }, t.auth, false)
}

const getForm = async (slug = 'ici') => {
  const response = await t.app.request(`/api/public-request/${slug}`)
  return { status: response.status, body: (await response.json()) as PublicForm & { message?: string } }
}

const filled = (form: PublicForm, more = {}) => ({
  token: form.token,
  nonce: searchNonce(form.challenge, form.difficultyBits, 0, 10_000_000) ?? -1,
  who: 'household',
  lastName: 'Sarr',
  firstName: 'Ibou',
  phone: '06 00 00 00 02',
  motive: 'eviction-prevention',
  message: 'J’ai reçu un commandement de payer.',
  agrees: true,
  ...more,
})

const post = async (body: unknown, { slug = 'ici', seconds = 20, headers = {} } = {}) => {
  const response = await later(seconds).request(`/api/public-request/${slug}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as PublicAnswer & { error?: string } }
}

const kept = async () => (await t.owner.query('select * from referral order by received_at, id')).rows

test('a request without any account lands in the inbox, once however often it is sent', async () => {
  const { body: form } = await getForm()
  expect(form).toMatchObject({ organisation: 'ici', words: 'Bonjour.' })
  const first = await post(filled(form))
  const second = await post(filled(form))
  expect(first).toEqual(second)
  expect(first.body).toEqual({ reference: expect.stringMatching(/^D-\w{4}-\w{4}$/), answerDays: 10 })
  const rows = await kept()
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    source: 'household',
    sender_kind: 'household',
    reference: first.body.reference,
    due_on: expect.anything(),
    content: { identity: { lastName: 'Sarr' }, message: 'J’ai reçu un commandement de payer.' },
  })
})

test('somebody known and somebody unknown get the same answer', async () => {
  await t.call(contract.households.create, {
    person: { lastName: 'Connu', firstName: 'Ali' },
    followedByMe: false,
  })
  const answers = []
  for (const lastName of ['Connu', 'Inconnu']) {
    const { body: form } = await getForm()
    answers.push(await post(filled(form, { lastName })))
  }
  expect(answers.map(({ status, body }) => [status, Object.keys(body)])).toEqual([
    [200, ['reference', 'answerDays']],
    [200, ['reference', 'answerDays']],
  ])
})

test('a closed form and an unknown organisation are the same answer', async () => {
  const [closed, unknown] = [await getForm('ailleurs'), await getForm('personne')]
  expect(closed.status).toBe(404)
  expect(closed).toEqual(unknown)
})

test('a robot that fills the hidden field is thanked, and nothing is kept', async () => {
  const before = (await kept()).length
  const { body: form } = await getForm()
  const told = await post(filled(form, { website: 'https://spam.example' }))
  expect(told.status).toBe(200)
  expect(await kept()).toHaveLength(before)
})

test.each([
  ['too-fast', {}, { seconds: 1 }],
  ['too-old', {}, { seconds: 5 * 3600 }],
  ['not-ours', { nonce: 1 }, {}],
  ['not-ours', { token: 'x.1.2.y' }, {}],
])('%s is refused, and nothing is kept', async (reason, wrong, how) => {
  const before = (await kept()).length
  const { body: form } = await getForm()
  const told = await post(filled(form, wrong), how)
  expect([told.status, told.body.error]).toEqual([400, reason])
  expect(await kept()).toHaveLength(before)
})

test('easier work than was asked does not pass: the difficulty is signed', async () => {
  const { body: form } = await getForm()
  const [id, at, , signature] = form.token.split('.')
  const told = await post(filled({ ...form, token: `${id}.${at}.0.${signature}` }, { nonce: 0 }))
  expect(told.body.error).toBe('not-ours')
})

test('a form of one organisation does not serve another', async () => {
  await t.call(contract.referralSettings.save, { version: 0, formOpen: true }, { in: t.elsewhere })
  const { body: form } = await getForm()
  const told = await post(filled(form), { slug: 'ailleurs' })
  expect(told.body.error).toBe('not-ours')
})

test('one address tires; its mark is not the address', async () => {
  const statuses: number[] = []
  for (let rank = 0; rank < 7; rank += 1) {
    const { body: form } = await getForm()
    statuses.push((await post(filled(form))).status)
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429])
  const { rows } = await t.owner.query('select distinct length(address_mark) as size from public_form_use')
  expect(rows).toEqual([{ size: 32 }])
})

test('the more requests come, the more work is asked', async () => {
  await t.owner.query(
    `insert into public_form_use (organisation_id, id, address_mark, at)
     select $1, gen_random_uuid(), '\\x00', now() from generate_series(1, 60)`,
    [t.here.id],
  )
  expect((await getForm()).body.difficultyBits).toBe(20)
})

test('another site cannot send it, and what is malformed is told by its path', async () => {
  const { body: form } = await getForm()
  const foreign = await post(filled(form), { headers: { origin: 'https://ailleurs.example' } })
  expect(foreign.status).toBe(403)
  const wrong = await post(filled(form, { lastName: '', agrees: false }))
  expect(wrong).toMatchObject({ status: 400, body: { issues: [{ path: 'lastName' }, { path: 'agrees' }] } })
})
