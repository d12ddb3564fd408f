import { access } from 'node:fs/promises'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentLimitBytes } from '#contract/documents.ts'
import { contract } from '#contract/index.ts'
import { keepDocument } from '#server/documents/keep-document.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { documents } = contract

let t: TestHouse
let householdId: string
const asMe = { as: 'social-worker' } as const
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
})
afterAll(() => t.close())

/** A ZIP with these entries: the smallest that its readers accept. */
const zip = (entries: Record<string, string>): Buffer => {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(entries)) {
    const stored = name === 'mimetype'
    const body = stored ? Buffer.from(content) : deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(stored ? 0 : 8, 8)
    local.writeUInt32LE(body.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), body)
    directory.push(entry, Buffer.from(name))
    offset += local.length + name.length + body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(entries).length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, list, end])
}

const odtType = 'application/vnd.oasis.opendocument.text'
const docx = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' }
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')

const send = (fileName: string, content: Uint8Array | string, change: object = {}, key?: string) =>
  t.send(
    documents.add,
    { householdId, kind: 'other', audience: 'team', ...change },
    { ...asMe, upload: { fileName, content, contentType: 'application/pdf' }, ...(key && { key }) },
  )
const add = async (fileName: string, content: Uint8Array | string, change: object = {}) =>
  ((await (await send(fileName, content, change)).json()) as { documentId: string }).documentId
const list = async (change: object = {}) =>
  (await t.call(documents.list, { householdId, limit: 200, ...change }, asMe)).body.rows

describe('what a file is comes from its bytes', () => {
  test.each([
    ['bail.pdf', '%PDF-1.7 …', 'application/pdf', 'bail.pdf', true],
    ['photo.png', png, 'image/png', 'photo.png', true],
    ['IMG_1.jpeg', Buffer.from('ffd8ffe0', 'hex'), 'image/jpeg', 'IMG_1.jpg', true],
    ['IMG_2.heic', Buffer.from('\0\0\0\x18ftypheic'), 'image/heic', 'IMG_2.heic', false],
    ['lettre.odt', zip({ mimetype: odtType, 'content.xml': '<x/>' }), odtType, 'lettre.odt', false],
    [
      'courrier.docx',
      zip(docx),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'courrier.docx',
      false,
    ],
    ['faux.exe', '%PDF-1.4 vrai pdf', 'application/pdf', 'faux.pdf', true],
  ] as const)('%s', async (fileName, content, contentType, kept, isViewable) => {
    const id = await add(fileName, content)
    const found = (await list()).find((one) => one.id === id)
    expect(found).toMatchObject({ contentType, fileName: kept, isViewable })
    const opened = await t.send(documents.open, { householdId, documentId: id }, asMe)
    expect(opened.headers.get('content-type')).toBe(contentType)
    expect(opened.headers.get('content-disposition')).toMatch(isViewable ? /^inline/ : /^attachment/)
    expect(Buffer.from(await opened.arrayBuffer())).toEqual(Buffer.from(content))
  })

  test.each([
    ['a program renamed .pdf', 'facture.pdf', Buffer.from('MZ\x90\0\x03\0\0\0'), 'not-a-document'],
    ['a web page renamed .jpg', 'photo.jpg', '<html><script>alert(1)</script>', 'not-a-document'],
    ['a drawing with scripts', 'plan.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'not-a-document'],
    ['a spreadsheet renamed .docx', 'a.docx', zip({ 'xl/workbook.xml': '<x/>' }), 'not-a-document'],
    ['a truncated archive', 'a.docx', zip(docx).subarray(0, 60), 'not-a-document'],
    ['a text with macros', 'a.docx', zip({ ...docx, 'word/vbaProject.bin': 'macro' }), 'has-macros'],
  ] as const)('%s is refused, and nothing of it is kept', async (_, fileName, content, reason) => {
    const before = await t.owner.query('select count(*)::int from stored_file')
    const response = await send(fileName, content)
    expect([response.status, await response.json()]).toMatchObject([409, { reason }])
    const after = await t.owner.query('select count(*)::int from stored_file')
    expect(after.rows).toEqual(before.rows)
  })
})

test('a file beyond the limit is refused with the limit', async () => {
  const response = await send('gros.pdf', Buffer.alloc(documentLimitBytes + 1, '%PDF-'))
  expect([response.status, await response.json()]).toMatchObject([
    413,
    { message: 'Le fichier dépasse la taille permise : 20 Mo au plus.' },
  ])
})

test('sent twice with one key, added once', async () => {
  const key = crypto.randomUUID()
  const [first, second] = [await send('a.pdf', '%PDF-x', {}, key), await send('a.pdf', '%PDF-x', {}, key)]
  expect(await second.json()).toEqual(await first.json())
})

test('a removed document is hidden with its reason, and its file is kept', async () => {
  const documentId = await add('erreur.pdf', '%PDF-erreur')
  const remove = { householdId, documentId, version: 1, reason: 'Mauvais dossier' }
  const byOther = await t.call(documents.remove, remove, { as: 'rights-adviser' })
  expect([byOther.status, byOther.body]).toMatchObject([409, { reason: 'only-author' }])
  expect((await t.call(documents.remove, remove, asMe)).status).toBe(200)
  expect((await list()).map(({ id }) => id)).not.toContain(documentId)
  expect((await list({ withRemoved: true })).find(({ id }) => id === documentId)).toMatchObject({
    removed: { reason: 'Mauvais dossier' },
  })
  const opened = await t.send(documents.open, { householdId, documentId }, asMe)
  expect([opened.status, await opened.json()]).toMatchObject([409, { reason: 'was-removed' }])
  const { rows } = await t.owner.query(
    'select storage_key from stored_file f join document d on d.stored_file_id = f.id where d.id = $1',
    [documentId],
  )
  await expect(access(t.house.files.localPath(rows[0].storage_key))).resolves.toBeUndefined()
})

test('its author corrects what it is; a stale version is refused', async () => {
  const documentId = await add('cni.pdf', '%PDF-cni')
  const change = { householdId, documentId, kind: 'identity', title: 'CNI', audience: 'me' } as const
  expect((await t.call(documents.change, { ...change, version: 1 }, asMe)).body).toEqual({ version: 2 })
  const stale = await t.call(documents.change, { ...change, version: 1 }, asMe)
  expect([stale.status, stale.body]).toMatchObject([
    409,
    { reason: 'stale-version', details: { version: 2, title: 'CNI' } },
  ])
  expect(await list({ kind: 'identity' })).toMatchObject([{ title: 'CNI', audience: 'me' }])
})

test('a document that Palier made is kept like any other', async () => {
  const content = new TextEncoder().encode('%PDF-accord')
  const { documentId } = await t.asMember('social-worker', (context) =>
    keepDocument(context, {
      ...{ householdId, kind: 'agreement', title: 'Accord', datedOn: '2026-11-22' },
      ...{ audience: 'team', compartment: 'gestion' },
      ...{ fileName: 'accord.pdf', contentType: 'application/pdf', content },
    }),
  )
  const opened = await t.send(documents.open, { householdId, documentId }, asMe)
  expect(await opened.text()).toBe('%PDF-accord')
})

test('another organisation neither lists nor opens it', async () => {
  const documentId = await add('secret.pdf', '%PDF-secret')
  const there = { as: 'coordinator', in: t.elsewhere } as const
  const theirs = await makeHousehold(t.owner, t.elsewhere)
  expect((await t.send(documents.open, { householdId, documentId }, there)).status).toBe(403)
  const crossed = await t.send(documents.open, { householdId: theirs, documentId }, there)
  expect([crossed.status, await crossed.json()]).toMatchObject([409, { reason: 'unknown-record' }])
})
