import { sql } from 'kysely'
import type { RuleDraft } from '#contract/local-rule-shapes.ts'
import type { Confidence } from '#domain/legal-parameter.ts'
import type { LocalRuleKind } from '#domain/local-rules/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Acting } from '#server/use-case.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Writing = Pick<Acting, 'tx' | 'actor' | 'now'>

export type StoredVersion = {
  number: number
  rule: RuleDraft['rule']
  source: string
  sourceDate: PlainDate
  confidence: Confidence
  validFrom: PlainDate
  validTo: PlainDate | null
}
export type StoredRule = {
  id: string
  version: number
  kind: LocalRuleKind
  territoryCode: string
  territoryName: string
  draft: RuleDraft | null
}

const rules = ({ tx, actor }: Here) =>
  tx
    .selectFrom('local_rule')
    .where('organisation_id', '=', actor.organisationId)
    .select([
      'id',
      'version',
      'kind',
      'territory_code as territoryCode',
      'territory_name as territoryName',
      'draft',
    ])
    .$castTo<StoredRule>()

export const listRules = (here: Here): Promise<StoredRule[]> => rules(here).execute()

export const findRuleOf = (
  here: Here,
  kind: LocalRuleKind,
  territoryCode: string,
): Promise<StoredRule | undefined> =>
  rules(here).where('kind', '=', kind).where('territory_code', '=', territoryCode).executeTakeFirst()

export const lockRule = (here: Here, ruleId: string): Promise<StoredRule | undefined> =>
  rules(here).where('id', '=', ruleId).forUpdate().executeTakeFirst()

/** False when the territory already has its own. */
export const insertRule = async (
  { tx, actor, now }: Writing,
  rule: Omit<StoredRule, 'version' | 'draft'> & { draft: RuleDraft },
): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('local_rule')
    .values({
      organisation_id: actor.organisationId,
      id: rule.id,
      kind: rule.kind,
      territory_code: rule.territoryCode,
      territory_name: rule.territoryName,
      draft: JSON.stringify(rule.draft),
      created_by: actor.membershipId,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'kind', 'territory_code']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Every act on a rule makes a version of its record, the draft changed or not. */
export const touchRule = async (
  { tx, actor }: Here,
  ruleId: string,
  draft?: RuleDraft | null,
): Promise<void> => {
  await tx
    .updateTable('local_rule')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', ruleId)
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(draft === undefined ? {} : { draft: draft && JSON.stringify(draft) }),
    }))
    .execute()
}

export const deleteRule = async ({ tx, actor }: Here, ruleId: string): Promise<void> => {
  await tx
    .deleteFrom('local_rule')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', ruleId)
    .execute()
}

export const insertVersion = async (
  { tx, actor, now }: Writing,
  ruleId: string,
  { number, rule, source, sourceDate, confidence, validFrom }: Omit<StoredVersion, 'validTo'>,
): Promise<void> => {
  await tx
    .insertInto('local_rule_version')
    .values({
      organisation_id: actor.organisationId,
      local_rule_id: ruleId,
      number,
      rule: JSON.stringify(rule),
      source,
      source_date: sourceDate,
      confidence,
      valid_from: validFrom,
      published_by: actor.membershipId,
      published_at: now,
    })
    .execute()
}

export const endVersion = async (
  { tx, actor }: Here,
  ruleId: string,
  number: number,
  validTo: PlainDate,
): Promise<void> => {
  await tx
    .updateTable('local_rule_version')
    .where('organisation_id', '=', actor.organisationId)
    .where('local_rule_id', '=', ruleId)
    .where('number', '=', number)
    .set({ valid_to: validTo })
    .execute()
}

const versions = ({ tx, actor }: Here) =>
  tx
    .selectFrom('local_rule_version as v')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'v.organisation_id').onRef('m.id', '=', 'v.published_by'),
    )
    .where('v.organisation_id', '=', actor.organisationId)
    .select([
      'v.local_rule_id as ruleId',
      'v.number',
      'v.rule',
      'v.source',
      'v.source_date as sourceDate',
      'v.confidence',
      'v.valid_from as validFrom',
      'v.valid_to as validTo',
      'm.name as publishedBy',
      sql<PlainDate>`(v.published_at at time zone 'Europe/Paris')::date`.as('publishedOn'),
    ])
    .$castTo<StoredVersion & { ruleId: string; publishedBy: string; publishedOn: PlainDate }>()

/** The last first. */
export const listVersions = (here: Here, ruleId?: string) =>
  (ruleId === undefined ? versions(here) : versions(here).where('v.local_rule_id', '=', ruleId))
    .orderBy('v.number', 'desc')
    .execute()
