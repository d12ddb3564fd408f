import type { ShippedProduct } from '#domain/funding/product.ts'

/** The lender pays the companies in the place of the funders, and is repaid by the subsidy. */
export const subsidyAdvance: ShippedProduct = {
  key: 'SUBSIDY_ADVANCE',
  definition: {
    name: 'Avance de subvention',
    kind: 'subsidy-advance',
    summary:
      'L’organisme paie les entreprises à la place de l’Anah et des collectivités, puis est remboursé par les subventions.',
    fields: ['energy-precarity', 'adaptation', 'improvement', 'unfit-housing'],
    purposes: ['energy-works', 'adaptation-works', 'decency-works', 'other-works'],
    from: null,
    to: null,
    amount: { minCents: 50_000, maxCents: 7_000_000, stepCents: 1, limit: 'subsidies' },
    length: { minMonths: 6, maxMonths: 36, maxDeferralMonths: 0 },
    convention: null,
    recurring: null,
    charges: { fileFeeCents: 0, insurance: 'none' },
    guarantees: ['subsidy-mandate', 'payment-to-companies', 'repayment-on-sale'],
    documents: ['identity', 'tax-notice', 'title-deed', 'quotes', 'filing-receipt', 'subsidy-mandate'],
    delegationUpToCents: 1_500_000,
    protection: 'full',
    eligibility: [
      {
        key: 'income',
        fact: 'income-class',
        condition: { is: 'one-of', values: ['very-low', 'low'] },
        source: 'Plafonds de l’Anah (arrêté du 24 mai 2013)',
      },
      {
        key: 'owner',
        fact: 'applicant-status',
        condition: { is: 'one-of', values: ['owner-occupier', 'condo-owner'] },
        source: 'Réseau PROCIVIS, Missions Sociales',
      },
      {
        key: 'not-started',
        fact: 'works-not-started',
        condition: { is: 'true' },
        source: 'Les subventions se demandent avant le début des travaux (règlement de l’Anah)',
      },
    ],
    source: 'Réseau PROCIVIS : durée de 6 à 36 mois à confirmer par la convention',
  },
}

export const cashFacility: ShippedProduct = {
  key: 'CASH_FACILITY',
  definition: {
    ...subsidyAdvance.definition,
    name: 'Caisse d’avance',
    kind: 'cash-facility',
    summary:
      'Un fonds qui se reconstitue, tenu pour une collectivité : il avance les subventions, les encaisse à la place du propriétaire, puis ressert.',
    amount: { minCents: 50_000, maxCents: 4_000_000, stepCents: 1, limit: 'subsidies' },
    length: { minMonths: 6, maxMonths: 24, maxDeferralMonths: 0 },
    documents: ['identity', 'tax-notice', 'title-deed', 'quotes', 'filing-receipt', 'subsidy-mandate'],
    delegationUpToCents: 4_000_000,
    source: 'MEL, AMELIO (depuis 2005) : le reste à charge se paie au départ ; montants à confirmer',
  },
}
