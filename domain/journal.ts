import { fundingActs } from '#domain/journal/funding.ts'
import { householdsActs } from '#domain/journal/households.ts'
import { housingActs } from '#domain/journal/housing.ts'
import { organisationActs } from '#domain/journal/organisation.ts'
import { supportActs } from '#domain/journal/support.ts'

/** What the journal keeps, in the words of the field: past tense, no name. */
export const journalActLabels: Readonly<Record<string, string>> = {
  ...fundingActs,
  ...householdsActs,
  ...housingActs,
  ...organisationActs,
  ...supportActs,
}

/** An act without a label reads as its own name. */
export const journalActLabel = (act: string): string => {
  const words = act.replaceAll('-', ' ')
  return journalActLabels[act] ?? words.charAt(0).toUpperCase() + words.slice(1)
}
