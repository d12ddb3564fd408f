import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  apply,
  confirmColumns,
  dropFile,
  importWhole,
  rehearse,
  viewImport,
} from '#server/imports/import-for-tests.ts'
import { workbook } from '#server/imports/workbook-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await importWhole(t, 'N° contrat;Date d’entrée;Nom\nL1;01/02/2020;Durand\nL2;01/02/2020;Petit\n')
})
afterAll(() => t.close())

const rehearseFile = async (content: string | Uint8Array) => {
  const { body } = await dropFile(t, content)
  await confirmColumns(t, body.importId)
  const view = await rehearse(t, body.importId)
  const { body: page } = await t.call(contract.imports.listFindings, {
    importId: body.importId,
    limit: 100,
  })
  return { importId: body.importId, view, findings: page.rows }
}
const places = (
  findings: readonly { line: number; fate: string; column: string | null; value: string | null }[],
) => findings.map(({ line, fate, column, value }) => ({ line, fate, column, value }))
const rowsOf = async (sql: string, ...values: unknown[]) =>
  (await t.owner.query(sql, [t.here.id, ...values])).rows

describe('a value that cannot be read is told; the rest of its line is kept', () => {
  const file = [
    'N° contrat;Nom;Prénom;Date de naissance;Lien;Portable;Téléphone;Mail',
    'L1;Durand;Léa;31/02/1980;titulaire;12 34;04 73 00 00 01;lea@',
    'L2;Petit;Paul;01/03/1975;zzz;06 12 34 56 78;04 73 00 00 02;paul.petit@exemple.fr',
    'L9;Perdu;Jean;1/1/26;;;;',
  ].join('\n')

  test('at the rehearsal, in the page, by kind and in the download', async () => {
    const { importId, view, findings } = await rehearseFile(file)
    expect(view.rehearsal).toMatchObject({
      linesRead: 3,
      linesRejected: 1,
      warnings: 4,
      fates: { person: { created: 2 } },
    })
    expect(places(findings)).toEqual([
      { line: 2, fate: 'warned', column: 'Portable', value: '12 34' },
      { line: 2, fate: 'warned', column: 'Date de naissance', value: '31/02/1980' },
      { line: 2, fate: 'warned', column: 'Mail', value: 'lea@' },
      { line: 3, fate: 'warned', column: 'Lien', value: 'zzz' },
      { line: 4, fate: 'rejected', column: 'N° contrat', value: 'L9' },
    ])
    expect(findings.find(({ column }) => column === 'Portable')?.reason).toBe(
      'Portable : « 12 34 », ce n’est pas un numéro de téléphone ; la ligne est gardée sans cette valeur.',
    )
    const { body } = await t.call(contract.imports.listFindings, { importId, fate: 'warned', limit: 2 })
    expect(body.total).toEqual({ count: 4, exact: true })
    expect(body.rows).toHaveLength(2)
    const response = await t.send(contract.imports.downloadFindings, { importId })
    expect(await response.text()).toContain('\r\n3;Gardée sans une valeur;Lien;zzz;')
  })

  test('applied, the lines are there without those values, with both numbers, and the report still tells', async () => {
    const { importId } = await rehearseFile(file)
    const applied = await apply(t, importId)
    expect(applied.outcome).toMatchObject({ linesRejected: 1, warnings: 4 })
    const persons = await rowsOf(
      `select last_name, birth_on::text, phone, second_phone, email from person
       where organisation_id = $1 and first_name in ('Léa', 'Paul') order by last_name`,
    )
    expect(persons).toEqual([
      { last_name: 'Durand', birth_on: null, phone: '+33473000001', second_phone: null, email: null },
      {
        last_name: 'Petit',
        birth_on: '1975-03-01',
        phone: '+33612345678',
        second_phone: '+33473000002',
        email: 'paul.petit@exemple.fr',
      },
    ])
    const again = await rehearseFile(file)
    expect(again.view.rehearsal).toMatchObject({
      warnings: 4,
      fates: { person: { created: 0, changed: 0, leftAlone: 2 } },
    })
  })

  test('the first screen shows them beside the lines as understood', async () => {
    const { body } = await dropFile(t, file)
    const { format, target, columns } = await viewImport(t, body.importId)
    const preview = await t.call(contract.imports.preview, {
      importId: body.importId,
      target: target ?? 'occupants',
      format,
      columns,
    })
    expect(preview.body.lines[0]).toMatchObject({
      problems: [],
      warnings: [{ value: '12 34' }, { value: '31/02/1980' }, { value: 'lea@' }],
    })
    expect(preview.body.lines[0]?.understood).not.toHaveProperty('mobile')
  })

  test('a surface no dwelling has does not stop the import', async () => {
    const { view, findings } = await rehearseFile(
      'N° contrat;Date d’entrée;Nom;Surface\nS1;01/02/2020;Surf;999999999999\nS2;01/02/2020;Surf;62,5\n',
    )
    expect(view.rehearsal).toMatchObject({ linesRejected: 0, warnings: 1 })
    expect(places(findings)).toEqual([{ line: 2, fate: 'warned', column: 'Surface', value: '999999999999' }])
    expect(
      await rowsOf(
        'select area_square_decimetres as area from import_stock_line where organisation_id = $1 and import_id = $2 order by line',
        view.id,
      ),
    ).toEqual([{ area: null }, { area: 6250 }])
  })
})

describe('lines that contradict one another', () => {
  test('the same tenancy or person told twice, otherwise', async () => {
    const { view, findings } = await rehearseFile(
      [
        'N° contrat;Date d’entrée;Loyer;Code personne;Nom;Prénom',
        'C1;01/02/2020;400,00;P1;Aubert;Luc',
        'C1;01/02/2020;410,00;P2;Aubert;Lou',
        'C2;01/02/2021;300,00;P1;Auberge;Luc',
        'C3;01/02/2021;300,00;P1;AUBERT;Luc',
      ].join('\n'),
    )
    expect(view.rehearsal).toMatchObject({ linesRejected: 0, warnings: 2 })
    expect(places(findings)).toEqual([
      { line: 3, fate: 'warned', column: 'N° contrat', value: 'C1' },
      { line: 4, fate: 'warned', column: 'Code personne', value: 'P1' },
    ])
    expect(findings.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('à la ligne 2 avec d’autres dates'),
      expect.stringContaining('à la ligne 2 avec un autre nom'),
    ])
  })

  test('the same entry number with another content is rejected, and loses its warning', async () => {
    const { view, findings } = await rehearseFile(
      [
        'N° écriture;N° contrat;Date;Nature;Montant',
        'E1;L1;05/11/2026;Loyer;450,00',
        'E1;L1;05/11/2026;ZZ9;470,00',
      ].join('\n'),
    )
    expect(view.rehearsal).toMatchObject({ linesRejected: 1, warnings: 0 })
    expect(places(findings)).toEqual([{ line: 3, fate: 'rejected', column: 'N° écriture', value: 'E1' }])
  })
})

describe('amounts and days as software prints them', () => {
  test('amounts', async () => {
    const written = ['1 234,56 €', '1,234.56', '(12,00)', '-12', '12-', '1.234', '12,345', 'douze', '12 €-']
    const { view, findings } = await rehearseFile(
      [
        'N° écriture\tN° contrat\tDate\tLibellé\tMontant',
        ...written.map((amount, at) => `A${at}\tL1\t05/11/2026\tEssai\t${amount}`),
      ].join('\n'),
    )
    const staged = await rowsOf(
      'select line, amount_cents::int as cents from import_ledger_line where organisation_id = $1 and import_id = $2 order by line',
      view.id,
    )
    expect(staged).toEqual([
      { line: 2, cents: 123_456 },
      { line: 3, cents: 123_456 },
      { line: 4, cents: -1200 },
      { line: 5, cents: -1200 },
      { line: 6, cents: -1200 },
      { line: 10, cents: -1200 },
    ])
    expect(places(findings)).toEqual([
      { line: 7, fate: 'rejected', column: 'Montant', value: '1.234' },
      { line: 8, fate: 'rejected', column: 'Montant', value: '12,345' },
      { line: 9, fate: 'rejected', column: 'Montant', value: 'douze' },
    ])
  })

  test('days in a text, and the serial numbers of a sheet', async () => {
    const { findings, view } = await rehearseFile(
      [
        'N° contrat;Date;Libellé;Montant',
        'L1;31/02/2026;a;1,00',
        'L1;1/1/26;b;1,00',
        'L1;2026-01-01T00:00:00;c;1,00',
        'L1;46023;d;1,00',
        'L1;1/1/2026;e;1,00',
      ].join('\n'),
    )
    expect(view.rehearsal).toMatchObject({ linesRead: 5, linesRejected: 3 })
    expect(findings.map(({ line, reason }) => [line, reason.split(', ')[1]])).toEqual([
      [2, 'ce jour n’existe pas.'],
      [3, 'l’année doit avoir quatre chiffres.'],
      [5, 'ce n’est pas une date (jj/mm/aaaa).'],
    ])
    const sheet = await rehearseFile(
      workbook([
        ['N° contrat', 'Date', 'Libellé', 'Montant'],
        ['L1', 46_023, 'a', 1],
        ['L1', 46_023.5, 'b', 1],
        ['L1', 60, 'c', 1],
        ['L1', 99_999_999, 'd', 1],
      ]),
    )
    expect(sheet.view.rehearsal).toMatchObject({ linesRead: 4, linesRejected: 2 })
    expect(
      await rowsOf(
        'select distinct entry_on::text from import_ledger_line where organisation_id = $1 and import_id = any ($2)',
        [view.id, sheet.view.id],
      ),
    ).toEqual([{ entry_on: '2026-01-01' }])
  })
})

describe('lines that do not have the shape of the others', () => {
  test('headers printed again on each page, and a text that holds the separator', async () => {
    const { view, findings } = await rehearseFile(
      [
        'N° contrat;Date;Libellé;Montant',
        'L1;05/11/2026;Loyer;450,00',
        'N° contrat;Date;Libellé;Montant',
        'L1;05/11/2026;Loyer; parking;50,00',
        'L2;05/11/2026;Loyer;450,00;;',
      ].join('\n'),
    )
    expect(view.rehearsal).toMatchObject({ linesRead: 4, linesRejected: 2, fates: { entry: { created: 2 } } })
    expect(findings.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'Cette ligne répète les titres des colonnes.'],
      [4, expect.stringContaining('La ligne a 5 valeurs pour 4 colonnes')],
    ])
  })
})

test('a quote opened far in the file stops the reading, tells its line, and writes nothing', async () => {
  const fileWithQuoteAt = (quoted: number) =>
    [
      'N° contrat;Date;Libellé;Montant',
      ...Array.from({ length: 3000 }, (_, at) => `L1;05/11/2026;${at === quoted ? '"Loyer' : 'Loyer'};1,00`),
    ].join('\n')
  const refused = await dropFile(t, fileWithQuoteAt(150))
  expect(refused).toMatchObject({ status: 409, body: { reason: 'quote-not-closed', details: { line: 152 } } })
  const { view, findings } = await rehearseFile(fileWithQuoteAt(2500))
  expect(view.rehearsal).toBeNull()
  expect(view.work).toMatchObject({
    state: 'failed',
    problem: expect.stringMatching(/^Ligne 2502\. Un guillemet/),
  })
  expect(findings).toEqual([])
  expect(await rowsOf('select from rent_entry where organisation_id = $1')).toEqual([])
})
