import { randomUUIDv7 } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { createApp } from '#server/app.ts'
import { fixedClock } from '#server/clock.ts'
import { messengerOf } from '#server/outside/messenger.ts'
import { createSmsSender, type Sms } from '#server/outside/sms.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import {
  addHomes,
  addTemplate,
  follow,
  messagesOf,
  rehearse,
  releaseAndRun,
  releaseBatch,
  runSending,
} from './world-for-tests.ts'

const { communications } = contract
const secret = 'un-secret-de-vingt-signes'
const friday = fixedClock('2026-11-20T10:00:00Z')
let t: TestHouse
let usual: TestHouse['house']['mailer']
beforeAll(async () => {
  t = await openTestHouse('2026-11-20T10:00:00Z', { environment: { DELIVERIES_SECRET: secret } })
  usual = t.house.mailer
})
afterAll(() => t.close())
afterEach(async () => {
  t.house.mailer = usual
  t.house.clock = friday
  t.mails.length = 0
  t.texts.length = 0
  await t.owner.query('delete from household_referent')
  await t.owner.query('delete from dead_address')
})

const prepare = async (channel: 'email' | 'sms', labels: readonly string[]) => {
  const ids = await addHomes(
    t,
    labels.map((label) => ({ label })),
  )
  await follow(t, 'social-worker', ids)
  const batchId = await rehearse(t, await addTemplate(t, { channel, body: 'Bonjour {destinataire}.' }))
  return { ids, batchId }
}
const statesOf = async (batchId: string) => (await messagesOf(t, batchId)).map(({ state }) => state)
const reason = (body: unknown) => (body as { reason?: string }).reason

/** The job as it will run again, and when. */
const nextRun = async (batchId: string) => {
  const { rows } = await t.owner.query(`select run_at from graphile_worker.jobs where key = $1`, [
    `communications.send-batch/${batchId}`,
  ])
  return (rows[0]?.run_at as Date | undefined)?.toISOString()
}

describe('quiet hours', () => {
  test('a text message released on a Sunday waits for Monday at eight, and says so', async () => {
    t.house.clock = fixedClock('2026-11-22T09:00:00Z')
    const { batchId } = await prepare('sms', ['Dimanche'])
    const before = await t.call(communications.getBatch, { batchId })
    expect(before.body.wouldWaitUntil).toBe('2026-11-23T07:00:00.000Z')
    const workId = await releaseBatch(t, batchId)
    expect(await nextRun(batchId)).toBe('2026-11-23T07:00:00.000Z')
    await runSending(t, batchId, workId)
    expect(t.texts).toEqual([])
    t.house.clock = fixedClock('2026-11-23T07:00:00Z')
    await runSending(t, batchId, workId)
    expect(t.texts).toMatchObject([{ to: '+33612345678', text: 'Bonjour Mme Rosa Dimanche.' }])
    expect((await t.call(communications.getBatch, { batchId })).body).toMatchObject({
      state: 'done',
      heldUntil: null,
    })
  })

  test('a mail does not ring: it leaves on Sunday', async () => {
    t.house.clock = fixedClock('2026-11-22T09:00:00Z')
    const { batchId } = await prepare('email', ['Courriel'])
    await releaseAndRun(t, batchId)
    expect(t.mails).toHaveLength(1)
  })

  test('the organisation’s own hours hold', async () => {
    await t.owner.query(
      `insert into parameter_override (organisation_id, id, key, value, valid_from, reason, set_by, state)
       values ($1, $2, 'messages.sms-until-hour', 10, '2026-01-01', 'essai', $3, 'in-force')`,
      [t.here.id, randomUUIDv7(), t.here.members.administrator.membershipId],
    )
    const { batchId } = await prepare('sms', ['Tard'])
    expect((await t.call(communications.getBatch, { batchId })).body.wouldWaitUntil).toBe(
      '2026-11-21T07:00:00.000Z',
    )
    await t.owner.query('delete from parameter_override')
  })
})

describe('what does not go well', () => {
  test('killed while mails leave, it goes on; the one whose fate is unknown is for a person to judge', async () => {
    const { batchId } = await prepare('email', ['Avant', 'Bascule', 'Celle', 'Devant'])
    const workId = await releaseBatch(t, batchId)
    let sent = 0
    t.house.mailer = {
      kind: 'smtp',
      async send(mail) {
        t.mails.push(mail)
        sent += 1
      },
    }
    // The process before this one died after a mail left and before it could write so.
    await t.owner.query(
      "update message set state = 'sending', subject = 'x', body = 'y', attempts = 1 where batch_id = $1 and id = (select min(id::text)::uuid from message where batch_id = $1)",
      [batchId],
    )
    await runSending(t, batchId, workId)
    expect(sent).toBe(3)
    const lines = await messagesOf(t, batchId)
    const doubtful = lines.find(({ state }) => state === 'uncertain')
    expect(lines.filter(({ state }) => state === 'sent')).toHaveLength(3)
    const settle = { batchId, messageId: doubtful?.id ?? '' }
    expect((await t.call(communications.settleUncertain, { ...settle, hasLeft: false })).status).toBe(200)
    const { body: batch } = await t.call(communications.getBatch, { batchId })
    await runSending(t, batchId, batch.workId ?? '')
    expect(sent).toBe(4)
    expect(new Set(t.mails.map(({ to }) => to)).size).toBe(4)
    const twice = await t.call(communications.settleUncertain, { ...settle, hasLeft: true })
    expect(reason(twice.body)).toBe('not-uncertain')
  })

  test('a way out that keeps no message twice takes up what was cut short, word for word', async () => {
    const { batchId } = await prepare('email', ['Coupée'])
    const workId = await releaseBatch(t, batchId)
    await t.owner.query(
      "update message set state = 'sending', subject = 'Objet', body = 'Déjà écrit', attempts = 1 where batch_id = $1",
      [batchId],
    )
    await runSending(t, batchId, workId)
    expect(t.mails).toMatchObject([{ subject: 'Objet', text: 'Déjà écrit' }])
    expect(await statesOf(batchId)).toEqual(['sent'])
  })

  test('a service that does not answer is tried again later, five times; then a person decides', async () => {
    const { batchId } = await prepare('email', ['Patience'])
    const workId = await releaseBatch(t, batchId)
    t.house.mailer = { kind: 'smtp', send: () => Promise.reject(new Error('connect ECONNREFUSED')) }
    await runSending(t, batchId, workId)
    expect(await messagesOf(t, batchId)).toMatchObject([{ state: 'queued', attempts: 1 }])
    expect(await nextRun(batchId)).toBe('2026-11-20T10:05:00.000Z')
    for (let run = 2; run <= 5; run += 1) await runSending(t, batchId, workId)
    expect(await messagesOf(t, batchId)).toMatchObject([{ state: 'failed', attempts: 5 }])
    expect((await t.call(communications.getBatch, { batchId })).body.state).toBe('done')
    t.house.mailer = usual
    const { body: again } = await t.call(communications.retryFailed, { batchId })
    await runSending(t, batchId, again.workId)
    expect(await statesOf(batchId)).toEqual(['sent'])
    expect(reason((await t.call(communications.retryFailed, { batchId })).body)).toBe('none-failed')
  })

  test('an address refused for good gets nothing more until somebody says it works', async () => {
    const { ids, batchId } = await prepare('email', ['Fausse'])
    const householdId = ids[0] ?? ''
    t.house.mailer = {
      kind: 'smtp',
      send: () =>
        Promise.reject(
          Object.assign(new Error('no'), {
            responseCode: 550,
            command: 'RCPT TO',
            response: '550 No such user',
          }),
        ),
    }
    await releaseAndRun(t, batchId)
    const returns = await t.call(communications.listReturns, {})
    expect(returns.body.rows).toMatchObject([
      { householdLabel: 'Fausse', bounceReason: '550 No such user', bounceIsPermanent: true },
    ])
    const address = 'fausse@menage.example'
    const rules = await t.call(communications.readContactRules, { householdId })
    expect(rules.body.deadAddresses).toMatchObject([{ channel: 'email', address }])
    expect(rules.body.today.find(({ channel }) => channel === 'email')).toMatchObject({
      reason: 'address-bounced',
    })
    const revive = { householdId, channel: 'email', address } as const
    expect((await t.call(communications.reviveAddress, revive)).status).toBe(200)
    expect(reason((await t.call(communications.reviveAddress, revive)).body)).toBe('unknown-record')
  })
})

describe('what providers tell', () => {
  const tell = (body: unknown, given = secret) =>
    createApp(t.house, t.auth, false).request('/api/deliveries', {
      method: 'POST',
      headers: { authorization: `Bearer ${given}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  test('delivered, then returned for good: both are kept and the address is marked', async () => {
    const { batchId } = await prepare('sms', ['Retour'])
    await releaseAndRun(t, batchId)
    const reference = t.texts[0]?.reference ?? ''
    expect(await (await tell({ reference, status: 'delivered' })).json()).toEqual({ known: true })
    const returned = { reference, status: 'returned', permanent: true, reason: 'Numéro non attribué' }
    expect(await (await tell(returned)).json()).toEqual({ known: true })
    const { body: batch } = await t.call(communications.getBatch, { batchId })
    expect(batch).toMatchObject({ delivered: 1, returned: 1 })
    const { rows } = await t.owner.query('select address, reason from dead_address')
    expect(rows).toEqual([{ address: '+33612345678', reason: 'Numéro non attribué' }])
  })

  test('a wrong secret, a body of another shape, a message nobody sent', async () => {
    const unknown = `${t.here.id}.${randomUUIDv7()}`
    expect((await tell({ reference: unknown, status: 'delivered' }, 'un-autre-secret-de-vingt')).status).toBe(
      401,
    )
    expect(
      (await tell({ reference: '------------------------------------.x', status: 'delivered' })).status,
    ).toBe(400)
    expect(await (await tell({ reference: unknown, status: 'returned' })).json()).toEqual({ known: false })
  })
})

describe('the provider of text messages', () => {
  let server: Server
  let url: string
  const asked: { headers: Record<string, unknown>; body: unknown }[] = []
  let answer = { status: 200, body: '{"id":"fr-1"}' }
  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        asked.push({ headers: request.headers, body: JSON.parse(text) })
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
      })
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => new Promise((done) => server.close(done)))
  const sms: Sms = { to: '+33612345678', text: 'Bonjour', reference: 'org.message' }
  const send = () =>
    createSmsSender({ url, token: 'jeton', sender: 'Palier' }, t.house.database.pool).send(sms)

  test('is asked with the documented shape and its identifier is kept', async () => {
    expect(await send()).toEqual({ outcome: 'accepted', providerId: 'fr-1' })
    expect(asked.at(-1)).toMatchObject({
      headers: { authorization: 'Bearer jeton', 'idempotency-key': 'org.message' },
      body: { ...sms, sender: 'Palier' },
    })
  })

  test('422 condemns the number; 503 is a difficulty of the moment; words that are no JSON are forgiven', async () => {
    answer = { status: 422, body: '{"reason":"Numéro fixe"}' }
    expect(await send()).toEqual({ outcome: 'refused', isPermanent: true, reason: 'Numéro fixe' })
    answer = { status: 503, body: 'plus tard' }
    await expect(send()).rejects.toThrow('503')
    answer = { status: 202, body: 'OK' }
    expect(await send()).toEqual({ outcome: 'accepted', providerId: null })
  })

  test('without a provider, the mailbox of the demo keeps each message once', async () => {
    const sender = createSmsSender(undefined, t.house.database.pool)
    await sender.send(sms)
    await sender.send(sms)
    const { rows } = await t.owner.query('select recipient, body from mailbox.sms')
    expect(rows).toEqual([{ recipient: '+33612345678', body: 'Bonjour' }])
    expect(messengerOf({ ...t.house, sms: sender }).isRepeatable('sms')).toBe(true)
  })
})

describe('the messages of a household', () => {
  test('rent staff read their own side only; the social side reads both, funding reads funding', async () => {
    const ids = await addHomes(t, [{ label: 'Secret' }])
    const householdId = ids[0] ?? ''
    await follow(t, 'social-worker', ids)
    for (const compartment of ['rent', 'social', 'funding'] as const) {
      const template = await addTemplate(t, { channel: 'email', compartment, body: 'Bonjour' })
      await releaseAndRun(t, await rehearse(t, template))
    }
    const seen = async (role: 'rent-officer' | 'social-worker' | 'finance-officer' | 'administrator') => {
      const { body } = await t.call(communications.listHouseholdMessages, { householdId }, { as: role })
      return body.rows.map(({ compartment }) => compartment).toSorted()
    }
    expect(await seen('rent-officer')).toEqual(['rent'])
    expect(await seen('social-worker')).toEqual(['funding', 'rent', 'social'])
    expect(await seen('finance-officer')).toEqual(['funding'])
    expect(await seen('administrator')).toEqual([])
    const { body } = await t.call(
      communications.listHouseholdMessages,
      { householdId },
      { as: 'social-worker' },
    )
    const social = body.rows.find(({ compartment }) => compartment === 'social')
    const open = { householdId, messageId: social?.messageId ?? '' }
    expect((await t.call(communications.openMessage, open, { as: 'rent-officer' })).status).toBe(409)
    expect((await t.call(communications.openMessage, open, { as: 'social-worker' })).body).toMatchObject({
      body: 'Bonjour',
      address: 'secret@menage.example',
    })
    const batchId = social?.batchId ?? ''
    expect((await t.call(communications.getBatch, { batchId }, { as: 'rent-officer' })).status).toBe(409)
    expect((await t.call(communications.getBatch, { batchId }, { as: 'auditor' })).status).toBe(200)
    expect((await t.call(communications.listRecipients, { batchId }, { as: 'auditor' })).status).toBe(403)
  })

  test('a return is noted by a person, a refusal is noted once and lifted', async () => {
    const { ids, batchId } = await prepare('email', ['Notée'])
    const householdId = ids[0] ?? ''
    const [planned] = await messagesOf(t, batchId)
    const note = { householdId, messageId: planned?.id ?? '', isPermanent: false, reason: 'Boîte pleine' }
    expect(reason((await t.call(communications.recordReturn, note)).body)).toBe('not-sent')
    await releaseAndRun(t, batchId)
    expect((await t.call(communications.recordReturn, note)).status).toBe(200)
    expect((await t.owner.query('select from dead_address')).rowCount).toBe(0)
    const refusal = { householdId, channel: 'email', origin: 'replied', messageId: note.messageId } as const
    expect(
      reason((await t.call(communications.refuseChannel, { ...refusal, untilOn: '2026-11-19' })).body),
    ).toBe('past-day')
    const { body: refused } = await t.call(communications.refuseChannel, refusal)
    expect(reason((await t.call(communications.refuseChannel, refusal)).body)).toBe('already-refused')
    const rules = await t.call(communications.readContactRules, { householdId })
    expect(rules.body.refusals).toMatchObject([{ channel: 'email', isRunning: true, origin: 'replied' }])
    const end = { householdId, refusalId: refused.refusalId }
    expect((await t.call(communications.endRefusal, end)).status).toBe(200)
    const lifted = await t.call(communications.readContactRules, { householdId })
    expect(lifted.body.today.find(({ channel }) => channel === 'email')?.reason).toBeNull()
    expect(reason((await t.call(communications.endRefusal, end)).body)).toBe('unknown-record')
  })
})

describe('a letter kept in a file of funding', () => {
  test('leaves by the post once, as it was kept; a refusal and a lost address stop it', async () => {
    const ids = await addHomes(t, [{ label: 'Prêt' }])
    const [fileId, applicationId, documentId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
    const member = t.here.members['finance-officer'].membershipId
    await t.owner.query(
      `insert into stored_file (organisation_id, id, storage_key, file_name, content_type, size_bytes, sha256)
       values ($1, $2, 'cle', 'Lettre d’accord.pdf', 'application/pdf', 1, '\\x01')`,
      [t.here.id, fileId],
    )
    await t.owner.query(
      `insert into application (organisation_id, id, number, household_id, field, purpose, created_by, created_at)
       values ($1, $2, '2026-00001', $3, 'x', 'x', $4, now())`,
      [t.here.id, applicationId, ids[0], member],
    )
    await t.owner.query(
      `insert into funding_document (organisation_id, id, application_id, kind, stored_file_id, made_on, added_at)
       values ($1, $2, $3, 'funding-granted', $4, '2026-11-20', now())`,
      [t.here.id, documentId, applicationId, fileId],
    )
    const ask = { applicationId, documentId }
    const send = (as: 'finance-officer' | 'rent-officer') => t.call(communications.sendDocument, ask, { as })
    expect(reason((await send('rent-officer')).body)).toBe('not-your-side')
    await t.owner.query('update household set do_not_contact = true where id = $1', [ids[0]])
    expect(reason((await send('finance-officer')).body)).toBe('do-not-contact')
    await t.owner.query('update household set do_not_contact = false where id = $1', [ids[0]])
    const { body: sent } = await send('finance-officer')
    const [line] = await messagesOf(t, sent.batchId)
    expect(line).toMatchObject({ state: 'sent', file_id: fileId, compartment: 'funding' })
    expect(reason((await send('finance-officer')).body)).toBe('already-sent')
    const elsewhere = await t.call(communications.sendDocument, ask, {
      as: 'finance-officer',
      in: t.elsewhere,
    })
    expect(reason(elsewhere.body)).toBe('unknown-record')
  })
})
