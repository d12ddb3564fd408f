import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { plainPdf } from '#server/demo/plain-pdf.ts'
import { readPiece } from '#server/hearing-files/typeset-bundle.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'
import { readPdf } from '#tests/read-pdf.ts'

const { documents, hearingFiles, procedures } = contract
/** Sunday 22 November 2026. */
let t: TestHouse
let householdId: string
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
})
afterAll(() => t.close())

const adviser = { as: 'rights-adviser' } as const
const hearing = {
  hearingOn: '2026-12-04',
  hearingTime: '09:00',
  court: 'Tribunal judiciaire de Lyon',
} as const
const start = async (more = {}) =>
  (await t.call(hearingFiles.start, { householdId, ...hearing, ...more }, adviser)).body.hearingFileId
const open = async (hearingFileId: string) =>
  (await t.call(hearingFiles.open, { householdId, hearingFileId }, adviser)).body

const addDocument = async (
  title: string,
  content: Uint8Array,
  more = {},
  as: 'rights-adviser' | 'social-worker' = 'rights-adviser',
) => {
  const response = await t.send(
    documents.add,
    { householdId, title, kind: 'other', audience: 'team', ...more },
    { as, upload: { fileName: `${title}.pdf`, content } },
  )
  return ((await response.json()) as { documentId: string }).documentId
}
const choose = (hearingFileId: string, version: number, ids: string[]) =>
  t.call(
    hearingFiles.choosePieces,
    {
      householdId,
      hearingFileId,
      version,
      pieces: ids.map((documentId, n) => ({ documentId, title: `Pièce ${n}` })),
    },
    adviser,
  )

/** A picture of one grey point, as PNG. */
const onePoint = (): Buffer => {
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const crc = Buffer.alloc(4)
    crc.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, crc])
  }
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.from([0, 128]))
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
const crc32 = (bytes: Buffer): number => {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
/** The standard security handler with an open password: the trailer alone is enough for a reader to refuse. */
const locked = (): Buffer => {
  const text = plainPdf(['Secret']).toString('latin1')
  const entry = `/Encrypt << /Filter /Standard /V 1 /R 2 /O (${'o'.repeat(32)}) /U (${'u'.repeat(32)}) /P -4 >> /ID [(a) (a)]`
  return Buffer.from(text.replace('trailer << ', `trailer << ${entry} `), 'latin1')
}

test('a piece is read when it is chosen: its pages, or why it cannot be joined', () => {
  const pdf = plainPdf(['Quittance'])
  expect(readPiece(pdf, 'application/pdf')).toEqual({ pages: 1, problem: null })
  expect(readPiece(onePoint(), 'image/png')).toEqual({ pages: 1, problem: null })
  expect(readPiece(pdf.subarray(0, 60), 'application/pdf')).toEqual({ pages: null, problem: 'broken' })
  expect(readPiece(onePoint().subarray(0, 40), 'image/png')).toEqual({ pages: null, problem: 'broken' })
  expect(readPiece(locked(), 'application/pdf')).toEqual({ pages: null, problem: 'protected' })
  expect(readPiece(pdf, 'image/heic')).toEqual({ pages: null, problem: 'not-printable' })
})

test('the bundle has its contents, its pages in order, and says what is missing', async () => {
  const hearingFileId = await start()
  const receipt = await addDocument('Quittance', plainPdf(['QUITTANCE DE LOYER']))
  const picture = await addDocument('Photo', onePoint())
  const broken = await addDocument('Jugement', plainPdf(['x']).subarray(0, 60))
  const { body } = await choose(hearingFileId, 1, [picture, broken, receipt])
  expect(body.chosen.map(({ pages, problem }) => pages ?? problem)).toEqual([1, 'broken', 1])
  const note = 'Madame a repris son loyer.\n\nElle demande des délais.'
  await t.call(
    hearingFiles.change,
    { householdId, hearingFileId, version: 2, ...hearing, lawyer: 'Me Roux', note },
    adviser,
  )
  const response = await t.send(hearingFiles.bundle, { householdId, hearingFileId, withNote: true }, adviser)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const pdf = new Uint8Array(await response.arrayBuffer())
  const text = readPdf(pdf).replace(/\s+/g, ' ')
  for (const words of ['Sommaire', 'Elle demande des délais.', 'est abîmé', 'Page 5 sur 5'])
    expect(text).toContain(words)
  expect(text).not.toContain('Page 6')
  const without = await t.send(hearingFiles.bundle, { householdId, hearingFileId }, adviser)
  expect(readPdf(new Uint8Array(await without.arrayBuffer()))).not.toContain('Elle demande des délais.')
  const { rows } = await t.owner.query(
    "select after from journal where act = 'hearing-bundle-made' and household_id = $1 order by at",
    [householdId],
  )
  expect(rows.map(({ after }) => after.withNote)).toEqual([true, false])
})

test('a document that one may not read enters no bundle, and one withdrawn leaves its number', async () => {
  const hearingFileId = await start()
  const mine = await addDocument('Personnel', plainPdf(['PERSONNEL']), { audience: 'me' }, 'social-worker')
  expect((await open(hearingFileId)).others.some(({ documentId }) => documentId === mine)).toBe(false)
  expect(await choose(hearingFileId, 1, [mine])).toMatchObject({
    status: 409,
    body: { reason: 'unknown-record' },
  })
  const kept = await addDocument('Gardé', plainPdf(['GARDE']))
  const gone = await addDocument('Retiré', plainPdf(['RETIRE']))
  await choose(hearingFileId, 1, [gone, kept])
  await t.call(documents.remove, { householdId, documentId: gone, version: 1, reason: 'Erreur' }, adviser)
  const response = await t.send(hearingFiles.bundle, { householdId, hearingFileId }, adviser)
  const text = readPdf(new Uint8Array(await response.arrayBuffer())).replace(/\s+/g, ' ')
  expect(text).toContain('n’est plus au dossier')
})

test('refusals: nothing chosen, chosen twice, an older version', async () => {
  const hearingFileId = await start()
  const empty = await t.send(hearingFiles.bundle, { householdId, hearingFileId }, adviser)
  expect(await empty.json()).toMatchObject({ reason: 'nothing-chosen' })
  const one = await addDocument('Un', plainPdf(['UN']))
  expect(await choose(hearingFileId, 1, [one, one])).toMatchObject({ body: { reason: 'chosen-twice' } })
  await choose(hearingFileId, 1, [one])
  expect(await choose(hearingFileId, 1, [])).toMatchObject({ body: { reason: 'stale-version' } })
  const change = { householdId, hearingFileId, version: 1, ...hearing }
  expect(await t.call(hearingFiles.change, change)).toMatchObject({ body: { reason: 'stale-version' } })
})

test('the checklist reads the file as it is today; the note is drafted from it', async () => {
  const hearingFileId = await start()
  const { checks } = await open(hearingFileId)
  expect(checks.map(({ key, answer }) => `${key} ${answer}`)).toEqual([
    'rent-resumed unknown',
    'plan-proposed no',
    'aid-in-payment unknown',
    'assessment-sent no',
    'budget-known no',
    'papers no',
  ])
  await addDocument('Carte', plainPdf(['CNI']), { kind: 'identity' })
  const papers = (await open(hearingFileId)).checks.find(({ key }) => key === 'papers')
  expect(papers).toMatchObject({ answer: 'partly', why: expect.not.stringContaining('identité') })
  const { body } = await t.call(hearingFiles.draftNote, { householdId, hearingFileId }, adviser)
  expect(body.text).toContain('Martine DURAND : audience du 04/12/2026 à 09:00')
})

const openEviction = async (householdId: string) => {
  const circumstances = { leaseSignedOn: '2024-01-10', landlord: 'individual' }
  const { procedureId } = (
    await t.call(procedures.start, { householdId, kind: 'eviction', openedOn: '2026-01-05', circumstances })
  ).body
  const facts = [
    ['command-to-pay', '2026-01-10', {}],
    ['summoned', '2026-03-03', { hearingOn: '2026-05-05' }],
    ['prefect-told', '2026-03-04', {}],
  ] as const
  let version = 1
  for (const [event, on, detail] of facts) {
    const { body } = await t.call(procedures.recordFact, {
      householdId,
      procedureId,
      version,
      event,
      on,
      detail,
    })
    version = body.version
  }
  return procedureId
}

test('the decision is a fact of the procedure, which derives what follows', async () => {
  const household = await makeHousehold(t.owner, t.here, 'Karim SAÏD')
  const procedureId = await openEviction(household)
  const facts = { householdId: household, ...hearing, hearingOn: '2026-05-05' } as const
  const { hearingFileId } = (await t.call(hearingFiles.start, facts, adviser)).body
  const decide = (more: object) =>
    t.call(
      hearingFiles.decide,
      {
        ...{ householdId: household, hearingFileId, version: 1, on: '2026-05-20' },
        decision: 'payment-delays-granted',
        detail: { months: 24, isClauseSuspended: true, isRentResumed: true, canPay: true },
        ...more,
      },
      adviser,
    )
  expect(await decide({ on: '2026-05-01' })).toMatchObject({
    status: 409,
    body: { reason: 'before-hearing' },
  })
  expect(await decide({ detail: {} })).toMatchObject({
    status: 409,
    body: { reason: 'procedure-refused', details: { reason: 'field-refused' } },
  })
  // A refusal leaves nothing behind, not even the hearing held.
  const held = await t.owner.query(
    "select 1 from procedure_fact where procedure_id = $1 and event = 'hearing'",
    [procedureId],
  )
  expect(held.rows).toEqual([])
  expect((await decide({})).body).toMatchObject({ isInProcedure: true })
  const { rows } = await t.owner.query(
    'select event, on_date from procedure_fact where procedure_id = $1 order by recorded_at, on_date',
    [procedureId],
  )
  expect(rows.slice(-2)).toEqual([
    { event: 'hearing', on_date: expect.anything() },
    { event: 'payment-delays-granted', on_date: expect.anything() },
  ])
  const after = (await t.call(hearingFiles.open, { householdId: household, hearingFileId }, adviser)).body
  expect(after).toMatchObject({
    decision: 'payment-delays-granted',
    effects: { stateLabel: 'Délais accordés, clause suspendue' },
  })
  expect(await decide({ version: 2 })).toMatchObject({ body: { reason: 'already-decided' } })
})

test('without a procedure, the decision is kept all the same', async () => {
  const household = await makeHousehold(t.owner, t.here, 'Sans procédure')
  const facts = { householdId: household, ...hearing, hearingOn: '2026-11-02' } as const
  const { hearingFileId } = (await t.call(hearingFiles.start, facts)).body
  const decision = { householdId: household, hearingFileId, version: 1, decision: 'claim-dismissed' } as const
  expect((await t.call(hearingFiles.decide, { ...decision, on: '2026-11-20' })).body.isInProcedure).toBe(
    false,
  )
})

test('rent staff, volunteers and another organisation reach no hearing file', async () => {
  const hearingFileId = await start()
  for (const as of ['rent-officer', 'volunteer', 'prescriber', 'auditor'] as const)
    expect((await t.call(hearingFiles.open, { householdId, hearingFileId }, { as })).status).toBe(403)
  const there = { in: t.elsewhere, ...adviser }
  expect((await t.call(hearingFiles.open, { householdId, hearingFileId }, there)).status).toBe(403)
  expect((await t.call(hearingFiles.list, {}, there)).body.rows).toEqual([])
  expect((await t.call(hearingFiles.list, {}, adviser)).body.rows.length).toBeGreaterThan(0)
})
