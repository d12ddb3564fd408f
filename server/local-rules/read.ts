import { contract } from '#contract/index.ts'
import type { RuleDraft, RuleOrigin } from '#contract/local-rule-shapes.ts'
import { type FoundRule, type LocalRuleKind, localRuleKinds, statusOn } from '#domain/local-rules/kinds.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { ruleInForce, shippedRules } from '#server/local-rules/find-rule.ts'
import { useCase } from '#server/use-case.ts'
import { findRuleOf, listRules, listVersions, type StoredVersion } from './store.ts'

type AnyRule = FoundRule<RuleDraft['rule']>

export const originOf = ({
  isShipped,
  number,
  validFrom,
  source,
  sourceDate,
  confidence,
}: Omit<AnyRule, 'rule' | 'territoryCode' | 'territoryName'>): RuleOrigin => ({
  isShipped,
  number,
  validFrom,
  source,
  sourceDate,
  confidence,
})

/** The kind is written beside the rule: the two come from one row. */
export const contentOf = (
  kind: LocalRuleKind,
  { rule, source, sourceDate, confidence }: Pick<AnyRule, 'rule' | 'source' | 'sourceDate' | 'confidence'>,
): RuleDraft => ({ kind, rule, source, sourceDate, confidence }) as RuleDraft

/** As many as there are territories at most: read whole, then cut. */
export const list = useCase(contract.localRules.list, async (context, { kind, after, limit }) => {
  const own = await listRules(context)
  const versions = Map.groupBy(await listVersions(context), ({ ruleId }) => ruleId)
  const ownRows = own.map((rule) => {
    const known = versions.get(rule.id) ?? []
    const [latest] = known
    const found = ruleInForce(rule.kind, rule.territoryCode, { rule, versions: known }, context.today)
    const shownOrigin = found ?? (latest ? { ...latest, isShipped: false } : draftOrigin(rule.draft))
    const status = latest ? statusOn(latest, context.today) : ('draft' as const)
    return {
      kind: rule.kind,
      territoryCode: rule.territoryCode,
      territoryName: rule.territoryName,
      status: found && !found.isShipped ? ('in-force' as const) : status,
      hasDraft: rule.draft !== null,
      origin: originOf(shownOrigin),
    }
  })
  const taken = new Set(own.map((rule) => `${rule.kind}/${rule.territoryCode}`))
  const shippedRows = localRuleKinds.flatMap((one) =>
    shippedRules[one]
      .filter(({ territoryCode }) => !taken.has(`${one}/${territoryCode}`))
      .map((rule) => ({
        kind: one,
        territoryCode: rule.territoryCode,
        territoryName: rule.territoryName,
        status: 'in-force' as const,
        hasDraft: false,
        origin: originOf(rule),
      })),
  )
  const rows = [...ownRows, ...shippedRows]
    .filter((row) => kind === undefined || row.kind === kind)
    .map((row) => ({ row, place: placeOf(row) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
  const from = decodeKey(after, 1)?.[0]
  const page = cutPage(
    rows.filter(({ place }) => from === undefined || place > String(from)).slice(0, limit + 1),
    limit,
    ({ place }) => encodeKey(place),
  )
  return {
    rows: page.rows.map(({ row }) => row),
    next: page.next,
    total: { count: rows.length, exact: true },
  }
})

const placeOf = ({ kind, territoryCode }: { kind: LocalRuleKind; territoryCode: string }): string =>
  `${localRuleKinds.indexOf(kind)}/${territoryCode}`

const draftOrigin = (draft: RuleDraft | null) => ({
  isShipped: false,
  number: null,
  validFrom: null,
  source: draft?.source ?? '',
  sourceDate: draft?.sourceDate ?? ('2000-01-01' as const),
  confidence: draft?.confidence ?? ('general-knowledge' as const),
})

export const open = useCase(contract.localRules.open, async (context, { kind, territoryCode }) => {
  const { today, refuse } = context
  const rule = await findRuleOf(context, kind, territoryCode)
  const versions = rule ? await listVersions(context, rule.id) : []
  const shipped = shippedRules[kind].find((one) => one.territoryCode === territoryCode) ?? null
  if (!rule && !shipped) return refuse('unknown-record')
  const inForce = ruleInForce(kind, territoryCode, rule && { rule, versions }, today)
  return {
    kind,
    territoryCode,
    territoryName: rule?.territoryName ?? shipped?.territoryName ?? territoryCode,
    own: rule ? { ruleId: rule.id, version: rule.version, draft: rule.draft } : null,
    inForce: inForce && { origin: originOf(inForce), content: contentOf(kind, inForce) },
    shipped: shipped && contentOf(kind, shipped),
    versions: versions.map((version) => ({
      number: version.number,
      status: statusOn(version, today),
      validFrom: version.validFrom,
      validTo: version.validTo,
      publishedBy: version.publishedBy,
      publishedOn: version.publishedOn,
      content: contentOf(kind, version satisfies StoredVersion),
    })),
  }
})
