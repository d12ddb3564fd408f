/** The journals of the books: their code in the FEC and their name on screen. */
export const ledgerJournals = {
  commitments: { code: 'EN', label: 'Engagements' },
  loans: { code: 'PR', label: 'Prêts et aides' },
  bank: { code: 'BQ', label: 'Banque' },
  various: { code: 'OD', label: 'Opérations diverses' },
} as const
export type LedgerJournal = keyof typeof ledgerJournals
export const ledgerJournalKeys = Object.keys(ledgerJournals) as LedgerJournal[]
/** What a year begins with in the FEC: the balances of the year before, never posted as entries. */
export const openingJournal = { code: 'AN', label: 'À-nouveaux' } as const
