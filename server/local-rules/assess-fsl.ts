import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { DocumentKind } from '#domain/casework/kinds.ts'
import { evaluateFsl } from '#domain/local-rules/evaluate.ts'
import type { FslDocument } from '#domain/local-rules/fsl-rule.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { assessLatest } from '#server/budget/assess.ts'
import { readable } from '#server/casework/readable.ts'
import { findFslRule } from '#server/local-rules/find-rule.ts'
import { originOf } from '#server/local-rules/read.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { findCommuneOfAddress, findTerritoryName } from '#server/territories/find-commune.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const nothingKnown = {
  origin: null,
  verdict: null,
  explanation: null,
  aids: [],
  documents: [],
  askBefore: null,
  monthsToApply: null,
  decisionMonths: null,
  notes: null,
}

/** The local rules applied to what the file says. The fund decides: this is read before asking, and never sent. */
export const assessFsl = useCase(contract.localRules.assessFsl, async (context, asked) => {
  const { householdId, aid, loanInstalmentCents, energyLabel, situations } = asked
  const { today } = context
  const home = await findHome(context, householdId)
  const latest = await assessLatest(context, householdId)
  const code = asked.territoryCode ?? home?.departementCode ?? null
  const enteredOn = home?.enteredOn ?? null
  const situationOn = latest?.snapshot.onDate ?? null
  const found = code === null ? null : await findFslRule(context, code, today)
  const territory = code && { code, name: found?.territoryName ?? (await nameOf(context, code)) }
  const known = { territory: territory || null, enteredOn, situationOn }
  if (!found) return { ...nothingKnown, ...known }
  const told = evaluateFsl(
    found,
    {
      snapshot: latest?.snapshot ?? null,
      energyLabel,
      loanInstalmentCents,
      enteredOn,
      situations: { ...(await readSituations(context, householdId)), ...situations },
    },
    await readOrganisationParameters(context, today),
    aid,
  )
  const kept = await listKeptKinds(context, householdId)
  return {
    ...known,
    origin: originOf(found),
    verdict: told.verdict,
    explanation: told.explanation,
    aids: told.aids,
    documents: told.documents.map((kind) => ({ kind, isKept: isKept(kind, kept) })),
    askBefore: told.askBefore,
    monthsToApply: found.rule.monthsToApplyAfterEntry,
    decisionMonths: found.rule.decisionMonths,
    notes: found.rule.notes,
  }
})

const nameOf = async ({ tx }: Acting, code: string): Promise<string> =>
  (await findTerritoryName(tx, { kind: 'departement', code })) ?? code

/** The home of the lease that runs, and where it stands when that is sure. */
const findHome = async ({ tx, actor, today }: Acting, householdId: string) => {
  const { rows } = await sql<{ town: string | null; postCode: string | null; enteredOn: PlainDate | null }>`
    select b.town, b.post_code as "postCode", t.started_on as "enteredOn" from tenancy t
    join dwelling d on d.organisation_id = t.organisation_id and d.id = t.dwelling_id
    join building b on b.organisation_id = d.organisation_id and b.id = d.building_id
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
      and (t.started_on is null or t.started_on <= ${today})
      and (t.ended_on is null or t.ended_on >= ${today})
    order by t.started_on desc nulls last, t.id limit 1`.execute(tx)
  const [home] = rows
  if (!home) return undefined
  const commune = await findCommuneOfAddress(tx, home)
  return { enteredOn: home.enteredOn, departementCode: commune?.departementCode ?? null }
}

/** An over-indebtedness file that runs is known; the rest is asked of a person. */
const readSituations = async ({ tx, actor }: Acting, householdId: string) => {
  const row = await tx
    .selectFrom('procedure_standing')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('kind', '=', 'overindebtedness')
    .where('state', 'not in', ['prepared', 'filed', 'inadmissible', 'inadmissibility-appealed'])
    .where('has_ended', '=', false)
    .select('procedure_id')
    .executeTakeFirst()
  return row ? { 'over-indebted': true } : {}
}

const keptAs: Readonly<Partial<Record<FslDocument, DocumentKind>>> = {
  identity: 'identity',
  resources: 'proof-of-resources',
  'benefit-statement': 'benefit-letter',
  lease: 'lease',
}

const isKept = (kind: FslDocument, kept: ReadonlySet<string>): boolean => {
  const as = keptAs[kind]
  return as !== undefined && kept.has(as)
}

const listKeptKinds = async (context: Acting, householdId: string): Promise<Set<string>> => {
  const rows = await context.tx
    .selectFrom('document as d')
    .where('d.organisation_id', '=', context.actor.organisationId)
    .where('d.household_id', '=', householdId)
    .where('d.removed_at', 'is', null)
    .where(readable(context, 'd'))
    .select('d.kind')
    .distinct()
    .execute()
  return new Set(rows.map(({ kind }) => kind))
}
