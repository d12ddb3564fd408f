import type { Confidence } from '#domain/legal-parameter.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** What a département or a métropole decides for itself, within the law: data, never a branch in the code (handbook §0.2). */
const kindRows = {
  fsl: 'FSL : règlement intérieur',
  dalo: 'DALO : délais du département',
} as const
export type LocalRuleKind = keyof typeof kindRows
export const localRuleKinds = Object.keys(kindRows) as LocalRuleKind[]
export const localRuleKindLabels: Labels<LocalRuleKind> = kindRows

/** A département by its code, or the métropole that runs the fund in its place: `33`, `2A`, `974`, `69M`. */
export const territoryCodePattern = /^(\d{2,3}|2[AB])M?$/

const statusRows = {
  draft: 'Brouillon',
  coming: 'À venir',
  'in-force': 'En vigueur',
  closed: 'Close',
} as const
export type LocalRuleStatus = keyof typeof statusRows
export const localRuleStatusLabels: Labels<LocalRuleStatus> = statusRows

/** Where a rule was read, when, and how sure that is. */
export type RuleSource = { source: string; sourceDate: PlainDate; confidence: Confidence }

/** The version of a rule that answers on a day: the organisation's own, or the one Palier ships. */
export type FoundRule<Rule> = RuleSource & {
  territoryCode: string
  territoryName: string
  isShipped: boolean
  /** Null for a shipped rule. */
  number: number | null
  validFrom: PlainDate | null
  rule: Rule
}

export const statusOn = (
  { validFrom, validTo }: { validFrom: PlainDate; validTo: PlainDate | null },
  today: PlainDate,
): Exclude<LocalRuleStatus, 'draft'> => {
  if (validFrom > today) return 'coming'
  return validTo !== null && validTo < today ? 'closed' : 'in-force'
}
