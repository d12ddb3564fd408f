import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { sumCents } from '#domain/money.ts'
import { centsOfDecimal } from '#domain/sepa/decimal.ts'
import { type DirectDebit, directDebitMessage } from '#domain/sepa/direct-debits.ts'
import { sequenceTypes } from '#domain/sepa/kinds.ts'
import { checkPain } from '#domain/sepa/pain-schema.ts'
import { batchIdOf, endToEndIdOf, messageIdOf } from '#domain/sepa/references.ts'
import { type Transfer, transferMessage } from '#domain/sepa/transfers.ts'
import { at, childrenOf, textAt, type XmlNode, xmlText } from '#domain/sepa/xml.ts'

const fileId = '01936b2e-0000-7000-8000-000000000001'
const head = {
  messageId: messageIdOf('direct-debit', fileId),
  createdAt: '2026-11-22T09:00:00Z',
  account: {
    holder: 'Coopérative des Deux Vallées',
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    creditorId: 'FR72ZZZ123456',
  },
}
const debit: DirectDebit = {
  endToEndId: endToEndIdOf({ kind: 'collection', id: fileId, attempt: 1 }),
  batchId: batchIdOf(1, fileId),
  cents: 6417,
  sequenceType: 'FRST',
  mandateReference: 'M2026-000001',
  signedOn: '2026-11-01',
  isAccountChanged: false,
  debtor: 'Élodie Lefèvre',
  address: { street: 'rue Haute', buildingNumber: '3', postCode: '13001', town: 'Marseille', country: 'FR' },
  iban: 'FR1420041010050500013M02606',
  bic: null,
  label: 'Prêt 2026-00001, échéance 1',
}
const transfer: Transfer = {
  endToEndId: endToEndIdOf({ kind: 'payment-order', id: fileId, attempt: 1 }),
  cents: 300_000,
  creditor: 'Toitures du Pays',
  address: null,
  iban: 'FR7630006000011234567890189',
  bic: null,
  label: 'FAC-12',
}
const debits = (...changed: Partial<DirectDebit>[]) =>
  directDebitMessage(
    head,
    '2026-12-07',
    changed.map((change, index) => ({ ...debit, endToEndId: `P${index}`, ...change })),
  )
const transferFile = (transfers: Transfer[]) =>
  transferMessage(head, { batchId: 'L1', executeOn: '2026-12-07', transfers })

const amounts = fc.array(
  fc.record({
    cents: fc.integer({ min: 1, max: 99_999_999 }),
    sequenceType: fc.constantFrom(...sequenceTypes),
    debtor: fc.string({ unit: 'binary' }),
    label: fc.string({ unit: 'binary' }),
    isAccountChanged: fc.boolean(),
    bic: fc.constantFrom('AGRIFRPP', 'PSSTFRPPMAR', null),
    town: fc.option(fc.string({ unit: 'binary' })),
  }),
  { minLength: 1, maxLength: 30 },
)

describe('A file of direct debits', () => {
  it('follows the rules of pain.008.001.08 whatever is written in it, and its totals are the sums of its lines', () => {
    fc.assert(
      fc.property(amounts, (rows) => {
        const message = debits(
          ...rows.map(({ town, ...row }) => ({
            ...row,
            batchId: `L${sequenceTypes.indexOf(row.sequenceType)}`,
            address: {
              street: row.label,
              buildingNumber: row.debtor,
              postCode: '13001',
              town,
              country: 'FR',
            },
          })),
        )
        expect(checkPain(message)).toEqual([])
        const initiation = at(message, 'CstmrDrctDbtInitn')
        const total = sumCents(rows.map(({ cents }) => cents))
        expect(centsOfDecimal(textAt(initiation, 'GrpHdr', 'CtrlSum') ?? '')).toBe(total)
        expect(Number(textAt(initiation, 'GrpHdr', 'NbOfTxs'))).toBe(rows.length)
        const batches = childrenOf(initiation, 'PmtInf')
        expect(new Set(batches.map((batch) => textAt(batch, 'PmtTpInf', 'SeqTp'))).size).toBe(batches.length)
        expect(sumCents(batches.map((batch) => centsOfDecimal(textAt(batch, 'CtrlSum') ?? '') ?? 0))).toBe(
          total,
        )
      }),
    )
  })

  it('tells the bank of a changed account, and of nothing else', () => {
    const [plain, changed] = [false, true].map((isAccountChanged) => debits({ isAccountChanged }))
    const indicator = (message: XmlNode | undefined) =>
      textAt(message, 'CstmrDrctDbtInitn', 'PmtInf', 'DrctDbtTxInf', 'DrctDbtTx', 'MndtRltdInf', 'AmdmntInd')
    expect(indicator(plain)).toBeUndefined()
    expect(indicator(changed)).toBe('true')
  })
})

describe('A file of transfers', () => {
  it('follows the rules of pain.001.001.09 whatever is written in it', () => {
    fc.assert(
      fc.property(amounts, (rows) => {
        const message = transferFile(
          rows.map((row, index) => ({
            ...transfer,
            endToEndId: `V${index}`,
            cents: row.cents,
            creditor: row.debtor,
            label: row.label,
            bic: row.bic,
          })),
        )
        expect(checkPain(message)).toEqual([])
        expect(centsOfDecimal(textAt(message, 'CstmrCdtTrfInitn', 'GrpHdr', 'CtrlSum') ?? '')).toBe(
          sumCents(rows.map(({ cents }) => cents)),
        )
      }),
    )
  })
})

/** The document with one element changed, wherever it stands. */
const change = (node: XmlNode, name: string, edit: (found: XmlNode) => XmlNode[]): XmlNode => ({
  ...node,
  children: node.children.flatMap((child) =>
    child.name === name ? edit(child) : [change(child, name, edit)],
  ),
})
const setText = (name: string, text: string) => change(debits({}), name, (found) => [{ ...found, text }])

describe('The rules of the schema refuse', () => {
  test.each<[string, XmlNode]>([
    [
      'another message',
      { ...debits({}), attributes: { xmlns: 'urn:iso:std:iso:20022:tech:xsd:pain.008.001.02' } },
    ],
    [
      'an amount without its currency',
      change(debits({}), 'InstdAmt', (found) => [{ ...found, attributes: {} }]),
    ],
    [
      'an amount in dollars',
      change(debits({}), 'InstdAmt', (found) => [{ ...found, attributes: { Ccy: 'USD' } }]),
    ],
    ['an amount of zero', setText('InstdAmt', '0.00')],
    ['a decimal comma', setText('InstdAmt', '64,17')],
    ['three decimals', setText('InstdAmt', '64.170')],
    ['a total that is not the sum', setText('CtrlSum', '64.18')],
    ['a count that is not the number', setText('NbOfTxs', '2')],
    ['a reference of 36 characters', setText('MsgId', 'A'.repeat(36))],
    ['a reference that begins with a slash', setText('EndToEndId', '/A')],
    ['a double slash', setText('PmtInfId', 'A//B')],
    ['an accent', setText('Nm', 'Élodie')],
    ['a name of 71 characters', setText('Nm', 'A'.repeat(71))],
    ['an unknown sequence type', setText('SeqTp', 'LAST')],
    ['a day written the French way', setText('ReqdColltnDt', '07/12/2026')],
    ['an IBAN with spaces', setText('IBAN', 'FR76 3000')],
    ['an address without its town', change(debits({}), 'TwnNm', () => [])],
    [
      'a free address line',
      change(debits({}), 'Ctry', (found) => [found, xmlText('AdrLine', '3 rue Haute')]),
    ],
    ['a missing element', change(debits({}), 'ChrgBr', () => [])],
    ['an element twice', change(debits({}), 'ChrgBr', (found) => [found, found])],
    [
      'two elements out of order',
      change(
        change(debits({}), 'PmtMtd', () => []),
        'BtchBookg',
        (found) => [found, xmlText('PmtMtd', 'DD')],
      ),
    ],
    ['an empty creditor identifier', change(debits({}), 'CdtrSchmeId', () => [])],
    ['twice the same reference', debits({ endToEndId: 'X' }, { endToEndId: 'X' })],
    ['a file without a line', transferFile([])],
  ])('%s', (_, message) => {
    expect(checkPain(message)).not.toEqual([])
  })
})
