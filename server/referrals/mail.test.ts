import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { MailboxReader } from '#server/outside/mailbox-reader.ts'
import { readMailboxOf } from '#server/referrals/read-mailbox.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let secret: string
beforeAll(async () => {
  t = await openTestHouse()
  const { body } = await t.call(contract.referralSettings.renewWebhookSecret, {})
  secret = body.secret ?? ''
})
afterAll(() => t.close())

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF')

/** A message as a mail server writes it. */
const compose = async (mail: object): Promise<Buffer> => {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message } = await transport.sendMail({
    from: '"CCAS de Saint-Rivier" <ccas@saint-rivier.example>',
    to: 'demandes@ici.example',
    subject: 'Demande d’accompagnement : famille Léger',
    text: 'Bonjour,\n\nNous vous adressons Mme Léger.',
    ...mail,
  })
  return message as Buffer
}

const forward = async (raw: Buffer, { slug = 'ici', key = secret } = {}) => {
  const response = await t.app.request(`/api/referral-mail/${slug}`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', authorization: `Bearer ${key}` },
    body: new Uint8Array(raw),
  })
  return { status: response.status, body: await response.json() }
}

const kept = async () =>
  (await t.owner.query("select * from referral where source = 'e-mail' order by received_at, id")).rows

test('a forwarded mail becomes a request, its documents kept, the rest refused by name', async () => {
  const raw = await compose({
    attachments: [
      { filename: 'note sociale.txt.pdf', content: pdf },
      { filename: 'facture.pdf', content: Buffer.from('MZ\x90\x00 not a pdf') },
      { filename: '../../etc/passwd', content: Buffer.from('root:x:0:0') },
    ],
  })
  expect(await forward(raw)).toEqual({ status: 200, body: { outcome: 'kept' } })
  const [row] = await kept()
  expect(row).toMatchObject({
    sender_name: 'CCAS de Saint-Rivier',
    sender_contact: 'ccas@saint-rivier.example',
    subject_label: 'Demande d’accompagnement : famille Léger',
  })
  expect(row.content.message).toContain('Nous vous adressons Mme Léger.')
  const opened = await t.call(contract.referrals.open, { referralId: row.id })
  expect(opened.body.files).toMatchObject([{ name: 'note sociale.txt.pdf', contentType: 'application/pdf' }])
  const refused = opened.body.thread.find(({ kind }) => kind === 'files-refused')
  expect(refused?.text).toContain('facture.pdf')
  const [file] = opened.body.files
  const got = await t.send(contract.referrals.openFile, { referralId: row.id, fileId: file?.fileId })
  expect(Buffer.from(await got.arrayBuffer())).toEqual(pdf)
  const elsewhere = await t.send(
    contract.referrals.openFile,
    { referralId: row.id, fileId: file?.fileId },
    { in: t.elsewhere },
  )
  expect(elsewhere.status).toBe(409)
})

test('the same message twice is kept once', async () => {
  const raw = await compose({ messageId: '<deux-fois@saint-rivier.example>' })
  expect((await forward(raw)).body).toEqual({ outcome: 'kept' })
  const before = (await kept()).length
  expect((await forward(raw)).body).toEqual({ outcome: 'known' })
  expect(await kept()).toHaveLength(before)
})

test('only the words of an HTML mail are kept', async () => {
  const raw = await compose({
    text: undefined,
    html: '<p>Bonjour, <b>Mme Léger</b></p><script>alert(1)</script><img src="https://suivi.example/x.gif"><style>p{}</style>',
  })
  await forward(raw)
  const row = (await kept()).at(-1)
  expect(row.content.message).toContain('Bonjour, Mme Léger')
  expect(row.content.message).not.toMatch(/<|alert|suivi\.example/)
})

test('absences ask for nothing; what is no message is refused', async () => {
  const before = (await kept()).length
  const away = await compose({ headers: { 'Auto-Submitted': 'auto-replied' } })
  expect((await forward(away)).body).toEqual({ outcome: 'automatic' })
  expect((await forward(Buffer.from('\u0000\u0001'))).status).toBe(400)
  expect(await kept()).toHaveLength(before)
})

test('a wrong secret, an unknown organisation and an organisation without a secret are the same answer', async () => {
  const raw = await compose({})
  const told = [
    await forward(raw, { key: 'x'.repeat(43) }),
    await forward(raw, { slug: 'personne' }),
    await forward(raw, { slug: 'ailleurs' }),
  ]
  expect(told.map(({ status }) => status)).toEqual([401, 401, 401])
  expect(new Set(told.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  await t.call(contract.referralSettings.renewWebhookSecret, {})
  expect((await forward(raw)).status).toBe(401)
})

test('a mailbox is read from where it was left; its password is sealed and its failure told', async () => {
  const settings = await t.call(contract.referralSettings.read, {})
  const mailbox = { host: 'imap.ici.example', port: 993 as const, user: 'demandes', folder: 'INBOX' }
  const { version } = settings.body
  const without = await t.call(contract.referralSettings.saveMailbox, { version, mailbox })
  expect(without.body).toMatchObject({ reason: 'password-missing' })
  await t.call(contract.referralSettings.saveMailbox, {
    version,
    mailbox: { ...mailbox, password: 'sésame-ouvre-toi' },
  })
  const { rows } = await t.owner.query('select mailbox_password from referral_settings')
  expect(rows[0].mailbox_password.toString('latin1')).not.toContain('sésame')

  const raw = await compose({ messageId: '<boite@saint-rivier.example>' })
  const asked: unknown[] = []
  const reader: MailboxReader = async (access, place, take) => {
    asked.push([access.password, place.lastUid])
    await take({ uid: 41, raw })
    return { validity: '7', lastUid: 41 }
  }
  const before = (await kept()).length
  await readMailboxOf(t.house, t.here.id, reader)
  await readMailboxOf(t.house, t.here.id, reader)
  expect(asked).toEqual([
    ['sésame-ouvre-toi', 0],
    ['sésame-ouvre-toi', 41],
  ])
  expect(await kept()).toHaveLength(before + 1)
  await readMailboxOf(t.house, t.here.id, async () => {
    throw Object.assign(new Error('AUTH'), { authenticationFailed: true })
  })
  const after = await t.call(contract.referralSettings.read, {})
  expect(after.body.mailbox).toMatchObject({ problem: 'Le serveur refuse ce compte ou ce mot de passe.' })
  expect(JSON.stringify(after.body)).not.toContain('sésame')
})
