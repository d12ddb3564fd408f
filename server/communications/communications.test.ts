import { createHash, randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
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
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2026-11-20T10:00:00Z')
})
afterAll(() => t.close())
beforeEach(async () => {
  await t.owner.query('delete from household_referent')
  await t.owner.query('delete from dead_address')
  t.mails.length = 0
  t.texts.length = 0
})

const reason = (body: unknown) => (body as { reason?: string }).reason

describe('templates', () => {
  const draft = { name: 'Rappel', channel: 'email', compartment: 'rent', subject: 'Votre loyer' } as const

  test('a template is written in French, then in other languages; each version is kept', async () => {
    const body = 'Bonjour {destinataire}, vous devez {solde}.'
    const made = await t.call(communications.createTemplate, { ...draft, body })
    const { templateId } = made.body
    const inTurkish = { templateId, language: 'tr', subject: 'Kira', body: 'Merhaba {destinataire}' } as const
    const first = await t.call(communications.saveWording, { ...inTurkish, version: 1 })
    expect(first.body).toEqual({ version: 2, number: 1 })
    const second = await t.call(communications.saveWording, { ...inTurkish, body: 'Selam', version: 2 })
    expect(second.body).toEqual({ version: 3, number: 2 })
    const { body: read } = await t.call(communications.getTemplate, { templateId })
    expect(read.wordings.map(({ language, number }) => [language, number])).toEqual([
      ['fr', 1],
      ['tr', 2],
    ])
    const history = await t.call(communications.listWordings, { templateId, language: 'tr', limit: 1 })
    expect(history.body).toMatchObject({ rows: [{ number: 2, body: 'Selam' }], total: { count: 2 } })
    const next = await t.call(communications.listWordings, {
      templateId,
      language: 'tr',
      after: history.body.next ?? '',
    })
    expect(next.body.rows.map(({ number }) => number)).toEqual([1])
    const removed = await t.call(communications.removeWording, { templateId, language: 'tr', version: 3 })
    expect(removed.body).toEqual({ version: 4 })
    const again = await t.call(communications.removeWording, { templateId, language: 'fr', version: 4 })
    expect([again.status, reason(again.body)]).toEqual([409, 'french-stays'])
  })

  test.each([
    ['unknown-field', { body: '{salaire}' }],
    ['field-elsewhere', { body: '{mensualité}' }],
    ['no-subject', { subject: '', body: 'Bonjour' }],
    ['too-long', { channel: 'sms', body: 'a'.repeat(919) }],
    ['not-drawable', { channel: 'letter', body: '您好' }],
    ['name-taken', { name: 'Déjà là', body: 'Bonjour' }],
  ] as const)('refused: %s', async (expected, change) => {
    await t.call(communications.createTemplate, { ...draft, name: 'Déjà là', body: 'Bonjour' })
    const answer = await t.call(communications.createTemplate, { ...draft, name: `N ${expected}`, ...change })
    expect([answer.status, reason(answer.body)]).toEqual([409, expected])
  })

  test('an older version is refused with what stands now; another organisation finds nothing', async () => {
    const templateId = await addTemplate(t, { channel: 'email', body: 'Bonjour' })
    const edit = { templateId, version: 2, name: 'Autre nom', isArchived: true }
    const stale = await t.call(communications.editTemplate, edit)
    expect([stale.status, reason(stale.body)]).toEqual([409, 'stale-version'])
    expect((await t.call(communications.getTemplate, { templateId }, { in: t.elsewhere })).status).toBe(409)
    const done = await t.call(communications.editTemplate, { ...edit, version: 1 })
    expect(done.body).toEqual({ version: 2 })
    const shown = await t.call(communications.listTemplates, { archived: true })
    expect(shown.body.rows.map(({ name }) => name)).toContain('Autre nom')
  })

  test('a preview tells the parts of a text message, and the pages of a letter', async () => {
    const asked = { subject: 'Objet', body: 'L’accueil de {organisme} est fermé.' }
    const sms = await t.call(communications.preview, { ...asked, channel: 'sms' })
    expect(sms.body).toMatchObject({
      text: "L'accueil de ici est fermé.",
      sms: { parts: 1, isUnicode: false },
      svg: null,
    })
    const letter = await t.call(communications.preview, { ...asked, channel: 'letter' })
    expect(letter.body).toMatchObject({ pageCount: 1, sms: null })
    expect(letter.body.svg).toContain('<svg')
  })
})

describe('rehearsal', () => {
  test('says who gets the message, in which language, and why the others do not; nothing leaves', async () => {
    const ids = await addHomes(t, [
      { label: 'Atteinte' },
      { label: 'Bloquée' },
      { label: 'Couriel', email: null },
      { label: 'Deniz', language: 'tr' },
      { label: 'Elena', language: 'ro' },
      { label: 'Fermée', email: 'retour@menage.example' },
    ])
    await follow(t, 'social-worker', ids)
    const refusal = { householdId: ids[1] ?? '', channel: 'email', origin: 'asked' } as const
    await t.call(communications.refuseChannel, refusal)
    await t.owner.query(
      `insert into dead_address (organisation_id, channel, address, since, reason)
       values ($1, 'email', 'retour@menage.example', now(), 'Boîte fermée')`,
      [t.here.id],
    )
    const templateId = await addTemplate(t, { channel: 'email', body: 'Bonjour {destinataire}.' })
    await t.call(communications.saveWording, {
      templateId,
      version: 1,
      language: 'tr',
      subject: 'Kira',
      body: 'Merhaba {destinataire}.',
    })
    const batchId = await rehearse(t, templateId)
    const lines = await messagesOf(t, batchId)
    expect(lines.map((line) => [line.household, line.state, line.skip_reason, line.language])).toEqual([
      ['Atteinte', 'planned', null, 'fr'],
      ['Bloquée', 'skipped', 'do-not-contact', null],
      ['Couriel', 'skipped', 'no-email', null],
      ['Deniz', 'planned', null, 'tr'],
      ['Elena', 'planned', null, 'fr'],
      ['Fermée', 'skipped', 'address-bounced', null],
    ])
    expect(lines.find(({ household }) => household === 'Elena')).toMatchObject({ untranslated: 'ro' })
    const { body: batch } = await t.call(communications.getBatch, { batchId })
    expect(batch).toMatchObject({ state: 'rehearsed', untranslated: [{ language: 'ro', count: 1 }] })
    expect(t.mails).toEqual([])
    const skipped = await t.call(communications.listRecipients, { batchId, state: 'skipped', limit: 2 })
    expect(skipped.body).toMatchObject({ rows: [{ householdLabel: 'Bloquée' }, {}], total: { count: 3 } })
    const after = skipped.body.next ?? ''
    const rest = await t.call(communications.listRecipients, { batchId, state: 'skipped', after })
    expect(rest.body.rows.map(({ householdLabel }) => householdLabel)).toEqual(['Fermée'])
    const deniz = lines.find(({ household }) => household === 'Deniz')
    const preview = await t.call(communications.previewMessage, { batchId, messageId: deniz?.id ?? '' })
    expect(preview.body).toMatchObject({ subject: 'Kira', text: 'Merhaba Mme Rosa Deniz.' })
  })

  test('a text with a hole is for nobody, and says which field is missing', async () => {
    const ids = await addHomes(t, [{ label: 'Trou' }])
    await follow(t, 'social-worker', ids)
    const templateId = await addTemplate(t, { channel: 'email', body: 'Appelez le {téléphone du référent}.' })
    const [line] = await messagesOf(t, await rehearse(t, templateId))
    expect(line).toMatchObject({ skip_reason: 'missing-field', skip_detail: 'Téléphone du référent' })
  })

  test('refused: nobody, an archived template, a side one does not write for, a stranger’s household', async () => {
    const templateId = await addTemplate(t, { channel: 'email', body: 'Bonjour' })
    const ask = { templateId, name: 'Essai', source: { kind: 'own-households' } } as const
    expect(reason((await t.call(communications.rehearse, ask)).body)).toBe('nobody')
    const social = await addTemplate(t, { channel: 'email', compartment: 'social', body: 'Bonjour' })
    const rent = await t.call(communications.rehearse, { ...ask, templateId: social }, { as: 'rent-officer' })
    expect(reason(rent.body)).toBe('not-your-side')
    const [stranger = ''] = await addHomes(t, [{ label: 'Ailleurs' }], t.elsewhere.id)
    const source = { kind: 'household', householdId: stranger } as const
    expect(reason((await t.call(communications.rehearse, { ...ask, source })).body)).toBe('unknown-record')
    await t.call(communications.editTemplate, { templateId, version: 1, name: 'Vieux', isArchived: true })
    expect(reason((await t.call(communications.rehearse, ask)).body)).toBe('archived')
  })
})

describe('sending', () => {
  const three = async (channel: 'email' | 'sms' | 'letter', body = 'Bonjour {destinataire}.') => {
    const ids = await addHomes(t, [{ label: 'Un' }, { label: 'Deux' }, { label: 'Trois' }])
    await follow(t, 'social-worker', ids)
    const batchId = await rehearse(t, await addTemplate(t, { channel, body }))
    return { ids, batchId }
  }

  test('what a person releases leaves once, with its proof', async () => {
    const { batchId } = await three('email')
    await releaseAndRun(t, batchId)
    expect(t.mails.map(({ to, text }) => [to, text])).toEqual(
      expect.arrayContaining([['un@menage.example', 'Bonjour Mme Rosa Un.']]),
    )
    expect(t.mails).toHaveLength(3)
    const [line] = await messagesOf(t, batchId)
    const fingerprint = createHash('sha256').update('Votre logement\n\nBonjour Mme Rosa Deux.').digest()
    expect(line).toMatchObject({ state: 'sent', body: 'Bonjour Mme Rosa Deux.', sha256: fingerprint })
    const { body: batch } = await t.call(communications.getBatch, { batchId })
    expect(batch).toMatchObject({ state: 'done', releasedBy: 'Membre coordinator' })
    const { rows: journal } = await t.owner.query(
      "select count(*)::int as count from journal where act = 'message-sent' and subject_id = any (select id from message where batch_id = $1)",
      [batchId],
    )
    expect(journal[0].count).toBe(3)
  })

  test('the job alone releases nothing, and a batch is released once', async () => {
    const { batchId } = await three('email')
    await runSending(t, batchId, randomUUIDv7())
    expect(t.mails).toEqual([])
    const { body: batch } = await t.call(communications.getBatch, { batchId })
    const stale = await t.call(communications.release, { batchId, version: batch.version + 1 })
    expect(reason(stale.body)).toBe('stale-version')
    const key = randomUUIDv7()
    const ask = { batchId, version: batch.version }
    const first = await t.call(communications.release, ask, { key })
    expect((await t.call(communications.release, ask, { key })).body).toEqual(first.body)
    expect(reason((await t.call(communications.release, ask)).body)).toBe('already-released')
    await runSending(t, batchId, first.body.workId)
    await runSending(t, batchId, first.body.workId)
    expect(t.mails).toHaveLength(3)
  })

  test('a refusal told after the rehearsal is honoured', async () => {
    const { ids, batchId } = await three('email')
    const [one = ''] = ids
    await t.call(communications.refuseChannel, { householdId: one, channel: 'email', origin: 'replied' })
    await t.owner.query('update household set do_not_contact = true where id = $1', [ids[1]])
    await releaseAndRun(t, batchId)
    expect(t.mails.map(({ to }) => to)).toEqual(['trois@menage.example'])
    const reasons = (await messagesOf(t, batchId)).map(({ skip_reason }) => skip_reason)
    expect(reasons).toEqual(['do-not-contact', null, 'do-not-contact'])
  })

  test('what was read at the rehearsal is what leaves, whatever was edited since; who moved is written to there', async () => {
    const ids = await addHomes(t, [{ label: 'Mobile' }])
    await follow(t, 'social-worker', ids)
    const templateId = await addTemplate(t, { channel: 'email', body: 'Ancien texte' })
    const batchId = await rehearse(t, templateId)
    await t.call(communications.saveWording, {
      templateId,
      version: 1,
      language: 'fr',
      subject: 'Neuf',
      body: 'Nouveau texte',
    })
    await t.owner.query("update person set email = 'neuf@menage.example' where last_name = 'Mobile'")
    await releaseAndRun(t, batchId)
    expect(t.mails).toMatchObject([{ to: 'neuf@menage.example', text: 'Ancien texte' }])
  })

  test('letters are PDFs kept with their fingerprint, and go to the printer in one archive', async () => {
    const { ids, batchId } = await three('letter')
    await releaseAndRun(t, batchId)
    const [line] = await messagesOf(t, batchId)
    expect(line).toMatchObject({
      state: 'sent',
      address: 'Mme Rosa Deux\n2 rue des Tilleuls\n63000 Clermont-Ferrand',
    })
    const archive = await t.send(communications.downloadLetters, { batchId })
    expect(archive.headers.get('content-type')).toBe('application/zip')
    expect((await archive.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
    const asked = { householdId: ids[1] ?? '', messageId: line?.id ?? '' }
    const pdf = new Uint8Array(await (await t.send(communications.downloadMessage, asked)).arrayBuffer())
    expect(createHash('sha256').update(pdf).digest()).toEqual(line?.sha256)
    const stranger = await t.send(communications.downloadMessage, { ...asked, householdId: ids[0] ?? '' })
    expect(stranger.status).toBe(409)
    const { body: batch } = await t.call(communications.getBatch, { batchId })
    const post = { batchId, version: batch.version, on: '2026-11-20' as const }
    expect((await t.call(communications.markPosted, post)).status).toBe(200)
    const late = await t.call(communications.markPosted, {
      ...post,
      version: batch.version + 1,
      on: '2026-11-21',
    })
    expect(reason(late.body)).toBe('future-day')
  })

  test('a person takes somebody out before the release, and cancels what has not left', async () => {
    const { batchId } = await three('email')
    const lines = await messagesOf(t, batchId)
    await t.call(communications.excludeRecipient, { batchId, messageId: lines[0]?.id ?? '' })
    const workId = await releaseBatch(t, batchId)
    const late = await t.call(communications.excludeRecipient, {
      batchId,
      messageId: lines[1]?.id ?? '',
    })
    expect(reason(late.body)).toBe('already-released')
    expect((await t.call(communications.cancel, { batchId })).body).toEqual({ cancelled: 2 })
    await runSending(t, batchId, workId)
    expect(t.mails).toEqual([])
    expect((await messagesOf(t, batchId)).map(({ state }) => state)).toEqual([
      'skipped',
      'cancelled',
      'cancelled',
    ])
    expect(reason((await t.call(communications.cancel, { batchId })).body)).toBe('already-ended')
  })
})
