import { randomUUIDv7 } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { letterTemplateKeys } from '#domain/letters/kinds.ts'
import { parseLetter, parseLine } from '#domain/letters/markup.ts'
import { defaultTemplates } from '#server/letters/default-templates.ts'
import { renderLetter } from '#server/letters/render-letter.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { setParameter } from '#tests/set-parameter.ts'

const { letters } = contract
let t: TestHouse
const household = randomUUIDv7()

beforeAll(async () => {
  t = await openTestHouse()
  const [building, dwelling, tenancy, person] = [1, 2, 3, 4].map(() => randomUUIDv7())
  const o = t.here.id
  await t.owner.query("insert into household (organisation_id, id, label) values ($1, $2, 'Delmas')", [
    o,
    household,
  ])
  await t.owner.query(
    "insert into person (organisation_id, id, civility, first_name, last_name) values ($1, $2, 'Mme', 'Rosa', 'Delmas #\"\\$')",
    [o, person],
  )
  await t.owner.query(
    "insert into household_member (organisation_id, household_id, person_id, joined_on, member_role) values ($1, $2, $3, '2020-01-01', 'leaseholder')",
    [o, household, person],
  )
  await t.owner.query(
    "insert into building (organisation_id, id, source, external_id, name, street, post_code, town, agency) values ($1, $2, 'x', 'b', 'Tilleuls', '12 rue des Tilleuls', '63000', 'Clermont-Ferrand', 'Centre')",
    [o, building],
  )
  await t.owner.query(
    "insert into dwelling (organisation_id, id, building_id, source, external_id) values ($1, $2, $3, 'x', 'd')",
    [o, dwelling, building],
  )
  await t.owner.query(
    "insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on) values ($1, $2, 'x', 'L-1', $3, $4, '2020-01-01')",
    [o, tenancy, dwelling, household],
  )
  await t.owner.query(
    "insert into rent_entry (organisation_id, tenancy_id, entry_on, amount_cents, kind, source, external_id) values ($1, $2, '2026-11-01', 184753, 'rent-call', 'x', 'e')",
    [o, tenancy],
  )
})
afterAll(() => t.close())

/** The dictionaries of a PDF as text, those of compressed object streams included. */
const dictionariesOf = (pdf: Uint8Array): string => {
  const bytes = Buffer.from(pdf)
  const raw = bytes.toString('latin1')
  const opened = [...raw.matchAll(/stream\r?\n/g)].flatMap(({ index = 0, 0: mark }) => {
    const from = index + mark.length
    try {
      return inflateSync(bytes.subarray(from, raw.indexOf('endstream', from))).toString('latin1')
    } catch {
      return []
    }
  })
  return [raw, ...opened].join('\n')
}

describe('every shipped wording', () => {
  for (const key of letterTemplateKeys)
    test(`${key} uses only known fields and makes an accessible PDF`, async () => {
      const { subject, body } = defaultTemplates[key]
      expect(parseLine(subject).unknownFields).toEqual([])
      expect(parseLetter(body).unknownFields).toEqual([])
      const letter = await t.asMember('social-worker', (context) =>
        renderLetter(context, { templateKey: key, householdId: household, values: {} }),
      )
      const inside = dictionariesOf(letter.pdf)
      expect(inside).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/)
      expect(inside).toMatch(/\/Lang\s*\(fr-FR\)/)
      expect(inside).toMatch(/\/StructTreeRoot \d+ 0 R/)
      expect(inside).toMatch(/\/DisplayDocTitle true/)
      expect(inside).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/)
      expect(inside).toMatch(/<dc:title>/)
      expect(inside).toMatch(/\/S\s*\/H1/)
      expect(inside).not.toMatch(/\/FontFile3?\s+null/)
      expect(letter.fileName).toMatch(/\.pdf$/)
    })
})

test('the first reminder tells the household what it owes today, in its own words', async () => {
  const { text } = await t.asMember('rent-officer', (context) =>
    renderLetter(context, { templateKey: 'first-reminder', householdId: household, values: {} }),
  )
  expect(text).toContain('Le 22\u00a0novembre\u00a02026, il manque 1\u202f847,53\u00a0€')
  expect(text).toContain('……') // Nobody follows this household: its telephone is left to be written by hand.
})

test('the second reminder gives the helpline of the settings, or none', async () => {
  const write = async () =>
    (
      await t.asMember('rent-officer', (context) =>
        renderLetter(context, { templateKey: 'second-reminder', householdId: household, values: {} }),
      )
    ).text.replaceAll('\u00a0', ' ')
  expect(await write()).toContain('Vous pouvez aussi appeler SOS Loyers Impayés : 0 805 16 00 75.')
  const own = { key: 'letters.rent-helpline', validFrom: '2026-01-01', reason: 'vérifié' } as const
  const set = (value: number) => setParameter(t, { ...own, value })
  const overrideId = await set(473_001_205)
  expect(await write()).toContain('SOS Loyers Impayés : 04 73 00 12 05.')
  await t.call(
    contract.settings.withdrawOverride,
    { overrideId, reason: 'plus personne ne répond' },
    { as: 'administrator' },
  )
  await set(0)
  expect(await write()).not.toContain('SOS Loyers')
})

test('what a user types is never code, and a sign no font can draw does not stop a letter', async () => {
  const body = '#import "/etc/passwd"\n$x$ \\ `a` *b* _c_ @d <e> 🙂 漢 {destinataire}'
  const { body: answer, status } = await t.call(
    letters.preview,
    { key: 'first-reminder', subject: 'Objet #1', body, householdId: household },
    { as: 'administrator' },
  )
  expect(status).toBe(200)
  expect(answer.text).toContain('Delmas #"\\$')
  expect(answer.pageCount).toBe(1)
  const pdf = await t.send(
    letters.previewPdf,
    { key: 'first-reminder', subject: 'Objet', body, householdId: household },
    { as: 'administrator' },
  )
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})

describe('a wording of one’s own', () => {
  const key = 'second-reminder'
  const wording = { subject: 'Votre compte', body: 'Bonjour {destinataire}, vous devez {solde}.' }

  test('is saved, seen in letters, versioned, and can go back to the shipped one', async () => {
    const saved = await t.call(letters.saveTemplate, { key, version: 0, ...wording })
    expect(saved).toEqual({ status: 200, body: { version: 1 } })
    const letter = await t.asMember('social-worker', (context) =>
      renderLetter(context, { templateKey: key, householdId: household, values: { solde: 'rien' } }),
    )
    expect(letter.text).toContain('Bonjour Mme Rosa Delmas #"\\$, vous devez rien.')
    const stale = await t.call(letters.saveTemplate, { key, version: 0, ...wording })
    expect(stale).toMatchObject({ status: 409, body: { reason: 'stale-version', details: { version: 1 } } })
    expect(await t.call(letters.restoreTemplate, { key, version: 1 })).toMatchObject({ body: { version: 2 } })
    const { body } = await t.call(letters.getTemplate, { key })
    expect(body).toMatchObject({ version: 2, isDefault: true, ...defaultTemplates[key] })
    const history = await t.call(letters.listVersions, { key, limit: 1 })
    expect(history.body).toMatchObject({
      rows: [{ version: 2, isDefault: true }],
      next: '2',
      total: { count: 2 },
    })
    const older = await t.call(letters.listVersions, { key, limit: 1, after: '2' })
    expect(older.body).toMatchObject({
      rows: [{ version: 1, ...wording, by: 'Membre coordinator' }],
      next: null,
    })
    const { rows } = await t.owner.query(
      "select act from journal where organisation_id = $1 and subject_kind = 'letter-template' order by id",
      [t.here.id],
    )
    expect(rows.map(({ act }) => act)).toEqual(['letter-template-edited', 'letter-template-restored'])
  })

  test('is refused with an unknown field, and named', async () => {
    const answer = await t.call(letters.saveTemplate, { key, version: 2, subject: 'a', body: '{salaire}' })
    expect(answer).toMatchObject({
      status: 409,
      body: { reason: 'unknown-field', details: { fields: ['salaire'] } },
    })
  })

  test('belongs to one organisation', async () => {
    await t.call(letters.saveTemplate, { key: 'missed-meeting', version: 0, ...wording }, { in: t.elsewhere })
    const { body } = await t.call(letters.listTemplates, {})
    expect(body.rows.find((row) => row.key === 'missed-meeting')).toMatchObject({
      isDefault: true,
      edited: null,
    })
  })

  test('is never previewed on a household of another organisation', async () => {
    const answer = await t.call(
      letters.preview,
      { key, ...wording, householdId: household },
      { in: t.elsewhere, as: 'administrator' },
    )
    expect(answer.status).toBe(403)
  })
})

test('without a household, the preview writes an example', async () => {
  const { body } = await t.call(letters.preview, {
    key: 'plan-agreement',
    ...defaultTemplates['plan-agreement'],
  })
  expect(body).toMatchObject({ missingFields: [], unknownFields: [] })
  expect(body.svg).toMatch(/^<svg/)
  expect(body.text).toContain('1 | 5 janvier 2027')
})

test.each([
  ['support-contract', ['La personne accompagnée', 'L’organisme qui accompagne'], 'Le bailleur'],
  ['three-party-contract', ['La personne accompagnée', 'Le bailleur'], 'Le locataire'],
  ['plan-agreement', ['Le locataire', 'Le bailleur'], 'La personne accompagnée'],
] as const)('the preview of %s shows the frames of those who sign it', async (key, signers, other) => {
  const { body } = await t.call(letters.preview, { key, subject: 'Objet', body: '{signatures}' })
  for (const signer of signers) expect(body.text).toContain(signer)
  expect(body.text).not.toContain(other)
})
