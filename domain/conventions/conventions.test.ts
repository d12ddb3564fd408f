import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Amendment, termsAt } from '#domain/conventions/amendments.ts'
import { decideAmendment, decideTerms } from '#domain/conventions/decide.ts'
import { guessPartnerKind } from '#domain/conventions/guess-partner-kind.ts'
import { layoutOf } from '#domain/conventions/import-columns.ts'
import { alertAt, periodAt, stateAt } from '#domain/conventions/period.ts'
import { readConventionLine } from '#domain/conventions/read-line.ts'
import { type ConventionTerms, emptyTerms } from '#domain/conventions/terms.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const angers = { kind: 'epci', code: '244900015', name: 'Angers Loire Métropole' } as const
const segre = { kind: 'commune', code: '49331', name: 'Segré-en-Anjou Bleu' } as const
const agreed: ConventionTerms = {
  ...emptyTerms,
  startsOn: '2024-01-01',
  endsOn: '2026-12-31',
  territories: [angers],
  fields: ['adaptation'],
  targets: [{ kind: 'households', field: null, year: 2026, value: 40 }],
}
const facts = (part: Partial<ConventionTerms> = {}, endedEarlyOn: PlainDate | null = null) => ({
  terms: { ...agreed, ...part },
  signedOn: '2023-12-15' as PlainDate,
  endedEarlyOn,
})

describe('the terms on a day', () => {
  const amendments: Amendment[] = [
    {
      number: 2,
      effectiveOn: '2026-07-01',
      changes: {
        endsOn: '2027-12-31',
        removedTerritories: [angers],
        clauses: { fungibility: 'by-decision' },
      },
    },
    {
      number: 1,
      effectiveOn: '2025-03-01',
      changes: {
        addedTerritories: [segre],
        addedFields: ['unfit-housing', 'adaptation'],
        addedTargets: [{ kind: 'households', field: null, year: 2026, value: 60 }],
      },
    },
  ]

  test('before any amendment, what was agreed', () => {
    expect(termsAt(agreed, amendments, '2025-02-28')).toEqual(agreed)
  })
  test('each amendment counts from the day it takes effect', () => {
    expect(termsAt(agreed, amendments, '2025-03-01')).toMatchObject({
      endsOn: '2026-12-31',
      territories: [angers, segre],
      fields: ['unfit-housing', 'adaptation'],
      targets: [{ value: 60 }],
    })
    expect(termsAt(agreed, amendments, '2026-07-01')).toMatchObject({
      endsOn: '2027-12-31',
      territories: [segre],
      clauses: { fungibility: 'by-decision', countingRule: 'signature' },
    })
  })
  test('the order in which they are read changes nothing', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(amendments, { minLength: 2 }), (shuffled) => {
        expect(termsAt(agreed, shuffled, '2026-12-01')).toEqual(termsAt(agreed, amendments, '2026-12-01'))
      }),
    )
  })
})

describe('the period', () => {
  const tacit = { renewal: 'tacit', renewalMonths: 12, noticeDays: 90 } as const
  test.each([
    ['as agreed', facts({ noticeDays: 90 }), '2026-11-22', '2026-12-31', '2026-10-02', 0],
    ['renewed by itself once', facts(tacit), '2027-01-01', '2027-12-31', '2027-10-02', 1],
    ['not renewed on its last day', facts(tacit), '2026-12-31', '2026-12-31', '2026-10-02', 0],
    ['renewed three times', facts(tacit), '2029-06-01', '2029-12-31', '2029-10-02', 3],
    ['not renewed once stopped', facts(tacit, '2026-12-31'), '2028-01-01', '2026-12-31', null, 0],
    ['renewed, then stopped', facts(tacit, '2027-12-31'), '2029-01-01', '2027-12-31', null, 1],
    ['ended early', facts({}, '2025-06-30'), '2026-01-01', '2025-06-30', null, 0],
    ['without a term', facts({ endsOn: null }), '2040-01-01', null, null, 0],
    [
      'six months from the end of June',
      facts({ ...tacit, endsOn: '2026-06-30', renewalMonths: 6 }),
      '2026-07-01',
      '2026-12-31',
      '2026-10-02',
      1,
    ],
  ] as const)('%s', (_, convention, today, endsOn, noticeOn, renewals) => {
    expect(periodAt(convention, today)).toMatchObject({ endsOn, noticeOn, renewals })
  })

  test.each([
    ['not signed', { ...facts(), signedOn: null }, '2026-01-01', 'draft'],
    ['signed, not begun', facts(), '2023-12-31', 'to-come'],
    ['its first day', facts(), '2024-01-01', 'running'],
    ['its last day', facts(), '2026-12-31', 'running'],
    ['the day after', facts(), '2027-01-01', 'ended'],
  ] as const)('%s', (_, convention, today, state) => {
    expect(stateAt(convention, today)).toBe(state)
  })

  test.each([
    ['2025-12-30', null],
    ['2025-12-31', 12],
    ['2026-06-29', 12],
    ['2026-06-30', 6],
    ['2026-09-29', 6],
    ['2026-09-30', 3],
    ['2026-12-31', 3],
    ['2027-01-01', null],
  ] as const)('on %s, the alert of a convention that ends on 2026-12-31 is %s', (today, alert) => {
    expect(alertAt('2026-12-31', today)).toBe(alert)
  })
})

describe('what cannot be kept', () => {
  test.each([
    [{ endsOn: '2023-12-31' }, 'ends-before-start'],
    [{ renewal: 'tacit' }, 'renewal-length-missing'],
    [{ startsOn: null }, 'start-missing'],
    [{}, null],
  ] as const)('%j: %s', (part, refusal) => {
    expect(decideTerms({ ...agreed, ...part } as ConventionTerms, '2023-12-15')).toBe(refusal)
  })

  const offer = {
    signedOn: '2026-06-15' as PlainDate,
    effectiveOn: '2026-07-01' as PlainDate,
    changes: { endsOn: '2027-12-31' as PlainDate },
    movesMoney: false,
    next: { ...agreed, endsOn: '2027-12-31' as PlainDate },
  }
  const signed = { terms: agreed, signedOn: '2023-12-15' as PlainDate }
  test.each([
    ['not signed', { ...signed, signedOn: null }, offer, 'not-signed'],
    ['signed tomorrow', signed, { ...offer, signedOn: '2026-11-23' as const }, 'in-the-future'],
    ['before the convention', signed, { ...offer, signedOn: '2023-12-14' as const }, 'before-signature'],
    [
      'in force before it began',
      signed,
      { ...offer, effectiveOn: '2023-12-31' as const },
      'before-signature',
    ],
    ['nothing', signed, { ...offer, changes: { addedFields: [], clauses: {} } }, 'changes-nothing'],
    ['only money', signed, { ...offer, changes: {}, movesMoney: true }, null],
    ['a longer term', signed, offer, null],
  ] as const)('an amendment: %s', (_, convention, amendment, refusal) => {
    expect(decideAmendment(convention, amendment, '2026-11-22')).toBe(refusal)
  })
})

test.each([
  ['Agence nationale de l’habitat (Anah)', 'anah'],
  ['CAF de Maine-et-Loire', 'benefit-payer'],
  ['MSA Picardie', 'benefit-payer'],
  ['Fondation Abbé Pierre', 'foundation'],
  ['PACT de la Loire', 'operator'],
  ['CAL du Rhône', 'operator'],
  ['Habitat et Développement Isère', 'operator'],
  ['ADIL 49', 'adil'],
  ['Angers Loire Métropole', 'local-authority'],
  ['Conseil départemental de la Nièvre', 'department'],
  ['Podeliha, ESH', 'landlord'],
  ['Une société', 'other'],
] as const)('« %s » is likely %s', (name, kind) => {
  expect(guessPartnerKind(name)).toBe(kind)
})

describe('a line of a list', () => {
  const headers = [
    ...['N° convention', 'Intitulé', 'Partenaires', 'Date de signature', 'Date de début', 'Date de fin'],
    ...['Reconduction', 'Domaines', 'Montant', 'Territoires', 'Flux ou stock'],
  ]
  const layout = layoutOf(headers)
  const good = [
    ...['49-2024-07', 'Adaptation', 'Angers Loire Métropole | Anah', '15/12/2023', 45_292, '31/12/2026'],
    ...['tacite', 'Habitat indigne|handicap', '1 234,56', '244900015|49331', 'encours'],
  ]
  test('is understood', () => {
    expect(readConventionLine(layout, good).line).toMatchObject({
      reference: '49-2024-07',
      kind: 'application',
      partners: ['Angers Loire Métropole', 'Anah'],
      signedOn: '2023-12-15',
      startsOn: '2024-01-01',
      endsOn: '2026-12-31',
      renewal: 'tacit',
      fields: ['unfit-housing', 'adaptation'],
      amountCents: 123_456,
      territories: ['244900015', '49331'],
      envelopeKind: 'stock',
    })
  })
  test('everything that is wrong is told at once, with its column', () => {
    const bad = ['', 'Adaptation', 'Anah', '31/02/2026', '', '01/01/2020', 'peut-être', 'pêche', '-5']
    const { problems } = readConventionLine(layout, bad)
    expect(problems?.map(({ column }) => column)).toEqual([
      'Domaines',
      'Date de signature',
      'Renouvellement',
      'Référence',
      'Montant enveloppe',
    ])
  })
  test('an end before the start is refused', () => {
    const { problems } = readConventionLine(layout, good.with(5, '31/12/2022'))
    expect(problems).toMatchObject([{ column: 'Date de fin', value: '31/12/2022' }])
  })
})
