import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { dropFile, importWhole, rehearse, viewImport } from '#server/imports/import-for-tests.ts'
import { workbookWithSheets } from '#server/imports/workbook-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await importWhole(t, 'N° contrat;Date d’entrée;Nom\nL1;01/02/2020;Durand\n')
})
afterAll(() => t.close())

const tenancies = [
  ['N° contrat', 'Date d’entrée', 'Nom'],
  ['L2', 43_862, 'Petit'],
]
const ledger = [
  ['Compte locataire', null, null, null],
  ['N° contrat', 'Date', 'Libellé', 'Montant'],
  ['L1', 46_300, 'Loyer', 450],
]
const file = workbookWithSheets({ Notice: [], Titres: [['seul']], Baux: tenancies, Écritures: ledger })
const sheetOf = ({ format }: { format: { kind: string } }) => (format as { sheetName?: string }).sheetName

test('the first sheet with lines is proposed, the others are named, the empty ones told', async () => {
  const { body } = await dropFile(t, file, 'export.xlsx')
  const view = await viewImport(t, body.importId)
  expect(sheetOf(view)).toBe('Baux')
  expect(view.target).toBe('tenancies')
  const preview = await t.call(contract.imports.preview, {
    importId: body.importId,
    target: 'tenancies',
    format: view.format,
    columns: null,
  })
  expect(preview.body.sheets.map(({ name, isEmpty }) => [name, isEmpty])).toEqual([
    ['Notice', true],
    ['Titres', true],
    ['Baux', false],
    ['Écritures', false],
  ])
})

test('another sheet is read with its own headers, and is proposed the next time', async () => {
  const { body } = await dropFile(t, file, 'export.xlsx')
  const { importId } = body
  const view = await viewImport(t, importId)
  const { body: first } = await t.call(contract.imports.preview, {
    importId,
    target: null,
    format: view.format,
    columns: null,
  })
  const chosen = first.sheets.find(({ name }) => name === 'Écritures')
  if (!chosen || view.format.kind !== 'xlsx') throw new Error('the sheet is there')
  const { body: seen } = await t.call(contract.imports.preview, {
    importId,
    target: null,
    format: { ...view.format, sheetPath: chosen.path, sheetName: chosen.name },
    findsHeader: true,
    columns: null,
  })
  expect(seen).toMatchObject({
    target: 'ledger',
    format: { sheetName: 'Écritures', headerLine: 2 },
    lines: [{ line: 3, understood: { tenancyRef: 'L1', amount: '450,00' }, problems: [] }],
  })
  const { target, format, columns } = seen
  const choice = { importId, version: view.version, target, source: view.source, format, columns }
  expect((await t.call(contract.imports.chooseColumns, choice)).status).toBe(200)
  expect((await rehearse(t, importId)).rehearsal).toMatchObject({
    linesRead: 1,
    linesRejected: 0,
    fates: { entry: { created: 1 } },
  })
  const { rows } = await t.owner.query('select sheet_name from import_mapping where organisation_id = $1', [
    t.here.id,
  ])
  expect(rows.map((row) => row.sheet_name)).toContain('Écritures')

  const next = await dropFile(t, file, 'export.xlsx')
  const proposed = await viewImport(t, next.body.importId)
  expect([sheetOf(proposed), proposed.target, proposed.remembered]).toEqual(['Écritures', 'ledger', true])
})

test('a workbook whose sheets are all empty is refused', async () => {
  const { status, body } = await dropFile(t, workbookWithSheets({ A: [], B: [['x']] }), 'vide.xlsx')
  expect({ status, reason: body.reason }).toEqual({ status: 409, reason: 'empty-file' })
})

test('the columns that are not taken up are named', async () => {
  const { body } = await dropFile(t, 'N° contrat;Date d’entrée;Nom;Chat\nL1;01/02/2020;Durand;Félix\n')
  const view = await viewImport(t, body.importId)
  const { body: preview } = await t.call(contract.imports.preview, {
    importId: body.importId,
    target: 'tenancies',
    format: view.format,
    columns: view.columns,
  })
  expect(preview.notes).toContain('Colonnes du fichier qui ne sont pas reprises : « Chat ».')
})
