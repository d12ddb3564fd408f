import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeFinancing } from '#tests/make-financing.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const as = 'project-officer' as const
const { conventions } = contract
const headers =
  'Référence;Intitulé;Type;Convention cadre;Partenaires;Date de signature;Date de début;Date de fin;Domaines;Montant;Territoires'

/** The partners of seed 000: more than 770 conventions with them. */
const partners = [
  'Agence nationale de l’habitat (Anah)',
  'CAF de Maine-et-Loire',
  'MSA Picardie',
  'Fondation Abbé Pierre',
  'PACT de la Loire',
  'CAL du Rhône',
  'Habitat et Développement Isère',
  'ADIL 49',
  'Angers Loire Métropole',
  'Conseil départemental de la Nièvre',
] as const
const fields = ['énergie', 'handicap', 'habitat indigne', 'vente HLM', 'accession sociale'] as const

const lineOf = (rank: number): string => {
  const year = 2012 + (rank % 15)
  const columns = [
    `C-${String(rank).padStart(4, '0')}`,
    `Convention locale n° ${rank}`,
    rank === 1 ? 'cadre' : 'application',
    rank > 1 && rank % 7 === 0 ? 'C-0001' : '',
    `${partners[rank % partners.length]}`,
    `15/12/${year - 1}`,
    `01/01/${year}`,
    `31/12/${year + 2}`,
    fields[rank % fields.length],
    rank % 3 === 0 ? '12 345,67' : '',
    rank % 2 === 0 ? '49' : '49007',
  ]
  return columns.join(';')
}
const listOf = (lines: readonly string[], titles = headers) => [titles, ...lines].join('\r\n')

const rehearse = (content: string, in_ = t.here) =>
  t.send(conventions.rehearseImport, {}, { as, in: in_, upload: { fileName: 'conventions.csv', content } })
const rehearsed = async (content: string): Promise<string> => {
  const response = await rehearse(content)
  expect(response.status).toBe(200)
  return ((await response.json()) as { importId: string }).importId
}
const openImport = async (importId: string) =>
  (await t.call(conventions.openImport, { importId }, { as })).body
const countRows = async (table: string) =>
  (await t.owner.query<{ count: number }>(`select count(*)::int from ${table}`)).rows[0]?.count

const count = 775

describe('a list of more than 770 conventions (seed 000)', () => {
  let importId: string

  test('is read without writing anything', async () => {
    importId = await rehearsed(listOf(Array.from({ length: count }, (_, rank) => lineOf(rank + 1))))
    expect(await openImport(importId)).toMatchObject({
      created: count,
      alreadyThere: 0,
      rejected: 0,
      appliedAt: null,
      findings: [],
      unusedColumns: [],
    })
    expect((await openImport(importId)).newPartners).toHaveLength(partners.length)
    expect(await countRows('convention')).toBe(0)
    expect(await countRows('partner')).toBe(0)
  })

  test('is added in one go, then searched', async () => {
    const { body } = await t.call(conventions.applyImport, { importId }, { as })
    expect(body).toEqual({ created: count, alreadyThere: 0 })
    const listed = await t.call(conventions.list, {}, { as })
    expect(listed.body.total).toEqual({ count, exact: true })
    expect(listed.body.total.count).toBeGreaterThan(770)
    const found = await t.call(conventions.list, { text: 'n° 774' }, { as })
    expect(found.body.rows.map(({ reference }) => reference)).toEqual(['C-0774'])
    const abbe = await t.call(conventions.list, { text: 'abbe pierre', limit: 200 }, { as })
    expect(abbe.body.rows).toHaveLength(78)
    expect(abbe.body.rows.every((row) => row.partners.includes('Fondation Abbé Pierre'))).toBe(true)
  })

  test('by kind of partner: each count opens on as many conventions', async () => {
    const { partnerKinds } = (await t.call(conventions.count, {}, { as })).body
    expect(partnerKinds.map(({ kind }) => kind).toSorted()).toEqual(
      ['adil', 'anah', 'benefit-payer', 'department', 'foundation', 'local-authority', 'operator'].toSorted(),
    )
    expect(partnerKinds.reduce((sum, row) => sum + row.count, 0)).toBe(count)
    for (const { kind, count: expected } of partnerKinds) {
      const { total } = (await t.call(conventions.list, { partnerKind: kind }, { as })).body
      expect(total.count).toBe(expected)
    }
  })

  test('its envelopes hold what it says, and its frameworks are tied', async () => {
    expect(await countRows('envelope')).toBe(258)
    expect(
      await countRows(
        "envelope_allotment where kind = 'initial' and cents = 1234567 and written_by is not null",
      ),
    ).toBe(258)
    expect(await countRows('convention where framework_id is not null')).toBe(110)
  })

  test('added again, nothing doubles; read again, all is already there', async () => {
    expect(await t.call(conventions.applyImport, { importId }, { as })).toMatchObject({
      body: { reason: 'not-possible-now' },
    })
    const again = await rehearsed(listOf([lineOf(1), lineOf(2), lineOf(900)]))
    expect(await openImport(again)).toMatchObject({ created: 1, alreadyThere: 2, newPartners: [] })
    expect((await t.call(conventions.applyImport, { importId: again }, { as })).body).toEqual({
      created: 1,
      alreadyThere: 2,
    })
    expect(await countRows('convention')).toBe(count + 1)
    expect(await countRows('partner')).toBe(partners.length)
  })

  test('is taken back whole while nothing was done under it', async () => {
    const { rows } = await t.owner.query<{ id: string }>(
      "select id from convention where reference = 'C-0014'",
    )
    const { financingId } = await makeFinancing(t.owner, t.here, { conventionId: rows[0]?.id ?? null })
    expect(await t.call(conventions.undoImport, { importId }, { as })).toMatchObject({
      body: { reason: 'in-use' },
    })
    await t.owner.query('delete from financing_standing where financing_id = $1', [financingId])
    await t.owner.query('delete from financing where id = $1', [financingId])
    expect((await t.call(conventions.undoImport, { importId }, { as })).body).toEqual({ removed: count })
    expect(await countRows('convention')).toBe(1)
    expect(await countRows('envelope_allotment')).toBe(1)
    expect(await t.call(conventions.undoImport, { importId }, { as })).toMatchObject({
      body: { reason: 'not-possible-now' },
    })
  })
})

describe('what is wrong is told, and the good lines are kept', () => {
  test('line, column and reason', async () => {
    const importId = await rehearsed(
      listOf([
        'B-1;Bonne;;;Anah;15/12/2025;01/01/2026;31/12/2028;;;49',
        'B-2;Mauvaise fin;;;Anah;;01/01/2026;31/02/2028;;;',
        'B-3;Territoire;;;Anah;;;;;;Atlantide',
        'B-1;Deux fois;;;Anah;;;;;;',
        ';Sans référence;;;Anah;;;;;-5;',
        'B-6;Cadre;;X-9;Anah;;;;;;',
        'B-7;Trop;;;Anah;;;;;;;;;encore',
        'B-8;Nom ambigu;;;Anah;;;;;;Saint-Denis',
      ]),
    )
    const told = await openImport(importId)
    expect(told).toMatchObject({ created: 1, rejected: 7 })
    expect(told.findings.map(({ line, column }) => [line, column])).toEqual([
      [3, 'Date de fin'],
      [4, 'Territoires'],
      [5, 'Référence'],
      [6, 'Référence'],
      [6, 'Montant enveloppe'],
      [7, 'Convention cadre'],
      [8, null],
      [9, 'Territoires'],
    ])
    expect(told.findings[0]?.reason).toContain('« 31/02/2028 », ce jour n’existe pas')
  })

  test.each([
    ['%PDF-1.4', 'pdf-file'],
    [listOf([]), 'empty-file'],
    [listOf(['a;b'], 'Nom;Prénom'), 'columns-missing'],
    [`${headers}\n"jamais refermé;x`, 'quote-not-closed'],
  ])('%j is refused: %s', async (content, reason) => {
    const response = await rehearse(content)
    expect(await response.json()).toMatchObject({ reason })
    expect(response.status).toBe(409)
  })

  test('another organisation finds nothing of it', async () => {
    const importId = await rehearsed(listOf([lineOf(950)]))
    for (const endpoint of [conventions.openImport, conventions.applyImport, conventions.undoImport])
      expect(await t.call(endpoint, { importId }, { as, in: t.elsewhere })).toMatchObject({
        body: { reason: 'unknown-record' },
      })
  })
})
