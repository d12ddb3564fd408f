import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { readStatementFile, type StatementProblem, UnreadableStatement } from '#domain/sepa/camt.ts'
import { directDebitMessage } from '#domain/sepa/direct-debits.ts'
import { checkPain } from '#domain/sepa/pain-schema.ts'
import { writeXml, xmlText } from '#domain/sepa/xml.ts'
import { readXml, UnreadableXml, type XmlProblem } from '#server/bank-files/read-xml.ts'
import { statementFile } from '#server/bank-files/statement-for-tests.ts'

const iban = 'FR7630006000011234567890189'
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readStatementFile(readXml(bytes(text)))
const problemOf = (text: string | Uint8Array): XmlProblem | StatementProblem | 'none' => {
  try {
    readStatementFile(readXml(typeof text === 'string' ? bytes(text) : text))
    return 'none'
  } catch (error) {
    if (error instanceof UnreadableXml || error instanceof UnreadableStatement) return error.problem
    throw error
  }
}

const good = statementFile({
  iban,
  openingCents: 100_000,
  entries: [
    { cents: 12_834, bankReference: 'R1', batchId: 'L1' },
    { cents: -6417, details: [{ endToEndId: 'P1a', name: 'LEFEVRE', reason: 'AM04' }] },
  ],
})

describe('A statement', () => {
  test.each(['02', '08'] as const)('is read in version %s', (version) => {
    const { kind, statements } = read(
      statementFile({
        version,
        iban,
        openingCents: 100_000,
        entries: [
          { cents: 12_834, bankReference: 'R1', batchId: 'L1' },
          {
            cents: -6417,
            operation: 'PMNT/RDDT/UPDD',
            details: [{ endToEndId: 'P1a', cents: 6417, name: 'LEFEVRE', reason: 'AM04' }],
          },
        ],
      }),
    )
    expect(kind).toBe('camt.053')
    expect(statements).toMatchObject([
      {
        iban,
        openingCents: 100_000,
        closingCents: 106_417,
        from: '2026-12-07',
        to: '2026-12-08',
        entries: [
          { cents: 12_834, bankReference: 'R1', batchId: 'L1', bookedOn: '2026-12-07' },
          {
            cents: -6417,
            operation: 'PMNT/RDDT/UPDD',
            details: [{ endToEndId: 'P1a', cents: 6417, counterparty: 'LEFEVRE', returnReason: 'AM04' }],
          },
        ],
      },
    ])
  })

  it('leaves aside what is announced and not booked', () => {
    const [statement] = read(
      statementFile({ iban, entries: [{ cents: 100 }, { cents: 200, status: 'PDNG' }] }),
    ).statements
    expect(statement?.entries.map(({ cents }) => cents)).toEqual([100])
    expect(statement?.pendingCount).toBe(1)
  })

  it('is read as a notification too, and with the prefixes that some banks write', () => {
    const notification = statementFile({ kind: 'camt.054', version: '08', iban, entries: [{ cents: 100 }] })
    expect(read(notification).kind).toBe('camt.054')
    const prefixed = notification.replaceAll(/<(\/?)([A-Z])/g, '<$1ns2:$2').replace('xmlns=', 'xmlns:ns2=')
    expect(read(prefixed).statements[0]?.entries).toHaveLength(1)
  })

  it('in the encoding that it declares is read', () => {
    const latin = good.replace('UTF-8', 'ISO-8859-1').replace('LEFEVRE', 'LEFÈVRE')
    const [statement] = readStatementFile(readXml(new Uint8Array(Buffer.from(latin, 'latin1')))).statements
    expect(statement?.entries[1]?.details[0]?.counterparty).toBe('LEFÈVRE')
  })
})

const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "${'&a;'.repeat(10)}">
<!ENTITY c "${'&b;'.repeat(10)}">]><Document>&c;</Document>`
const external = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>`

describe('A bad file is refused', () => {
  test.each<[string, string | Uint8Array, XmlProblem | StatementProblem]>([
    ['with entities that grow without end', laughs, 'forbidden-xml'],
    ['with an external entity', external, 'forbidden-xml'],
    [
      'with a document type after a long comment',
      good.replace('<Document', `<!--${' '.repeat(9000)}--><!DOCTYPE a><Document`),
      'forbidden-xml',
    ],
    [
      'with a document type in UTF-16',
      new Uint8Array(Buffer.from(`\ufeff${external}`, 'utf16le')),
      'forbidden-xml',
    ],
    ['with an entity nobody declared', good.replace('LEFEVRE', '&lol;'), 'not-xml'],
    ['truncated', good.slice(0, -40), 'not-xml'],
    ['empty', '', 'not-xml'],
    ['that is a spreadsheet', 'date;libellé;montant\n', 'not-xml'],
    [
      'in another encoding than it says',
      new Uint8Array(Buffer.from(good.replace('LEFEVRE', 'LEFÈVRE'), 'latin1')),
      'not-xml',
    ],
    ['in an encoding that does not exist', good.replace('UTF-8', 'KLINGON-1'), 'not-xml'],
    ['a thousand deep', '<a>'.repeat(1000) + '</a>'.repeat(1000), 'xml-too-large'],
    ['that is another message', good.replace('camt.053', 'camt.052'), 'not-a-statement'],
    ['of an unknown version', good.replace('001.02', '001.13'), 'unsupported-version'],
    ['without its account', good.replace(/<Acct>.*<\/Acct>/, ''), 'missing-element'],
    ['without a statement', good.replace(/<Stmt>[\s\S]*<\/Stmt>/, ''), 'missing-element'],
    ['in dollars', good.replace('<Amt Ccy="EUR">128.34', '<Amt Ccy="USD">128.34'), 'bad-amount'],
    ['with an amount that is none', good.replace('128.34', '1e9'), 'bad-amount'],
    ['with a negative amount', good.replace('128.34', '-128.34'), 'bad-amount'],
    [
      'with a day that does not exist',
      good.replace('2026-12-07</Dt></BookgDt>', '2026-02-31</Dt></BookgDt>'),
      'bad-date',
    ],
    ['whose balances do not follow', good.replace('1064.17', '1064.18'), 'unbalanced-statement'],
    ['of which a movement was cut out', good.replace(/<Ntry>[\s\S]*?<\/Ntry>/, ''), 'unbalanced-statement'],
  ])('%s', (_, file, problem) => {
    expect(problemOf(file)).toBe(problem)
  })

  it('with a million laughs at once, without reading them', () => {
    const started = performance.now()
    const huge = `<?xml version="1.0"?><!DOCTYPE d [${'<!ENTITY a "lol">'.repeat(1_000_000)}]><Document/>`
    expect(problemOf(huge)).toBe('forbidden-xml')
    expect(performance.now() - started).toBeLessThan(2000)
  })

  it('whatever noise it holds, with a reason and never a crash', () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.string({ unit: 'binary' }), (place, noise) => {
        expect(typeof problemOf(good.slice(0, place) + noise + good.slice(place))).toBe('string')
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.uint8Array(), (noise) => {
        expect(problemOf(noise)).not.toBe('none')
      }),
    )
  })
})

test('the bank’s reference is that of the entry, or of the one operation inside; never the rank of the line', () => {
  const [entry] =
    read(
      statementFile({ iban, entries: [{ cents: 100, details: [{ endToEndId: 'P1a' }] }] })
        .replace('<BkTxCd>', '<NtryRef>1</NtryRef><BkTxCd>')
        .replace('<EndToEndId>', '<AcctSvcrRef>R7</AcctSvcrRef><EndToEndId>'),
    ).statements[0]?.entries ?? []
  expect(entry?.bankReference).toBe('R7')
})

describe('What Palier writes', () => {
  it('reads back as it was, whatever the texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const clean = text.replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
        expect(readXml(bytes(writeXml(xmlText('a', clean, { b: clean.replace(/\s/g, ' ') }))))).toMatchObject(
          {
            text: clean,
          },
        )
      }),
    )
  })

  it('passes its own rules once written and read again', () => {
    const account = { holder: 'Ici', iban, bic: null, creditorId: 'FR72ZZZ123456' }
    const message = directDebitMessage(
      { messageId: 'M1', createdAt: '2026-11-22T09:00:00Z', account },
      '2026-12-07',
      [
        {
          endToEndId: 'P1',
          batchId: 'L1',
          cents: 100,
          sequenceType: 'OOFF',
          mandateReference: 'M1',
          signedOn: '2026-11-01',
          isAccountChanged: true,
          debtor: 'Zoé <&"\'> Ωmega',
          address: null,
          iban,
          bic: null,
          label: 'a]]>b',
        },
      ],
    )
    expect(checkPain(readXml(bytes(writeXml(message))))).toEqual([])
  })
})
