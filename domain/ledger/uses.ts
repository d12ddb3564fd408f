import type { Labels } from '#domain/tenancies/kinds.ts'

/** What the rules call an account. Which account it is, the organisation's accountant says (handbook money §15). */
const useRows = {
  bank: 'Banque',
  /** Ordered, or presented, and not yet on a bank statement. */
  'bank-in-transit': 'Virements et prélèvements en cours',
  'loan-principal': 'Prêts : capital restant dû',
  'doubtful-loan': 'Prêts douteux',
  'subsidy-advance': 'Avances sur subventions',
  'grant-paid': 'Aides et secours versés',
  /** What belongs to a household: a subsidy above its advance, a payment above what was due. */
  'owed-to-household': 'Sommes dues aux ménages',
  'bank-fee': 'Frais bancaires',
  'depreciation-charge': 'Dotations aux dépréciations',
  depreciation: 'Dépréciations des prêts',
  'depreciation-reversal': 'Reprises sur dépréciations',
  'write-off': 'Pertes sur créances',
  'recovery-income': 'Rentrées sur créances amorties',
  /** The result of past years, in the opening lines of the FEC. */
  'carried-forward': 'Report à nouveau',
  commitment: 'Engagements donnés',
  'commitment-counterpart': 'Contrepartie des engagements',
} as const
export type AccountUse = keyof typeof useRows
export const accountUses = Object.keys(useRows) as AccountUse[]
export const accountUseLabels: Labels<AccountUse> = useRows

/** What only acts on a file move: an entry by hand would part the books from the files. */
export const keptUses: readonly AccountUse[] = [
  'loan-principal',
  'doubtful-loan',
  'subsidy-advance',
  'owed-to-household',
  'depreciation',
  'commitment',
  'commitment-counterpart',
]
/** What households, or their subsidies, owe: its entries sum to the outstanding of the files. */
export const claimUses: readonly AccountUse[] = ['loan-principal', 'doubtful-loan', 'subsidy-advance']
export const isOffBalanceUse = (use: AccountUse): boolean =>
  use === 'commitment' || use === 'commitment-counterpart'

/** The plan proposed to an organisation that opens its books: every row can be changed (handbook money §15, unverified). */
export const proposedAccounts: readonly {
  use: AccountUse
  code: string
  label: string
  offBalance?: true
}[] = [
  { use: 'carried-forward', code: '110000', label: 'Report à nouveau' },
  { use: 'loan-principal', code: '274100', label: 'Prêts missions sociales' },
  { use: 'doubtful-loan', code: '274800', label: 'Prêts douteux' },
  { use: 'depreciation', code: '297400', label: 'Dépréciations des prêts' },
  { use: 'subsidy-advance', code: '467100', label: 'Avances sur subventions' },
  { use: 'owed-to-household', code: '467200', label: 'Sommes dues aux ménages' },
  { use: 'bank', code: '512000', label: 'Banque' },
  { use: 'bank-in-transit', code: '511000', label: 'Virements et prélèvements en cours' },
  { use: 'bank-fee', code: '627000', label: 'Services bancaires' },
  { use: 'grant-paid', code: '657000', label: 'Aides versées' },
  { use: 'write-off', code: '664000', label: 'Pertes sur créances' },
  { use: 'depreciation-charge', code: '686600', label: 'Dotations aux dépréciations' },
  { use: 'recovery-income', code: '768000', label: 'Rentrées sur créances amorties' },
  { use: 'depreciation-reversal', code: '786600', label: 'Reprises sur dépréciations' },
  { use: 'commitment', code: '801100', label: 'Engagements donnés', offBalance: true },
  { use: 'commitment-counterpart', code: '809100', label: 'Contrepartie des engagements', offBalance: true },
]
