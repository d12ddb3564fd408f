import { type FundingField, fundingFields } from '#domain/funding/kinds.ts'
import { type LedgerJournal, ledgerJournalKeys } from '#domain/ledger/journals.ts'
import { type Movement, movements } from '#domain/ledger/movements.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { day, manyOf, oneOf, text } from '#web/ui/url-state.ts'

/** The filters of the list of entries, in its address. */
export const entrySchema = {
  compte: text(),
  journal: oneOf(ledgerJournalKeys),
  mouvement: manyOf(movements),
  financement: text(),
  enveloppe: text(),
  convention: text(),
  champ: oneOf(fundingFields),
  commune: text(),
  du: day(),
  au: day(),
  ecriture: text(),
}

export const noEntryFilter = {
  compte: '',
  journal: undefined,
  mouvement: [],
  financement: '',
  enveloppe: '',
  convention: '',
  champ: undefined,
  commune: '',
  du: undefined,
  au: undefined,
} as const

type Lines = {
  account?: string
  journal?: LedgerJournal
  movements?: readonly Movement[]
  financingId?: string
  envelopeId?: string
  conventionId?: string
  field?: FundingField
  communePrefix?: string
  from?: PlainDate
  to?: PlainDate
}

const words = {
  account: 'compte',
  journal: 'journal',
  movements: 'mouvement',
  financingId: 'financement',
  envelopeId: 'enveloppe',
  conventionId: 'convention',
  field: 'champ',
  communePrefix: 'commune',
  from: 'du',
  to: 'au',
} as const satisfies Record<keyof Lines, keyof typeof entrySchema>

/** `?…` of the entries that a figure is the sum of: `${paths.ledgerEntries({ slug })}${entriesSearch({ financingId })}`. */
export const entriesSearch = (lines: Lines): string => {
  const search = new URLSearchParams()
  for (const [key, word] of Object.entries(words))
    for (const value of [lines[key as keyof Lines] ?? []].flat()) search.append(word, value)
  return `?${search}`
}
