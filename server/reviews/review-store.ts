import type { ApplicationFact } from '#domain/funding/application-facts.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

/** Papers that the products of the file ask for, once each. */
export const listRequiredPapers = async ({ tx, actor }: Here, applicationId: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('application_line as l')
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'l.organisation_id')
        .onRef('v.product_id', '=', 'l.product_id')
        .onRef('v.number', '=', 'l.product_number'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.application_id', '=', applicationId)
    .select('v.definition')
    .orderBy('l.position')
    .execute()
  return [
    ...new Set(rows.flatMap(({ definition }) => (definition as Partial<ProductDefinition>).documents ?? [])),
  ]
}

/** Who wrote each fact, and the names of everyone a fact may name. */
export const listFactAuthors = async (
  { tx, actor }: Here,
  applicationId: string,
): Promise<{ by: Map<string, string>; names: Map<string, string> }> => {
  const names = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('application_event')
        .where('organisation_id', '=', actor.organisationId)
        .where('application_id', '=', applicationId)
        .where('recorded_by', 'is not', null)
        .select('recorded_by')
        .$castTo<{ recorded_by: string }>()
        .union(
          eb
            .selectFrom('application_standing')
            .where('organisation_id', '=', actor.organisationId)
            .where('application_id', '=', applicationId)
            .where('reviewer_id', 'is not', null)
            .select('reviewer_id as recorded_by')
            .$castTo<{ recorded_by: string }>(),
        ),
    )
    .select(['id', 'name'])
    .execute()
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  const rows = await tx
    .selectFrom('application_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', applicationId)
    .select(['id', 'recorded_by'])
    .execute()
  const by = rows.flatMap(({ id, recorded_by }) => {
    const name = recorded_by && nameOf.get(recorded_by)
    return name ? [[id, name] as const] : []
  })
  return { by: new Map(by), names: nameOf }
}

/** Whether a member declared the file complete or gave an opinion on it: somebody else decides then. */
export const isInstructedBy = async (
  { tx, actor }: Here,
  applicationId: string,
  membershipId: string,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('application_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', applicationId)
    .where('kind', 'in', ['declared-complete', 'opinion-given'])
    .where('recorded_by', '=', membershipId)
    .where('cancelled_at', 'is', null)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const keptKinds: Partial<Record<ApplicationFact['kind'], string>> = {
  filed: 'Les règles du dossier sont celles de ce jour.',
  'line-granted': 'L’accord engage des fonds : annulez le financement.',
  'line-refused': 'La décision est prise : rouvrez le dossier.',
  'line-adjourned': 'La décision est prise : inscrivez la ligne à une autre séance.',
  'placed-on-agenda': 'L’ordre du jour se change depuis la séance.',
  'removed-from-agenda': 'L’ordre du jour se change depuis la séance.',
}

/** Why a fact may not be cancelled from the file; null: it may. */
export const keptBecause = (fact: Pick<ApplicationFact, 'kind'>): string | null =>
  keptKinds[fact.kind] ?? null
