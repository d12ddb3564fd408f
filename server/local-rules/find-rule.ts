import type { RuleDraft } from '#contract/local-rule-shapes.ts'
import type { DaloRule } from '#domain/local-rules/dalo-rule.ts'
import type { FslRule } from '#domain/local-rules/fsl-rule.ts'
import { type FoundRule, type LocalRuleKind, statusOn } from '#domain/local-rules/kinds.ts'
import { shippedDaloRules } from '#domain/local-rules/shipped-dalo.ts'
import { shippedFslRules } from '#domain/local-rules/shipped-fsl.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { findRuleOf, listVersions, type StoredRule, type StoredVersion } from './store.ts'

type Reading = { tx: Tx; actor: { organisationId: string } }
type AnyRule = FoundRule<RuleDraft['rule']>

export const shippedRules: Readonly<Record<LocalRuleKind, readonly AnyRule[]>> = {
  fsl: shippedFslRules as readonly AnyRule[],
  dalo: shippedDaloRules,
}

/**
 * The rule that answers for a territory on a day: the organisation's own, else the one Palier ships. A rule the organisation
 * closed answers no more, and is not replaced by a shipped one.
 */
export const ruleInForce = (
  kind: LocalRuleKind,
  territoryCode: string,
  own: { rule: StoredRule; versions: readonly StoredVersion[] } | undefined,
  on: PlainDate,
): AnyRule | null => {
  const standing = own?.versions.map((version) => ({ version, status: statusOn(version, on) })) ?? []
  const current = standing.find(({ status }) => status === 'in-force')?.version
  if (own && current) {
    const { number, rule, source, sourceDate, confidence, validFrom } = current
    const { territoryName } = own.rule
    return {
      territoryCode,
      territoryName,
      number,
      rule,
      source,
      sourceDate,
      confidence,
      validFrom,
      isShipped: false,
    }
  }
  if (standing.some(({ status }) => status === 'closed')) return null
  return shippedRules[kind].find((one) => one.territoryCode === territoryCode) ?? null
}

const findRule = async (
  reading: Reading,
  kind: LocalRuleKind,
  territoryCode: string,
  on: PlainDate,
): Promise<AnyRule | null> => {
  const rule = await findRuleOf(reading, kind, territoryCode)
  const own = rule && { rule, versions: await listVersions(reading, rule.id) }
  return ruleInForce(kind, territoryCode, own, on)
}

/** The fund's own rules in a département or a métropole on a day; null when none is known. */
export const findFslRule = async (
  reading: Reading,
  territoryCode: string,
  on: PlainDate,
): Promise<FoundRule<FslRule> | null> =>
  (await findRule(reading, 'fsl', territoryCode, on)) as FoundRule<FslRule> | null

/** What a département changes in the DALO procedure on a day; null when it is not known. */
export const findDaloRule = async (
  reading: Reading,
  departementCode: string,
  on: PlainDate,
): Promise<FoundRule<DaloRule> | null> =>
  (await findRule(reading, 'dalo', departementCode, on)) as FoundRule<DaloRule> | null
