import type { ProductDefinition, ShippedProduct } from '#domain/funding/product.ts'
import type { EligibilityTest } from '#domain/programmes/eligibility-facts.ts'

const actionLogement = 'Action Logement Services, accompagnement social des salariés'
const employee: EligibilityTest = {
  key: 'employee',
  fact: 'private-employee',
  condition: { is: 'true' },
  source: actionLogement,
}
const difficulty: EligibilityTest = {
  key: 'difficulty',
  question:
    'Un événement imprévu (maladie, séparation, perte d’emploi, sinistre, décès…) explique-t-il la difficulté ?',
  source: actionLogement,
}

const debtGrant: ProductDefinition = {
  name: 'Aide à la dette locative, non remboursable',
  kind: 'grant',
  summary: 'Solde tout ou partie d’une dette de loyer d’un salarié en difficulté, versée au bailleur.',
  fields: ['rent-debt'],
  purposes: ['rent-debt'],
  from: null,
  to: null,
  amount: { minCents: 10_000, maxCents: 500_000, stepCents: 1, limit: 'none' },
  length: null,
  convention: null,
  recurring: null,
  charges: { fileFeeCents: 0, insurance: 'none' },
  guarantees: ['payment-to-landlord'],
  documents: ['identity', 'income-proof', 'lease', 'rent-statement', 'employee-proof', 'social-report'],
  delegationUpToCents: 150_000,
  protection: 'full',
  eligibility: [employee, difficulty],
  source: `${actionLogement} ; montants à confirmer`,
}

const asLoan: Pick<ProductDefinition, 'kind' | 'length' | 'convention' | 'charges' | 'guarantees'> = {
  kind: 'loan',
  length: { minMonths: 6, maxMonths: 60, maxDeferralMonths: 3 },
  convention: 'A',
  charges: { fileFeeCents: 0, insurance: 'none' },
  guarantees: ['acknowledgement-of-debt', 'payment-to-landlord'],
}

const sideCostGrant: ProductDefinition = {
  ...debtGrant,
  name: 'Aide aux frais annexes, non remboursable',
  summary:
    'Dépôt de garantie, déménagement, énergie, assurance : les frais qui mettent le logement en danger.',
  fields: ['side-costs'],
  purposes: ['moving-costs', 'side-costs'],
  amount: { minCents: 5_000, maxCents: 300_000, stepCents: 1, limit: 'none' },
  guarantees: [],
  documents: ['identity', 'income-proof', 'cost-proof', 'employee-proof', 'social-report'],
}

export const rentDebtGrant: ShippedProduct = { key: 'RENT_DEBT_GRANT', definition: debtGrant }

export const rentDebtLoan: ShippedProduct = {
  key: 'RENT_DEBT_LOAN',
  definition: {
    ...debtGrant,
    ...asLoan,
    name: 'Prêt dette locative à 0 %',
    summary:
      'La part remboursable de l’aide à la dette locative : sans intérêt ni frais, versée au bailleur.',
    documents: [...debtGrant.documents, 'charges-proof', 'bank-details'],
  },
}

export const sideCostsGrant: ShippedProduct = { key: 'SIDE_COSTS_GRANT', definition: sideCostGrant }

export const sideCostsLoan: ShippedProduct = {
  key: 'SIDE_COSTS_LOAN',
  definition: {
    ...sideCostGrant,
    ...asLoan,
    name: 'Prêt frais annexes à 0 %',
    summary: 'La part remboursable de l’aide aux frais annexes, sans intérêt ni frais.',
    guarantees: ['acknowledgement-of-debt'],
    documents: [...sideCostGrant.documents, 'charges-proof', 'bank-details'],
  },
}

export const monthlyAid: ShippedProduct = {
  key: 'MONTHLY_AID',
  definition: {
    ...debtGrant,
    name: 'Aide mensuelle de 150 €',
    kind: 'recurring-aid',
    summary:
      '150 € par mois pendant 6 mois consécutifs au plus, pour passer une baisse de ressources. Un septième mois est refusé.',
    fields: ['rent-debt', 'side-costs'],
    purposes: ['income-loss'],
    amount: { minCents: null, maxCents: null, stepCents: 1, limit: 'none' },
    recurring: { monthlyCents: 15_000, maxMonths: 6 },
    guarantees: [],
    documents: ['identity', 'income-proof', 'income-loss-proof', 'employee-proof', 'bank-details'],
    delegationUpToCents: 90_000,
    eligibility: [employee, difficulty],
    source:
      'Action Logement : 150 € par mois, 6 mois consécutifs au plus (règle nationale retrouvée : 2 mois, 6 après une perte d’emploi)',
  },
}
