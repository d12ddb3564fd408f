import {
  type FinancingKind,
  type FundingField,
  financingKinds,
  fundingFields,
} from '#domain/funding/kinds.ts'
import { type LedgerJournal, ledgerJournalKeys } from '#domain/ledger/journals.ts'
import { type Movement, movements } from '#domain/ledger/movements.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { day, flag, manyOf, oneOf, text } from '#web/ui/url-state.ts'

/** The filters of the list of entries, in its address. */
export const entrySchema = {
  compte: text(),
  journal: oneOf(ledgerJournalKeys),
  mouvement: manyOf(movements),
  financement: text(),
  enveloppe: text(),
  convention: text(),
  champ: oneOf(fundingFields),
  genre: oneOf(financingKinds),
  territoire: text(),
  creances: flag(),
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
  genre: undefined,
  territoire: '',
  creances: false,
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
  kind?: FinancingKind
  territory?: string
  claims?: true
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
  kind: 'genre',
  territory: 'territoire',
  claims: 'creances',
  from: 'du',
  to: 'au',
} as const satisfies Record<keyof Lines, keyof typeof entrySchema>

/** `?…` of the entries that a figure is the sum of: `${paths.ledgerEntries({ slug })}${entriesSearch({ financingId })}`. */
export const entriesSearch = (lines: Lines): string => {
  const search = new URLSearchParams()
  for (const [key, word] of Object.entries(words))
    for (const value of [lines[key as keyof Lines] ?? []].flat())
      search.append(word, value === true ? 'oui' : value)
  return `?${search}`
}
