import type { ShippedProduct } from '#domain/funding/product.ts'
import type { FundingPaper } from '#domain/funding/product-kinds.ts'
import type { EligibilityTest } from '#domain/programmes/eligibility-facts.ts'

const network = 'Réseau PROCIVIS, Missions Sociales'
const workPapers: FundingPaper[] = [
  'identity',
  'tax-notice',
  'income-proof',
  'charges-proof',
  'bank-details',
  'title-deed',
  'quotes',
]
const modest: EligibilityTest = {
  key: 'income',
  fact: 'income-class',
  condition: { is: 'one-of', values: ['very-low', 'low'] },
  source: 'Plafonds de l’Anah (arrêté du 24 mai 2013)',
}
const notStarted: EligibilityTest = {
  key: 'not-started',
  fact: 'works-not-started',
  condition: { is: 'true' },
  source: 'Pratique constante : la décision vient avant les travaux, sauf dérogation',
}
const bearable: EligibilityTest = {
  key: 'bearable',
  question: 'Avec cette échéance, le reste à vivre du ménage tient-il ?',
  source: 'Règle de l’organisme',
}

/** Zero-interest loans for works: what is left to pay once subsidies are known. */
export const msLoan: ShippedProduct = {
  key: 'MS_LOAN',
  definition: {
    name: 'Prêt Missions Sociales à 0 %',
    kind: 'loan',
    summary:
      'Le reste à charge d’un projet de travaux, prêté sans intérêt ni frais aux propriétaires modestes, en complément des subventions.',
    fields: ['energy-precarity', 'adaptation', 'improvement', 'unfit-housing', 'housing-revival'],
    purposes: ['energy-works', 'adaptation-works', 'decency-works', 'other-works'],
    from: null,
    to: null,
    amount: { minCents: 250_000, maxCents: 1_000_000, stepCents: 100, limit: 'remaining-cost' },
    length: { minMonths: 12, maxMonths: 120, maxDeferralMonths: 12 },
    convention: 'A',
    recurring: null,
    charges: { fileFeeCents: 0, insurance: 'optional' },
    guarantees: ['acknowledgement-of-debt', 'payment-to-companies', 'repayment-on-sale'],
    documents: workPapers,
    delegationUpToCents: 500_000,
    protection: 'full',
    eligibility: [
      modest,
      {
        key: 'owner',
        fact: 'applicant-status',
        condition: { is: 'one-of', values: ['owner-occupier', 'condo-owner', 'landlord-owner'] },
        source: network,
      },
      notStarted,
      bearable,
    ],
    source: 'Charente 2024 : 2 500 à 10 000 €, en complément de l’Anah ; durées de 7 à 10 ans (Segré 2019)',
  },
}

export const individualWorksLoan: ShippedProduct = {
  key: 'INDIVIDUAL_WORKS_LOAN',
  definition: {
    ...msLoan.definition,
    name: 'Prêt reste à charge du copropriétaire',
    summary:
      'La quote-part de travaux votés par la copropriété, prêtée sans intérêt à un copropriétaire occupant.',
    fields: ['improvement', 'energy-precarity'],
    purposes: ['common-works'],
    amount: { minCents: 100_000, maxCents: 1_500_000, stepCents: 100, limit: 'remaining-cost' },
    guarantees: ['acknowledgement-of-debt', 'repayment-on-sale', 'joint-surety'],
    documents: [
      'identity',
      'tax-notice',
      'income-proof',
      'charges-proof',
      'bank-details',
      'title-deed',
      'meeting-minutes',
    ],
    eligibility: [
      modest,
      {
        key: 'owner',
        fact: 'applicant-status',
        condition: { is: 'one-of', values: ['condo-owner'] },
        source: network,
      },
      bearable,
    ],
    source: `${network} : montants et durées à confirmer par la convention`,
  },
}

export const personalMicrocredit: ShippedProduct = {
  key: 'PERSONAL_MICROCREDIT',
  definition: {
    ...msLoan.definition,
    name: 'Microcrédit personnel accompagné',
    kind: 'microcredit',
    summary:
      'La banque partenaire prête, de 1,5 à 4 % sans frais de dossier ; l’organisme accompagne. À ne pas confondre avec le prêt à 0 %.',
    fields: ['improvement', 'energy-precarity', 'side-costs'],
    purposes: ['other-works', 'energy-works', 'moving-costs', 'side-costs'],
    from: '2022-02-01',
    amount: { minCents: 30_000, maxCents: 800_000, stepCents: 1, limit: 'none' },
    length: { minMonths: 6, maxMonths: 84, maxDeferralMonths: 0 },
    charges: { fileFeeCents: 0, insurance: 'optional' },
    guarantees: ['social-cohesion-fund'],
    documents: ['identity', 'address-proof', 'income-proof', 'charges-proof', 'bank-details', 'cost-proof'],
    delegationUpToCents: 800_000,
    eligibility: [
      {
        key: 'bank',
        fact: 'bank-refused',
        condition: { is: 'true' },
        source: 'Microcrédit personnel : personnes exclues du crédit bancaire (Banque de France)',
      },
      bearable,
    ],
    source: 'Banque de France, depuis février 2022 : 300 à 8 000 €, 6 mois à 7 ans',
  },
}
