import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { noDaloAnswers } from '#domain/dalo/facts.ts'
import type { HousingFileKind, HousingLetter } from '#domain/housing-files/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { readPdf } from '#tests/read-pdf.ts'

let t: TestHouse
let householdId: string
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())
beforeEach(async () => {
  const { body } = await t.call(contract.households.create, {
    person: { lastName: 'Delmas', firstName: 'Rosa', birthOn: '1990-03-01' },
  })
  householdId = body.householdId
})

const { housingFiles } = contract
const adviser = { as: 'rights-adviser' } as const
const nobody = '019aa000-0000-7000-8000-000000000000'

const start = async (kind: HousingFileKind = 'dalo') =>
  (await t.call(housingFiles.start, { householdId, kind }, adviser)).body.fileId
const get = async (fileId: string) => (await t.call(housingFiles.get, { householdId, fileId }, adviser)).body
const shelter = (startedOn: PlainDate) =>
  t.call(contract.housing.addOccupancy, {
    householdId,
    kind: 'shelter',
    place: 'Foyer des Saules, Riom',
    startedOn,
  })

type Told = [event: string, on: PlainDate, detail?: FieldValues]
const follow = async (
  kind: ProcedureKind,
  openedOn: PlainDate,
  told: Told[],
  circumstances: FieldValues = {},
) => {
  const opened = await t.call(
    contract.procedures.start,
    { householdId, kind, openedOn, circumstances },
    adviser,
  )
  let { procedureId, version } = opened.body
  for (const [event, on, detail = {}] of told) {
    const fact = { householdId, procedureId, version, event, on, detail }
    const answer = await t.call(contract.procedures.recordFact, fact, adviser)
    expect(answer.status).toBe(200)
    version = answer.body.version
  }
  return procedureId
}

const draft = async (fileId: string, letter: HousingLetter, recipient = 'Commission de médiation') => {
  const answer = await t.send(housingFiles.draftLetter, { householdId, fileId, letter, recipient }, adviser)
  return answer.status === 200 ? readPdf(new Uint8Array(await answer.arrayBuffer())) : answer.status
}

describe('a file read from the facts', () => {
  test('an empty household tells what is missing and where to write it', async () => {
    const file = await get(await start())
    expect(file.missing.map(({ where }) => where)).toEqual(['path', 'situation', 'procedures'])
    expect(file.grounds.every(({ verdict }) => verdict !== 'yes')).toBe(true)
    expect(file.sections.find(({ section }) => section === 'household')?.drafted).toContain(
      'Rosa Delmas, 36 ans',
    )
    expect(file.papers.filter(({ isRequired }) => isRequired).length).toBeGreaterThan(5)
  })

  test('shelter, application, eviction and long wait are read where they stand', async () => {
    await shelter('2026-03-01')
    await follow(
      'housing-application',
      '2023-12-10',
      [
        ['registered', '2023-12-10', { number: '063123120012345001' }],
        ['renewed', '2024-12-01'],
        ['renewed', '2025-12-01'],
      ],
      { longWaitMonths: 30 },
    )
    const fileId = await start()
    const file = await get(fileId)
    const verdictOf = (ground: string) => file.grounds.find((one) => one.ground === ground)
    expect(verdictOf('temporary')).toMatchObject({ verdict: 'yes' })
    expect(verdictOf('long-wait')).toMatchObject({ verdict: 'to-check', asks: ['suitableProposal'] })
    expect(file.known.longWaitMonths).toBe(30)
    expect(file.missing.map(({ where }) => where)).toEqual(['situation'])
    expect(file.sections.find(({ section }) => section === 'steps')?.drafted).toContain('063123120012345001')
    const answered = await t.call(
      housingFiles.answer,
      { householdId, fileId, version: 1, answers: { ...noDaloAnswers, suitableProposal: false } },
      adviser,
    )
    expect(answered.body).toEqual({ version: 2 })
    const again = await get(fileId)
    expect(again.grounds.find(({ ground }) => ground === 'long-wait')?.verdict).toBe('yes')
    expect(again.answers.suitableProposal).toBe(false)
  })

  test('one file of a kind at a time; a closed one is read, not written', async () => {
    const fileId = await start()
    const twice = await t.call(housingFiles.start, { householdId, kind: 'dalo' }, adviser)
    expect(twice).toMatchObject({ status: 409, body: { reason: 'already-open' } })
    const closed = await t.call(
      housingFiles.close,
      { householdId, fileId, version: 1, reason: 'Envoyé' },
      adviser,
    )
    expect(closed.body).toEqual({ version: 2 })
    const late = await t.call(housingFiles.write, { householdId, fileId, version: 2, texts: {} }, adviser)
    expect(late).toMatchObject({ status: 409, body: { reason: 'is-closed' } })
    expect((await get(fileId)).closed).toEqual({ on: '2026-11-22', reason: 'Envoyé' })
    expect((await t.call(housingFiles.start, { householdId, kind: 'dalo' }, adviser)).status).toBe(200)
    const { files } = (await t.call(housingFiles.list, { householdId }, adviser)).body
    expect(files.map(({ closed: end }) => end?.reason ?? null)).toEqual([null, 'Envoyé'])
  })
})

describe('the words', () => {
  test('what is written by hand stays; what is emptied follows the facts again', async () => {
    const fileId = await start()
    const write = (version: number, texts: Record<string, string>) =>
      t.call(housingFiles.write, { householdId, fileId, version, texts }, adviser)
    await write(1, { request: 'Un T2 près de l’école.', home: '  ' })
    const written = (await get(fileId)).sections
    expect(written.find(({ section }) => section === 'request')?.written).toBe('Un T2 près de l’école.')
    expect(written.find(({ section }) => section === 'home')?.written).toBeNull()
    const stale = await write(1, { request: 'Autre chose.' })
    expect(stale).toMatchObject({
      status: 409,
      body: {
        reason: 'stale-version',
        details: { version: 2, sections: { request: 'Un T2 près de l’école.' } },
      },
    })
    await write(2, {})
    const emptied = (await get(fileId)).sections.find(({ section }) => section === 'request')
    expect(emptied).toMatchObject({ written: null })
    expect(emptied?.drafted).toContain('prioritaire et urgente')
  })
})

describe('the papers', () => {
  test('one is joined from the documents, asked, found useless, taken back', async () => {
    const sent = await t.send(
      contract.documents.add,
      { householdId, kind: 'identity', title: 'Carte d’identité', audience: 'team', compartment: 'social' },
      { ...adviser, upload: { fileName: 'ci.pdf', content: '%PDF-1.4\n%%EOF' } },
    )
    const { documentId } = (await sent.json()) as { documentId: string }
    const fileId = await start()
    const paperOf = async (paper: string) => (await get(fileId)).papers.find((one) => one.paper === paper)
    expect((await paperOf('identity'))?.suggested).toEqual({ id: documentId, title: 'Carte d’identité' })
    const note = (
      paper: 'identity' | 'tax-notice',
      state: 'there' | 'asked' | null,
      id: string | null = null,
    ) => t.call(housingFiles.notePaper, { householdId, fileId, paper, state, documentId: id }, adviser)
    expect((await note('identity', 'there', documentId)).status).toBe(200)
    expect(await paperOf('identity')).toMatchObject({
      state: 'there',
      document: { id: documentId },
      suggested: null,
      notedOn: '2026-11-22',
    })
    expect(await note('tax-notice', 'asked', documentId)).toMatchObject({
      body: { reason: 'document-not-there' },
    })
    expect(await note('tax-notice', 'there', nobody)).toMatchObject({ body: { reason: 'unknown-record' } })
    await note('tax-notice', 'asked')
    expect(await paperOf('tax-notice')).toMatchObject({ state: 'asked' })
    await note('tax-notice', null)
    expect(await paperOf('tax-notice')).toMatchObject({ state: null })
    const { rows } = await t.owner.query('select paper, state from housing_file_paper where file_id = $1', [
      fileId,
    ])
    expect(rows).toEqual([{ paper: 'identity', state: 'there' }])
  })
})

describe('the letters', () => {
  test('the file as a PDF tells the grounds, the words and the papers, and is signed by the household', async () => {
    await shelter('2026-03-01')
    const fileId = await start()
    await t.call(
      housingFiles.write,
      { householdId, fileId, version: 1, texts: { request: 'Un T2 près de l’école.' } },
      adviser,
    )
    const text = await draft(fileId, 'dalo-file')
    expect(text).toContain('exposé de la situation')
    expect(text).toContain('Un T2 près de l’école.')
    expect(text).toContain('plus de 6 mois')
    expect(text).toContain('Rosa Delmas')
    expect(text).toContain('Le demandeur')
  })

  test('silence of the commission, then the préfet’s: each letter tells its dates, when it is timely', async () => {
    const fileId = await start()
    const timely = async () =>
      (await get(fileId)).letters.filter(({ isTimely }) => isTimely).map(({ letter }) => letter)
    expect(await timely()).toEqual(['dalo-file'])
    const procedureId = await follow('dalo', '2026-07-01', [
      ['filed', '2026-07-06'],
      ['acknowledged', '2026-07-10', { number: '63-2026-0117' }],
    ])
    expect(await timely()).toEqual(['dalo-review'])
    const review = await draft(fileId, 'dalo-review')
    expect(review).toContain('63-2026-0117')
    expect(review).toContain('n’a pas répondu avant le 10 octobre 2026')
    const file = await get(fileId)
    expect(file.procedure).toMatchObject({ procedureId, stateLabel: 'Refusé par la commission' })
  })

  test('the judge may be seized once the préfet’s time has passed', async () => {
    const fileId = await start()
    await follow('dalo', '2026-02-01', [
      ['filed', '2026-02-05'],
      ['acknowledged', '2026-02-10'],
      ['priority', '2026-05-12'],
    ])
    const { letters, procedure } = await get(fileId)
    expect(procedure?.stateLabel).toContain('le tribunal peut être saisi')
    expect(letters.find(({ isTimely }) => isTimely)?.letter).toBe('dalo-injunction')
    const text = await draft(fileId, 'dalo-injunction', 'Tribunal administratif\nClermont-Ferrand')
    expect(text).toContain('avant le 12 août 2026')
    expect(text).toContain('jusqu’au 14 décembre 2026')
  })

  test('a DAHO asks for shelter and shows no ground of the DALO', async () => {
    const fileId = await start('daho')
    expect((await get(fileId)).grounds).toEqual([])
    const text = await draft(fileId, 'dalo-injunction')
    expect(text).toContain('un accueil adapté')
    expect(await draft(fileId, 'dalo-file')).not.toContain('Ce qui le montre')
  })

  test('a note to the commission d’attribution is signed by the adviser', async () => {
    const fileId = await start('allocation')
    await follow('allocation', '2026-11-10', [
      ['listed', '2026-11-12', { sitsOn: '2026-12-08', home: 'T3, 4 rue des Saules' }],
    ])
    const text = await draft(fileId, 'allocation-note')
    expect(text).toContain('T3, 4 rue des Saules')
    expect(text).toContain('Nous accompagnons Rosa Delmas')
  })

  test('a letter kept is a document of the social side and stays in the list', async () => {
    const fileId = await start('transfer')
    const asked = {
      householdId,
      fileId,
      letter: 'transfer-request',
      recipient: 'Habitat des Trois Rives',
    } as const
    const { body } = await t.call(housingFiles.keepLetter, asked, adviser)
    const { rows } = await t.owner.query('select compartment, title from document where id = $1', [
      body.documentId,
    ])
    expect(rows).toEqual([{ compartment: 'social', title: 'Demande de mutation' }])
    expect((await get(fileId)).letters[0]?.kept).toMatchObject([
      { documentId: body.documentId, recipient: 'Habitat des Trois Rives', keptOn: '2026-11-22' },
    ])
    const other = await t.call(housingFiles.keepLetter, { ...asked, letter: 'dalo-file' }, adviser)
    expect(other).toMatchObject({ status: 409, body: { reason: 'not-a-letter-of-this-file' } })
    expect(await draft(fileId, 'allocation-note')).toBe(409)
  })

  test('a letter sent twice is kept once', async () => {
    const fileId = await start('transfer')
    const asked = { householdId, fileId, letter: 'transfer-request', recipient: 'Bailleur' } as const
    const first = await t.call(housingFiles.keepLetter, asked, {
      ...adviser,
      key: '019aa000-0000-7000-8000-0000000000aa',
    })
    const second = await t.call(housingFiles.keepLetter, asked, {
      ...adviser,
      key: '019aa000-0000-7000-8000-0000000000aa',
    })
    expect(second.body).toEqual(first.body)
    const { rows } = await t.owner.query('select 1 from housing_file_letter where file_id = $1', [fileId])
    expect(rows).toHaveLength(1)
  })
})

test('a procedure opened from the file takes the delays of the département', async () => {
  await t.call(contract.housing.addOccupancy, {
    ...{ householdId, kind: 'hosted', place: '3 rue Neuve, 33000 Bordeaux' },
    startedOn: '2026-03-01',
  })
  const prepared = async (kind: ProcedureKind) =>
    (await t.call(contract.procedures.prepare, { householdId, kind }, adviser)).body.circumstances
  expect(await prepared('dalo')).toEqual({ department: '33', overseas: false, largeTown: true })
  expect(await prepared('housing-application')).toEqual({ department: '33' })
})

test('rent staff read nothing of it; another household and another organisation find nothing', async () => {
  const fileId = await start()
  expect((await t.call(housingFiles.get, { householdId, fileId }, { as: 'rent-officer' })).status).toBe(403)
  expect(
    (await t.call(housingFiles.get, { householdId, fileId }, { ...adviser, in: t.elsewhere })).status,
  ).toBe(403)
  const { body } = await t.call(contract.households.create, { person: { lastName: 'Autre' } })
  const elsewhere = await t.call(housingFiles.get, { householdId: body.householdId, fileId }, adviser)
  expect(elsewhere).toMatchObject({ status: 409, body: { reason: 'unknown-record' } })
})

test.each(['answer', 'write', 'close', 'notePaper', 'keepLetter'] as const)(
  '%s of a file that is not there',
  async (name) => {
    const common = { householdId, fileId: nobody, version: 1 }
    const inputs = {
      answer: { ...common, answers: noDaloAnswers },
      write: { ...common, texts: {} },
      close: { ...common, reason: 'Fini' },
      notePaper: { ...common, paper: 'identity', state: 'asked' },
      keepLetter: { ...common, letter: 'dalo-file', recipient: 'Commission' },
    } as const
    const answer = await t.call(housingFiles[name] as never, inputs[name] as never, adviser)
    expect(answer).toMatchObject({ status: 409, body: { reason: 'unknown-record' } })
  },
)
