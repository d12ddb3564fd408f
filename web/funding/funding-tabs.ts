import type { Action } from '#domain/access.ts'
import { paths } from '#web/paths.ts'

/** The pages of Financements, each for the roles that may use it. */
export const fundingTabs: readonly { label: string; action: Action; to: (slug: string) => string }[] = [
  { label: 'Dossiers', action: 'list-funding', to: (slug) => paths.funding({ slug }) },
  { label: 'Prêts et aides', action: 'list-funding', to: (slug) => paths.loans({ slug }) },
  { label: 'Commissions', action: 'read-funding', to: (slug) => paths.committees({ slug }) },
  { label: 'Produits', action: 'read-products', to: (slug) => paths.products({ slug }) },
  {
    label: 'Renouvellement urbain',
    action: 'read-urban-renewal',
    to: (slug) => paths.renewalProjects({ slug }),
  },
  { label: 'Paiements', action: 'list-funding', to: (slug) => paths.payments({ slug }) },
  {
    label: 'Prélèvements et virements',
    action: 'release-payments',
    to: (slug) => paths.bankFiles({ slug }),
  },
  { label: 'Banque', action: 'manage-bank-files', to: (slug) => paths.bank({ slug }) },
  { label: 'Suivi', action: 'read-ledger', to: (slug) => paths.fundingFigures({ slug }) },
  { label: 'Comptabilité', action: 'read-ledger', to: (slug) => paths.ledgerEntries({ slug }) },
]
