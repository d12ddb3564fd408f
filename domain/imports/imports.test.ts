import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldHeader, isComplete, recogniseColumns, recogniseTarget } from '#domain/imports/columns.ts'
import { importFields, importTargets } from '#domain/imports/fields.ts'
import { ledgerKindOf, recogniseLedgerKind } from '#domain/imports/ledger-kinds.ts'
import { readMemberRole } from '#domain/imports/member-roles.ts'
import { problemMessage } from '#domain/imports/problem-message.ts'
import {
  readAmountCell,
  readDateCell,
  readEmail,
  readInteger,
  readPayer,
  readPhone,
  readRecipient,
  readReference,
  readSide,
  readSurface,
  readText,
  signedAmount,
} from '#domain/imports/readers.ts'

const placed = (target: (typeof importTargets)[number], headers: string[]) => {
  const { columns } = recogniseColumns(target, headers)
  return Object.fromEntries(Object.entries(columns).map(([key, column]) => [headers[column], key]))
}

describe('recognising columns', () => {
  it('reads a ledger with a debit and a credit, accents and punctuation aside', () => {
    const headers = ['N° Contrat', 'Date pièce', 'N° pièce', 'LIBELLE', 'Débit', 'CREDIT (€)', 'Solde']
    expect(placed('ledger', headers)).toEqual({
      'N° Contrat': 'tenancyRef',
      'Date pièce': 'on',
      'N° pièce': 'entryRef',
      LIBELLE: 'label',
      Débit: 'debit',
      'CREDIT (€)': 'credit',
    })
    expect(recogniseColumns('ledger', headers).unknown).toEqual([6])
  })
  it('reads a ledger with an amount and its side', () => {
    expect(placed('ledger', ['Code locataire', 'Date', 'Code opération', 'Montant', 'Sens'])).toEqual({
      'Code locataire': 'tenancyRef',
      Date: 'on',
      'Code opération': 'kind',
      Montant: 'amount',
      Sens: 'side',
    })
  })
  it('reads tenancies, dwellings, buildings and occupants', () => {
    expect(
      Object.values(
        placed('tenancies', [
          'Réf. bail',
          'Réf. logement',
          "Date d'entrée",
          'Date de sortie',
          'Loyer HC',
          'Provisions / charges',
          'APL',
          'R.L.S.',
          'Tiers payant',
        ]),
      ),
    ).toEqual(
      expect.arrayContaining([
        'tenancyRef',
        'dwellingRef',
        'startsOn',
        'endsOn',
        'rent',
        'charges',
        'benefit',
        'benefitRecipient',
      ]),
    )
    expect(
      Object.values(
        placed('dwellings', ['Code UG', 'Code immeuble', 'Adresse', 'CP', 'Ville', 'Typologie', 'DPE']),
      ).toSorted(),
    ).toEqual(['buildingRef', 'city', 'dwellingRef', 'energyClass', 'postcode', 'rooms', 'street'])
    expect(
      Object.values(
        placed('occupants', [
          'N° de contrat',
          'Civilité',
          'NOM',
          'Prénom',
          'Né(e) le',
          'Tél. portable',
          'E-mail',
        ]),
      ),
    ).toEqual(
      expect.arrayContaining(['tenancyRef', 'title', 'lastName', 'firstName', 'bornOn', 'mobile', 'email']),
    )
  })
  it('says what is missing and what is in doubt', () => {
    const mapping = recogniseColumns('ledger', ['Contrat', 'Bail', 'Libellé'])
    expect(mapping).toMatchObject({ missing: ['on'], doubtful: ['tenancyRef'], columns: { tenancyRef: 0 } })
    expect(isComplete('ledger', recogniseColumns('ledger', ['Contrat', 'Date', 'Débit']))).toBe(false)
    expect(isComplete('ledger', recogniseColumns('ledger', ['Contrat', 'Date', 'Débit', 'Crédit']))).toBe(
      true,
    )
  })
  it('tells which file it is', () => {
    expect(recogniseTarget(['Code locataire', 'Date écriture', 'Libellé', 'Montant'])).toBe('ledger')
    expect(recogniseTarget(['Code immeuble', 'Nom', 'Adresse', 'Ville'])).toBe('buildings')
    expect(recogniseTarget(['Contrat', 'Nom', 'Prénom', 'Date de naissance'])).toBe('occupants')
    expect(recogniseTarget(['foo', 'bar'])).toBeUndefined()
  })
  it('recognises every label and synonym it lists, in capitals and without accents, for the field that lists it', () => {
    for (const target of importTargets) {
      for (const field of importFields[target]) {
        for (const name of [field.label, ...field.synonyms]) {
          const header = foldHeader(name).toUpperCase()
          expect(Object.keys(recogniseColumns(target, [header]).columns), `${target} ${header}`).toEqual([
            field.key,
          ])
        }
      }
    }
  })
  it('never gives one column to two fields, whatever the headers', () => {
    const names = importFields.tenancies.flatMap((field) => [field.label, ...field.synonyms])
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...names), fc.string())),
        fc.constantFrom(...importTargets),
        (headers, target) => {
          const { columns, unknown } = recogniseColumns(target, headers)
          const used = Object.values(columns)
          expect(new Set(used).size).toBe(used.length)
          expect([...used, ...unknown].toSorted((a, b) => a - b)).toEqual(headers.map((_, index) => index))
        },
      ),
    )
  })
})

describe('the nature of a ledger line', () => {
  it.each([
    ['Quittancement octobre 2026', 'rent-call'],
    ['LOYER', 'rent-call'],
    ['Loyer et charges', 'rent-call'],
    ['Appel de loyer', 'rent-call'],
    ['Indemnité d’occupation', 'rent-call'],
    ['Provision pour charges', 'charges-call'],
    ['PROV CH', 'charges-call'],
    ['Régul charges 2025', 'charges-settlement'],
    ['Régularisation de charges', 'charges-settlement'],
    ['APL', 'benefit'],
    ['Versement CAF', 'benefit'],
    ['RLS', 'rls'],
    ['Réduction de loyer de solidarité', 'rls'],
    ['Prélèvement SEPA', 'payment'],
    ['Virement loyer octobre', 'payment'],
    ['Règlement chèque', 'payment'],
    ['CB', 'payment'],
    ['Rejet prélèvement', 'payment-rejected'],
    ['Prélèvement impayé', 'payment-rejected'],
    ['Retour de prélèvement', 'payment-rejected'],
    ['Frais de rejet', 'fee'],
    ['Commandement de payer', 'fee'],
    ['Effacement de dette', 'write-off'],
    ['Admission en non-valeur', 'write-off'],
    ['Report à nouveau', 'opening-balance'],
    ['Solde antérieur', 'opening-balance'],
    ['AN', 'opening-balance'],
    ['Divers', undefined],
    ['', undefined],
  ])('« %s » is %s', (text, kind) => {
    expect(recogniseLedgerKind(text)).toBe(kind)
  })
  it('believes the code before the label, and takes a payment owed again for a rejection', () => {
    expect(ledgerKindOf({ kind: 'APL', label: 'Virement', amountCents: -100 })).toBe('benefit')
    expect(ledgerKindOf({ kind: 'XYZ', label: 'Virement', amountCents: -100 })).toBe('payment')
    expect(ledgerKindOf({ kind: null, label: 'Virement', amountCents: 100 })).toBe('payment-rejected')
    expect(ledgerKindOf({ kind: null, label: null, amountCents: 100 })).toBeUndefined()
  })
})

describe('reading a cell', () => {
  it('takes the blanks of software for nothing', () => {
    for (const cell of ['', '  ', '-', 'NULL', '#N/A', null, undefined]) {
      expect(readText(cell)).toEqual({ value: null })
      expect(readAmountCell(cell)).toEqual({ value: null })
      expect(readDateCell(cell)).toEqual({ value: null })
    }
  })
  it('reads texts and references', () => {
    expect(readText('  Jean\u00a0 PAUL ')).toEqual({ value: 'Jean PAUL' })
    expect(readText('DUPR\uFFFD')).toEqual({ problem: 'forbidden-characters' })
    expect(readText('a'.repeat(201))).toEqual({ problem: 'too-long' })
    expect(readReference('00123')).toEqual({ value: '00123' })
    expect(readReference(1234)).toEqual({ value: '1234' })
  })
  it('reads numbers, dates and amounts of text and of spreadsheets', () => {
    expect(readInteger('T3')).toEqual({ value: 3 })
    for (const studio of ['studio', 'T1', 'P1', 'T1 bis', '1 pièce'])
      expect(readInteger(studio).value).toBe(1)
    expect(readInteger('4,0')).toEqual({ value: 4 })
    expect(readInteger('trois')).toEqual({ problem: 'not-an-integer' })
    expect(readDateCell(46_347)).toEqual({ value: '2026-11-21' })
    expect(readDateCell('31/02/2026')).toEqual({ problem: 'no-such-day' })
    expect(readAmountCell(1234.56)).toEqual({ value: 123_456 })
    expect(readAmountCell(0.1 + 0.2)).toEqual({ value: 30 })
    expect(readAmountCell(1234)).toEqual({ value: 123_400 })
    expect(readAmountCell(12.345)).toEqual({ problem: 'too-many-decimals' })
    expect(readAmountCell('1,234')).toEqual({ problem: 'ambiguous-amount' })
    expect(readAmountCell(Number.NaN)).toEqual({ problem: 'not-an-amount' })
  })
  it('reads phones, sides and receivers', () => {
    for (const phone of [
      '06 12 34 56 78',
      '06.12.34.56.78',
      '+33 6 12 34 56 78',
      '+33 (0)6 12 34 56 78',
      '0033612345678',
      612345678,
    ]) {
      expect(readPhone(phone)).toEqual({ value: '+33612345678' })
    }
    expect(readPhone('12 34')).toEqual({ problem: 'not-a-phone' })
    expect(readSide('C')).toEqual({ value: 'credit' })
    expect(readSide('-')).toEqual({ value: 'credit' })
    expect(readSide('x')).toEqual({ problem: 'unknown-side' })
    expect(readRecipient('Bailleur')).toEqual({ value: 'landlord' })
    expect(readRecipient('non')).toEqual({ value: 'tenant' })
    expect(readRecipient('?')).toEqual({ problem: 'unknown-recipient' })
  })
  it('reads addresses, surfaces, payers and places in the household', () => {
    expect(readEmail(' Lea.Petit@exemple.fr ')).toEqual({ value: 'Lea.Petit@exemple.fr' })
    for (const email of ['lea.petit', 'lea@exemple', 'lea petit@exemple.fr', 'a@b.fr;c@d.fr', '@exemple.fr'])
      expect(readEmail(email), email).toEqual({ problem: 'not-an-email' })
    expect(readSurface('62,50 m²')).toEqual({ value: 6250 })
    expect(readSurface(62.5)).toEqual({ value: 6250 })
    for (const surface of ['grande', '-12', '99999999'])
      expect(readSurface(surface), surface).toEqual({ problem: 'not-a-surface' })
    expect(readPayer('CAF du Nord')).toEqual({ value: 'caf' })
    expect(readPayer('M.S.A. Auvergne')).toEqual({ value: 'msa' })
    expect(readPayer('CPAM')).toEqual({ problem: 'unknown-payer' })
    expect(readMemberRole('Conjoint')).toEqual({ value: 'partner' })
    expect(readMemberRole('zzz')).toEqual({ problem: 'unknown-role' })
    expect(readText('#REF!')).toEqual({ problem: 'formula-error' })
  })
  it('signs an amount from its columns', () => {
    expect(signedAmount({ debitCents: 100, creditCents: null })).toBe(100)
    expect(signedAmount({ debitCents: 0, creditCents: 250 })).toBe(-250)
    expect(signedAmount({ amountCents: 100, side: 'credit' })).toBe(-100)
    expect(signedAmount({ amountCents: -100 })).toBe(-100)
    expect(signedAmount({})).toBeNull()
  })
  it('never throws, whatever the cell', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)), (cell) => {
        for (const read of [
          readText,
          readInteger,
          readDateCell,
          readAmountCell,
          readPhone,
          readSide,
          readRecipient,
        ]) {
          const reading = read(cell)
          expect(
            reading.problem === undefined || problemMessage(reading.problem, 'Colonne', cell).length > 10,
          ).toBe(true)
        }
      }),
    )
  })
  it('tells a problem in French, with the value', () => {
    expect(problemMessage('no-such-day', 'Date de sortie', '31/02/2026')).toBe(
      'Date de sortie : « 31/02/2026 », ce jour n’existe pas.',
    )
    expect(problemMessage('missing', 'Nom', '')).toBe('Nom : la valeur est obligatoire.')
  })
})
