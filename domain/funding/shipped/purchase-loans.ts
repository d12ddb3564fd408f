import type { ProductDefinition, ShippedProduct } from '#domain/funding/product.ts'

const purchase: ProductDefinition = {
  name: 'Prêt accession sociale à 0 %',
  kind: 'loan',
  summary:
    'Un prêt sans intérêt qui complète celui de la banque, pour des ménages modestes qui achètent leur logement.',
  fields: [
    'very-social-ownership',
    'rural-ownership',
    'specific-groups-ownership',
    'urban-renewal-ownership',
    'social-ownership',
  ],
  purposes: ['home-purchase'],
  from: null,
  to: null,
  amount: { minCents: 300_000, maxCents: 2_000_000, stepCents: 10_000, limit: 'none' },
  length: { minMonths: 60, maxMonths: 180, maxDeferralMonths: 24 },
  convention: 'A',
  recurring: null,
  charges: { fileFeeCents: 0, insurance: 'optional' },
  guarantees: ['acknowledgement-of-debt', 'repayment-on-sale'],
  documents: [
    'identity',
    'tax-notice',
    'income-proof',
    'charges-proof',
    'bank-details',
    'sale-agreement',
    'bank-plan',
  ],
  delegationUpToCents: null,
  protection: 'full',
  eligibility: [
    {
      key: 'income',
      fact: 'within-pls-ownership',
      condition: { is: 'true' },
      source: 'CCH R.255-1, plafonds PLS accession (BRS, et PSLA depuis 2024)',
    },
    {
      key: 'buyer',
      fact: 'applicant-status',
      condition: { is: 'one-of', values: ['buyer', 'social-tenant', 'private-tenant'] },
      source: 'Accession : futur propriétaire occupant',
    },
    {
      key: 'bearable',
      question: 'Toutes mensualités comprises, l’effort reste-t-il sous 33 % et le reste à vivre tient-il ?',
      source: 'Règle de l’organisme',
    },
  ],
  source: 'Nièvre 2003 (15 ans) ; montants à confirmer par la convention',
}

/** Zero-interest loans beside the bank's, for buyers. */
export const accessionLoan: ShippedProduct = { key: 'ACCESSION_LOAN', definition: purchase }

export const rentedHomeLoan: ShippedProduct = {
  key: 'HLM_PURCHASE_LOAN',
  definition: {
    ...purchase,
    name: 'Prêt à l’achat du logement HLM occupé',
    summary:
      'Un prêt sans intérêt qui complète celui de la banque, pour un locataire HLM qui achète son logement.',
    fields: ['social-housing-sale'],
    purposes: ['rented-home-purchase'],
    amount: { minCents: 300_000, maxCents: 1_000_000, stepCents: 10_000, limit: 'none' },
    eligibility: purchase.eligibility.map((test) =>
      test.key === 'buyer'
        ? {
            key: 'buyer',
            fact: 'applicant-status',
            condition: { is: 'one-of', values: ['social-tenant'] },
            source: 'CCH L.443-7 et suivants : vente HLM aux locataires',
          }
        : test,
    ),
    source: 'Convention d’Angers, 4 juin 2010 et avenants ; montants à confirmer par la convention',
  },
}
