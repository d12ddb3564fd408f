import type { CreditRegime } from '#domain/offers/regime.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const kindRows = {
  'missing-papers': 'Demande de documents',
  'funding-granted': 'Lettre d’accord',
  'funding-refused': 'Lettre de refus',
  'credit-information': 'Fiche d’information précontractuelle',
  'mortgage-information': 'Fiche d’information standardisée (crédit immobilier)',
  'borrower-sheet': 'Fiche de dialogue',
  'loan-contract': 'Contrat de prêt',
  'withdrawal-form': 'Formulaire de rétractation',
  'amortisation-table': 'Tableau d’amortissement',
  'loan-first-reminder': 'Prêt : première relance',
  'loan-second-reminder': 'Prêt : deuxième relance',
  other: 'Autre document',
} as const
/** Papers of a file of financing; each but the last is also a template that an organisation edits. */
export type FundingDocumentKind = keyof typeof kindRows
export const fundingDocumentKinds = Object.keys(kindRows) as FundingDocumentKind[]
export const fundingDocumentLabels: Labels<FundingDocumentKind> = kindRows

const offerDocuments = [
  'credit-information',
  'mortgage-information',
  'borrower-sheet',
  'loan-contract',
  'withdrawal-form',
  'amortisation-table',
] as const satisfies readonly FundingDocumentKind[]
export type OfferDocument = (typeof offerDocuments)[number]

/** What is handed over with an offer of each regime (handbook money §4.3); an advance has no schedule. */
export const offerDocumentsOf = (regime: CreditRegime, hasSchedule: boolean): OfferDocument[] => {
  const table: OfferDocument[] = hasSchedule ? ['amortisation-table'] : []
  switch (regime) {
    case 'consumer':
      return ['credit-information', 'borrower-sheet', 'loan-contract', 'withdrawal-form', ...table]
    case 'mortgage':
      return ['mortgage-information', 'borrower-sheet', 'loan-contract', ...table]
    case 'outside':
      return ['loan-contract', ...table]
    default:
      return []
  }
}
