import { describe, expect, it } from 'vitest'
import { recogniseFileColumns } from '#domain/imports/file-fields.ts'
import { ledgerLineReader } from '#domain/imports/ledger-line.ts'
import { type StockTarget, stockLineReader } from '#domain/imports/stock-line.ts'

const layoutOf = (target: StockTarget | 'ledger', headers: string[]) => ({
  headers,
  columns: recogniseFileColumns(target, headers).columns,
})
const readStock = (target: StockTarget, line: Readonly<Record<string, string>>) =>
  stockLineReader(target, layoutOf(target, Object.keys(line)))(Object.values(line))

describe('what only describes is left out and told; the line stands', () => {
  const occupant = { 'Référence du bail': 'L1', Nom: 'Petit' }
  const cases: [column: string, value: string, kept: object, told: string][] = [
    ['Téléphone', '12 34', { phone: null }, 'ce n’est pas un numéro de téléphone'],
    ['Téléphone portable', 'sur demande', { phone: null }, 'ce n’est pas un numéro de téléphone'],
    ['Courriel', 'petit@', { email: null }, 'ce n’est pas une adresse électronique'],
    ['Date de naissance', '31/02/1980', { birthOn: null }, 'ce jour n’existe pas'],
    ['Date de naissance', '1/1/26', { birthOn: null }, 'l’année doit avoir quatre chiffres'],
    ['Lien', 'zzz', { memberRole: null }, 'la personne est inscrite comme autre occupant'],
    ['Prénom', 'Ren\uFFFD', { firstName: null }, 'caractères illisibles'],
    ['Civilité', '#REF!', { civility: null }, 'erreur d’une formule'],
  ]
  for (const [column, value, kept, told] of cases)
    it(`${column} : ${value}`, () => {
      const { line, warnings } = readStock('occupants', { ...occupant, [column]: value })
      expect(line).toMatchObject({ tenancyRef: 'L1', lastName: 'Petit', ...kept })
      expect(warnings).toEqual([{ column, value, reason: expect.stringContaining(told) }])
    })

  it('a surface, a number of rooms, a payer and a text too long on the line of a tenancy', () => {
    const { line, warnings } = readStock('tenancies', {
      'Référence du bail': 'L1',
      Surface: '999999999999',
      'Nombre de pièces': 'grand',
      'Organisme payeur': 'CPAM',
      Adresse: 'a'.repeat(250),
    })
    expect(line).toMatchObject({ areaSquareDecimetres: null, dwellingKind: null, benefitPayer: null })
    expect(line?.street).toHaveLength(200)
    expect(warnings?.map(({ column }) => column).sort()).toEqual([
      'Adresse',
      'Nombre de pièces',
      'Organisme payeur',
      'Surface',
    ])
  })

  it('both numbers are kept; a line without a fault carries no warning', () => {
    const { line, warnings } = readStock('occupants', {
      ...occupant,
      'Téléphone portable': '06 12 34 56 78',
      Téléphone: '04 73 00 00 01',
    })
    expect(line).toMatchObject({ phone: '+33612345678', secondPhone: '+33473000001' })
    expect(warnings).toBeUndefined()
  })

  it('a nature of entry nobody knows is told; « Divers » is not', () => {
    const read = ledgerLineReader(layoutOf('ledger', ['Contrat', 'Date', 'Nature', 'Montant']))
    expect(read(['L1', '05/11/2026', 'ZZ9', '10,00'])).toMatchObject({
      line: { kind: 'other' },
      warnings: [{ column: 'Nature', value: 'ZZ9' }],
    })
    expect(read(['L1', '05/11/2026', 'Divers', '10,00']).warnings).toBeUndefined()
  })
})

describe('what identifies, counts or dates a tenancy is never guessed', () => {
  it('rejects the line on its amounts, its periods and its references', () => {
    for (const [column, value] of [
      ['Loyer', '(450,00)'],
      ['Loyer', '450-'],
      ['Loyer', '1,234'],
      ['Date d’entrée', '31/02/2026'],
      ['Date de sortie', '46300x'],
      ['Aide versée à', '?'],
    ] as const) {
      const { problems } = readStock('tenancies', { 'Référence du bail': 'L1', [column]: value })
      expect(problems, value).toEqual([expect.objectContaining({ column, value })])
    }
    expect(readStock('occupants', { 'Référence du bail': 'L1', Nom: 'Ren\uFFFD' }).problems).toHaveLength(1)
  })
})
