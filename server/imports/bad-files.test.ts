import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unreadable } from '#contract/imports.ts'
import { contract } from '#contract/index.ts'
import {
  confirmColumns,
  dropFile,
  importWhole,
  rehearse,
  viewImport,
} from '#server/imports/import-for-tests.ts'
import { workbook, workbookOf, zip } from '#server/imports/workbook-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await importWhole(t, 'N° contrat;Date d’entrée;Nom\nL1;01/02/2020;Durand\nL2;01/02/2020;Petit\n')
})
afterAll(() => t.close())

const count = async (table: string) =>
  (await t.owner.query(`select count(*)::int as n from ${table} where organisation_id = $1`, [t.here.id]))
    .rows[0].n
const findingsOf = async (importId: string) =>
  (await t.call(contract.imports.listFindings, { importId })).body.rows
const rejectionsOf = async (content: string | Uint8Array) => {
  const { body } = await dropFile(t, content)
  await confirmColumns(t, body.importId)
  const view = await rehearse(t, body.importId)
  return { view, findings: await findingsOf(body.importId) }
}

describe('a file that cannot be read is refused in French, and nothing is kept of it', () => {
  const bomb = workbookOf(`<worksheet>${' '.repeat(60_000_000)}</worksheet>`)
  const wide = Array.from({ length: 10_000 }, (_, column) => `c${column}`).join(';')
  const cases: [name: string, content: string | Uint8Array, reason: keyof typeof unreadable][] = [
    ['a PDF renamed .csv', '%PDF-1.7\n…', 'pdf-file'],
    ['headers without a line', 'N° contrat;Date\n', 'empty-file'],
    ['blank lines', ';;;\n;;;\n', 'empty-file'],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]), 'old-excel'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), 'not-a-table'],
    ['10 000 columns', `${wide}\n${wide}\n`, 'too-many-columns'],
    ['10 000 columns in a workbook', workbook([wide.split(';')]), 'too-many-columns'],
    ['a zip bomb renamed .xlsx', bomb, 'workbook-too-large'],
    ['a zip cut short', workbook([['a'], ['b']]).subarray(0, 200), 'broken-workbook'],
    ['a quote never closed in a short file', 'N° contrat;Date\n1;2\n"3;4\n5;6\n', 'quote-not-closed'],
    ['a web page named .xls', '<html><table><tr><td>N° contrat</td></tr></table>', 'web-page'],
    [
      'a workbook of another kind',
      zip([{ name: 'content.xml', content: Buffer.from('<x/>') }]),
      'other-archive',
    ],
    [
      'a workbook whose rows go backwards',
      workbookOf(
        '<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
      ),
      'broken-workbook',
    ],
    ['a quote never closed', `"N° contrat;Date\n${'x;y\n'.repeat(300_000)}`, 'line-too-long'],
    [
      'entities that grow',
      workbookOf('<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'),
      'broken-workbook',
    ],
  ]
  for (const [name, content, reason] of cases)
    test(name, async () => {
      const before = await count('portfolio_import')
      const { status, body } = await dropFile(t, content, 'export.csv')
      expect({ status, reason: body.reason, message: body.message }).toEqual({
        status: 409,
        reason,
        message: unreadable[reason],
      })
      expect(await count('portfolio_import')).toBe(before)
    })

  test('an empty file', async () => {
    const { status, body } = await dropFile(t, '')
    expect({ status, message: body.message }).toEqual({ status: 400, message: 'Le fichier est vide.' })
  })
})

describe('the lines that cannot be imported say where and why; the others stand', () => {
  test('ledger: unknown tenancy, 31/02, ambiguous amount, missing amount, duplicate', async () => {
    const { view, findings } = await rejectionsOf(
      [
        'N° écriture;N° contrat;Date;Libellé;Montant',
        'E1;L1;05/11/2026;Loyer;450,00',
        'E2;L9;05/11/2026;Loyer;450,00',
        'E3;L1;31/02/2026;Loyer;450,00',
        'E4;L1;05/11/2026;Loyer;1,234',
        'E5;L1;05/11/2026;Loyer;',
        'E1;L1;05/11/2026;Loyer;450,00',
        'E6;L2;05/11/2026;Loyer;1 234,56 €',
      ].join('\n'),
    )
    expect(view.rehearsal).toMatchObject({ linesRead: 7, linesRejected: 5, fates: { entry: { created: 2 } } })
    expect(findings.map(({ line, column, value }) => ({ line, column, value }))).toEqual([
      { line: 3, column: 'N° contrat', value: 'L9' },
      { line: 4, column: 'Date', value: '31/02/2026' },
      { line: 5, column: 'Montant', value: '1,234' },
      { line: 6, column: 'Montant', value: '' },
      { line: 7, column: 'N° écriture', value: 'E1' },
    ])
    expect(findings[1]?.reason).toContain('ce jour n’existe pas')
    expect(findings[4]?.reason).toContain('ligne 2')
  })

  test('tenancies: ends before it starts, no start, same line twice', async () => {
    const { view, findings } = await rejectionsOf(
      [
        'N° contrat;Date d’entrée;Date de sortie;Nom',
        'L3;01/06/2024;01/05/2024;Bernard',
        'L4;;;Moreau',
        'L5;01/06/2024;;Simon',
        'L5;01/06/2024;;Simon',
        'L1;;31/12/2019;Durand',
      ].join('\n'),
    )
    expect(view.rehearsal).toMatchObject({
      linesRead: 5,
      linesRejected: 4,
      fates: { tenancy: { created: 1 } },
    })
    expect(findings.map(({ line, column }) => [line, column])).toEqual([
      [2, 'Date de sortie'],
      [3, 'Date d’entrée'],
      [5, 'N° contrat'],
      [6, 'Date de sortie'],
    ])
  })

  test('a rehearsal changes nothing; applying asks that the other lines be wanted', async () => {
    const { body } = await dropFile(
      t,
      'N° contrat;Date;Libellé;Montant\nL1;05/11/2026;Loyer;450,00\nL9;05/11/2026;Loyer;1,00\n',
    )
    await confirmColumns(t, body.importId)
    const tooEarly = await t.call(contract.imports.apply, { importId: body.importId, keepGoodLines: true })
    expect(tooEarly).toMatchObject({ status: 409, body: { reason: 'not-rehearsed' } })
    await rehearse(t, body.importId)
    expect(await count('rent_entry')).toBe(0)
    const refused = await t.call(contract.imports.apply, { importId: body.importId, keepGoodLines: false })
    expect(refused).toMatchObject({ status: 409, body: { reason: 'has-rejected-lines' } })
  })

  test('the rejected lines download as a French CSV that cannot run a formula', async () => {
    const { body } = await dropFile(t, 'N° contrat;Date;Libellé;Montant\n"=cmd()";05/11/2026;Loyer;450,00\n')
    await confirmColumns(t, body.importId)
    await rehearse(t, body.importId)
    const response = await t.send(contract.imports.downloadFindings, { importId: body.importId })
    const file = Buffer.from(await response.arrayBuffer()).toString('utf8')
    expect(
      file.startsWith("\uFEFFLigne;Sort;Colonne;Valeur;Explication\r\n2;Rejetée;N° contrat;'=cmd();"),
    ).toBe(true)
  })
})

describe('the many ways of the same file', () => {
  const lines = [
    'N° contrat;Date;Libellé;Débit;Crédit',
    'L1;05/10/2026;Échéance d’octobre;1 450,00;',
    'L1;12/10/2026;Prélèvement;;1 450,00',
  ]
  const expected = { linesRead: 2, linesRejected: 0, fates: { entry: { created: 2 } } }
  const windows1252 = (text: string) =>
    Buffer.from(text.replaceAll('’', '\x92').replaceAll('É', '\xc9'), 'latin1')
  const same: [string, string | Uint8Array][] = [
    ['UTF-8', lines.join('\n')],
    ['UTF-8 with a byte order mark', `\uFEFF${lines.join('\r\n')}`],
    ['Windows-1252', windows1252(lines.join('\r\n'))],
    [
      'UTF-16 as Excel writes it',
      Buffer.from(`\uFEFF${lines.join('\r\n').replaceAll(';', '\t')}`, 'utf16le'),
    ],
    ['UTF-16 without its mark', Buffer.from(lines.join('\n'), 'utf16le')],
    ['lone carriage returns, as old Macintoshes wrote', lines.join('\r')],
    ['groups of columns above the headers', `Bail;Écriture;;;\n${lines.join('\n')}`],
    ['tabs', lines.join('\n').replaceAll(';', '\t')],
    [
      'commas and quotes',
      lines
        .join('\n')
        .replace(/[^;\n]+/g, (cell) => `"${cell}"`)
        .replaceAll(';', ','),
    ],
    ['a title above the headers', `Extraction du 20/11/2026\n\n${lines.join('\n')}`],
    [
      'a workbook with dates as numbers',
      workbook([
        ['N° contrat', 'Date', 'Libellé', 'Débit', 'Crédit'],
        ['L1', 46_300, 'Échéance d’octobre', 1450, null],
        ['L1', 46_307, 'Prélèvement', null, 1450],
      ]),
    ],
  ]
  for (const [name, content] of same)
    test(name, async () => {
      const { view } = await rejectionsOf(content)
      expect(view.rehearsal).toMatchObject(expected)
      const { rows } = await t.owner.query(
        'select entry_on::text, amount_cents::int, kind, label from import_ledger_line where organisation_id = $1 and import_id = $2 order by line',
        [t.here.id, view.id],
      )
      expect(rows).toEqual([
        { entry_on: '2026-10-05', amount_cents: 145_000, kind: 'rent-call', label: 'Échéance d’octobre' },
        { entry_on: '2026-10-12', amount_cents: -145_000, kind: 'payment', label: 'Prélèvement' },
      ])
    })
})

describe('columns', () => {
  const file = 'Truc;Machin;Sous;Quand\nL1;Loyer;10,00;05/11/2026\n'

  test('chosen by hand, they are remembered for the next file with the same headers', async () => {
    const { body } = await dropFile(t, file)
    const view = await viewImport(t, body.importId)
    expect(view).toMatchObject({ target: null, columns: {}, remembered: false })
    const chosen = {
      importId: body.importId,
      version: view.version,
      target: 'ledger' as const,
      source: 'Logiciel',
      format: view.format,
    }
    const missing = await t.call(contract.imports.chooseColumns, { ...chosen, columns: { tenancyRef: 0 } })
    expect(missing).toMatchObject({ status: 409, body: { reason: 'missing-columns' } })
    const twice = await t.call(contract.imports.chooseColumns, {
      ...chosen,
      columns: { tenancyRef: 0, on: 0, amount: 2 },
    })
    expect(twice).toMatchObject({ status: 409, body: { reason: 'column-used-twice' } })
    const columns = { tenancyRef: 0, label: 1, amount: 2, on: 3 }
    const preview = await t.call(contract.imports.preview, {
      importId: body.importId,
      target: 'ledger',
      format: view.format,
      columns,
    })
    expect(preview.body.lines[0]).toMatchObject({
      line: 2,
      understood: { tenancyRef: 'L1', amount: '10,00', on: '05/11/2026' },
      problems: [],
    })
    expect((await t.call(contract.imports.chooseColumns, { ...chosen, columns })).status).toBe(200)
    const stale = await t.call(contract.imports.chooseColumns, { ...chosen, columns })
    expect(stale).toMatchObject({ status: 409, body: { reason: 'stale-version' } })
    const next = await dropFile(t, file)
    expect(await viewImport(t, next.body.importId)).toMatchObject({
      target: 'ledger',
      columns,
      remembered: true,
      source: 'Logiciel',
    })
  })

  test('another organisation finds nothing of an import', async () => {
    const { body } = await dropFile(t, file)
    const { importId } = body
    for (const [endpoint, input] of [
      [contract.imports.get, { importId }],
      [contract.imports.rehearse, { importId }],
      [contract.imports.apply, { importId, keepGoodLines: true }],
      [contract.imports.cancel, { importId }],
      [contract.imports.listFindings, { importId }],
    ] as const) {
      const response = await t.send(endpoint, input, { in: t.elsewhere })
      expect(await response.json()).toMatchObject({ reason: 'unknown-record' })
    }
    const { body: list } = await t.call(contract.imports.list, {}, { in: t.elsewhere })
    expect(list).toMatchObject({ rows: [], total: { count: 0 } })
  })
})
