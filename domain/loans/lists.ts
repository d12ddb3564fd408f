/** How financings are listed: the latest granted, the longest late, the soonest over. */
export const loanSorts = ['recent', 'late', 'ending'] as const
export type LoanSort = (typeof loanSorts)[number]
export const loanSortLabels: Readonly<Record<LoanSort, string>> = {
  recent: 'Les plus récents',
  late: 'Le retard le plus ancien',
  ending: 'La fin la plus proche',
}

export const loanScopes = ['open', 'late', 'closed', 'all'] as const
export type LoanScope = (typeof loanScopes)[number]
export const loanScopeLabels: Readonly<Record<LoanScope, string>> = {
  open: 'En cours',
  late: 'En retard',
  closed: 'Terminés',
  all: 'Tous',
}
