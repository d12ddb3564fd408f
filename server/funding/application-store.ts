import type { ApplicationFact } from '#domain/funding/application-facts.ts'
import type { FinancingFact } from '#domain/funding/financing-facts.ts'
import type { Tx } from '#server/db.ts'

/** The facts of each of these files that nobody cancelled. */
export const listApplicationFacts = async (
  tx: Tx,
  organisationId: string,
  applicationIds: readonly string[],
): Promise<Map<string, ApplicationFact[]>> => {
  if (applicationIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('application_event')
    .where('organisation_id', '=', organisationId)
    .where('application_id', 'in', applicationIds)
    .where('cancelled_at', 'is', null)
    .select(['id', 'application_id', 'kind', 'on_date', 'detail'])
    .execute()
  const papers = await listPapers(tx, organisationId, applicationIds)
  return factsByOwner([
    ...rows.map(({ application_id, ...row }) => ({ ...row, owner: application_id })),
    ...papers,
  ])
}

/** A paper noted on the file is a document received: it is written once, and read as the fact it is. */
const listPapers = async (
  tx: Tx,
  organisationId: string,
  applicationIds: readonly string[],
): Promise<FactRow[]> => {
  const rows = await tx
    .selectFrom('application_paper')
    .where('organisation_id', '=', organisationId)
    .where('application_id', 'in', applicationIds)
    .select(['application_id', 'kind', 'received_on'])
    .execute()
  return rows.map(({ application_id, kind, received_on }) => ({
    owner: application_id,
    id: `paper:${kind}`,
    kind: 'document-received',
    on_date: received_on,
    detail: { document: kind },
  }))
}

/** The facts of each of these financings that nobody cancelled. */
export const listFinancingFacts = async (
  tx: Tx,
  organisationId: string,
  financingIds: readonly string[],
): Promise<Map<string, FinancingFact[]>> => {
  if (financingIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('financing_event')
    .where('organisation_id', '=', organisationId)
    .where('financing_id', 'in', financingIds)
    .where('cancelled_at', 'is', null)
    .select(['id', 'financing_id', 'kind', 'on_date', 'detail'])
    .execute()
  return factsByOwner(rows.map(({ financing_id, ...row }) => ({ ...row, owner: financing_id })))
}

type FactRow = { owner: string; id: string; kind: string; on_date: string; detail: unknown }

/** What was written as one fact is read as the same fact: the union is checked where it is written. */
const factsByOwner = <Fact>(rows: readonly FactRow[]): Map<string, Fact[]> => {
  const facts = new Map<string, Fact[]>()
  for (const { owner, id, kind, on_date, detail } of rows) {
    const fact = { ...(detail as object), id, kind, on: on_date } as Fact
    facts.set(owner, [...(facts.get(owner) ?? []), fact])
  }
  return facts
}

/** The lines of each of these files, in their order. */
export const listLineIds = async (
  tx: Tx,
  organisationId: string,
  applicationIds: readonly string[],
): Promise<Map<string, string[]>> => {
  if (applicationIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('application_line')
    .where('organisation_id', '=', organisationId)
    .where('application_id', 'in', applicationIds)
    .select(['id', 'application_id'])
    .orderBy('position')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ application_id }) => application_id)].map(([id, lines]) => [
      id,
      lines.map((line) => line.id),
    ]),
  )
}
