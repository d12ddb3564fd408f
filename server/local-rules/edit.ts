import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { RuleDraft } from '#contract/local-rule-shapes.ts'
import { blankDaloRule } from '#domain/local-rules/dalo-rule.ts'
import { blankFslRule } from '#domain/local-rules/fsl-rule.ts'
import { type LocalRuleKind, statusOn } from '#domain/local-rules/kinds.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { shippedRules } from '#server/local-rules/find-rule.ts'
import { contentOf } from '#server/local-rules/read.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import {
  deleteRule,
  endVersion,
  insertRule,
  insertVersion,
  listVersions,
  lockRule,
  type StoredRule,
  touchRule,
} from './store.ts'

const tell = (
  context: Acting,
  act: string,
  { id, kind, territoryName }: Pick<StoredRule, 'id' | 'kind' | 'territoryName'>,
  after: object = {},
): Promise<void> =>
  record(context, {
    act,
    subject: { kind: 'local-rule', id },
    after: { kind, territory: territoryName, ...after },
  })

const blankDraft = (kind: LocalRuleKind, today: PlainDate): RuleDraft => {
  const read = { source: '', sourceDate: today, confidence: 'own-decision' } as const
  return kind === 'fsl'
    ? {
        kind,
        rule: {
          ...blankFslRule,
          conditions: [],
          raisedFor: [],
          aids: [],
          documents: [...blankFslRule.documents],
        },
        ...read,
      }
    : { kind, rule: blankDaloRule, ...read }
}

export const create = useCase(
  contract.localRules.create,
  async (context, { kind, territoryCode, territoryName, start }) => {
    const { today, refuse } = context
    const shipped = shippedRules[kind].find((one) => one.territoryCode === territoryCode)
    if (start === 'shipped' && !shipped) return refuse('unknown-record')
    const draft = start === 'shipped' && shipped ? contentOf(kind, shipped) : blankDraft(kind, today)
    const rule = { id: randomUUIDv7(), kind, territoryCode, territoryName, draft }
    if (!(await insertRule(context, rule))) return refuse('already-there')
    await tell(context, 'local-rule-prepared', rule, { from: start })
    return { ruleId: rule.id }
  },
)

export const saveDraft = useCase(
  contract.localRules.saveDraft,
  async (context, { ruleId, version, draft }) => {
    const { refuse } = context
    const rule = await lockRule(context, ruleId)
    if (!rule) return refuse('unknown-record')
    if (rule.version !== version) return refuse('stale-version', { version: rule.version, draft: rule.draft })
    if (draft.kind !== rule.kind) return refuse('other-kind')
    await touchRule(context, ruleId, draft)
    await tell(context, 'local-rule-draft-saved', rule)
    return { version: version + 1 }
  },
)

export const startDraft = useCase(contract.localRules.startDraft, async (context, { ruleId, version }) => {
  const { refuse } = context
  const rule = await lockRule(context, ruleId)
  if (!rule) return refuse('unknown-record')
  if (rule.version !== version) return refuse('stale-version', { version: rule.version, draft: rule.draft })
  if (rule.draft) return refuse('draft-there')
  const [latest] = await listVersions(context, ruleId)
  if (!latest) return refuse('unknown-record')
  await touchRule(context, ruleId, contentOf(rule.kind, latest))
  await tell(context, 'local-rule-draft-saved', rule)
  return { version: version + 1 }
})

export const discardDraft = useCase(
  contract.localRules.discardDraft,
  async (context, { ruleId, version }) => {
    const { refuse } = context
    const rule = await lockRule(context, ruleId)
    if (!rule) return refuse('unknown-record')
    if (rule.version !== version) return refuse('stale-version', { version: rule.version, draft: rule.draft })
    if (!rule.draft) return refuse('no-draft')
    const isGone = (await listVersions(context, ruleId)).length === 0
    if (isGone) await deleteRule(context, ruleId)
    else await touchRule(context, ruleId, null)
    await tell(context, 'local-rule-draft-discarded', rule)
    return { isGone }
  },
)

export const publish = useCase(
  contract.localRules.publish,
  async (context, { ruleId, version, validFrom }) => {
    const { refuse } = context
    const rule = await lockRule(context, ruleId)
    if (!rule) return refuse('unknown-record')
    if (rule.version !== version) return refuse('stale-version', { version: rule.version, draft: rule.draft })
    const { draft } = rule
    if (!draft) return refuse('no-draft')
    if (draft.source === '') return refuse('without-source')
    const [latest] = await listVersions(context, ruleId)
    if (latest && validFrom <= latest.validFrom)
      return refuse('before-current', { validFrom: latest.validFrom })
    const number = (latest?.number ?? 0) + 1
    const dayBefore = addDays(validFrom, -1)
    if (latest && (latest.validTo === null || latest.validTo > dayBefore))
      await endVersion(context, ruleId, latest.number, dayBefore)
    await insertVersion(context, ruleId, { ...draft, number, validFrom })
    await touchRule(context, ruleId, null)
    await tell(context, 'local-rule-published', rule, { number, validFrom })
    return { version: version + 1, number }
  },
)

export const close = useCase(contract.localRules.close, async (context, { ruleId, version, lastDay }) => {
  const { refuse, today } = context
  const rule = await lockRule(context, ruleId)
  if (!rule) return refuse('unknown-record')
  if (rule.version !== version) return refuse('stale-version', { version: rule.version, draft: rule.draft })
  const [latest] = await listVersions(context, ruleId)
  if (!latest || statusOn(latest, today) === 'closed') return refuse('not-in-force')
  if (lastDay < latest.validFrom) return refuse('before-start', { validFrom: latest.validFrom })
  await endVersion(context, ruleId, latest.number, lastDay)
  await touchRule(context, ruleId)
  await tell(context, 'local-rule-closed', rule, { lastDay })
  return { version: version + 1 }
})
