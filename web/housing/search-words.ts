import type { Search } from '#contract/housing.ts'

export const soughtLabels: Readonly<Record<Search['sought'], string>> = {
  dwelling: 'Un logement',
  land: 'Un terrain',
  either: 'Un logement ou un terrain',
}

export const closeReasonLabels: Readonly<Record<NonNullable<Search['closeReason']>, string>> = {
  housed: 'Relogé',
  'given-up': 'Le ménage y renonce',
  'no-news': 'Sans nouvelles',
  other: 'Autre raison',
}
