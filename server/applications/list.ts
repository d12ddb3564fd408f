import { sql } from 'kysely'
import type { ApplicationRow } from '#contract/application-shapes.ts'
import { contract } from '#contract/index.ts'
import { seesNames } from '#domain/access.ts'
import type { ApplicationStatus } from '#domain/funding/application-facts.ts'
import { applicationStatusLabels } from '#domain/funding/application-facts.ts'
import { type FundingField, fundingFieldLabels } from '#domain/funding/kinds.ts'
import { fundingPurposeLabels } from '#domain/funding/product-kinds.ts'
import {
  type ApplicationPage,
  countApplicationRows,
  listApplicationRows,
  type Reader,
} from '#server/applications/list-store.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { useCase } from '#server/use-case.ts'

export const list = useCase(
  contract.applications.list,
  async (context, { sort, after, limit, ...filters }) => ({
    ...(await listApplicationRows(context, { filters, sort, after, limit })),
    total: await countApplicationRows(context, filters),
  }),
)

const household: Column<ApplicationRow> = {
  header: 'Ménage',
  kind: 'text',
  value: (row) => row.householdLabel,
}
const others: readonly Column<ApplicationRow>[] = [
  { header: 'Domaine', kind: 'text', value: (row) => fundingFieldLabels[row.field] },
  { header: 'Usage', kind: 'text', value: (row) => fundingPurposeLabels[row.purpose] },
  { header: 'Produits', kind: 'text', value: (row) => row.products.join(', ') },
  { header: 'Commune', kind: 'text', value: (row) => row.communeName },
  { header: 'Demandé', kind: 'cents', value: (row) => row.requestedCents },
  { header: 'Accordé', kind: 'cents', value: (row) => row.grantedCents },
  { header: 'État', kind: 'text', value: (row) => applicationStatusLabels[row.status] },
  { header: 'Déposé le', kind: 'date', value: (row) => row.filedOn },
  { header: 'Prochaine étape', kind: 'text', value: (row) => row.nextDue },
  { header: 'Le', kind: 'date', value: (row) => row.nextDueOn },
  { header: 'Suivi par', kind: 'text', value: (row) => row.officerName },
]
const number: Column<ApplicationRow> = { header: 'Dossier', kind: 'text', value: (row) => row.number }

export const exportApplications = useCase(
  contract.applications.export,
  async (context, { format, sort, ...filters }) => {
    const columns = seesNames(context.actor.role) ? [number, household, ...others] : [number, ...others]
    const rows = readAll(context, { filters, sort, limit: 1_000 })
    return exportFile(format, `dossiers-de-financement-${context.today}`, 'Dossiers', columns, rows)
  },
)

async function* readAll(reader: Reader, page: ApplicationPage) {
  let after: string | undefined
  do {
    const { rows, next } = await listApplicationRows(reader, { ...page, ...(after ? { after } : {}) })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}

type Tally = {
  status: ApplicationStatus
  field: FundingField
  officerId: string | null
  late: boolean
  count: number
}

/** Who may read the list reads all of it: the totals need no reach of their own. */
export const count = useCase(contract.applications.count, async ({ tx, actor, today }) => {
  const { rows: tally } = await sql<Tally>`
    select s.status, a.field, a.officer_id as "officerId", s.is_open and coalesce(s.next_due_on < ${today}::date, false) as late,
      count(*)::int as count
    from application a join application_standing s
      on s.organisation_id = a.organisation_id and s.application_id = a.id
    where a.organisation_id = ${actor.organisationId} group by 1, 2, 3, 4`.execute(tx)
  const { rows: products } = await sql<{ productId: string; name: string; count: number }>`
    select l.product_id as "productId", (array_agg(v.name order by v.number desc))[1] as name,
      count(distinct l.application_id)::int as count
    from application_line l join product_version v on v.organisation_id = l.organisation_id
      and v.product_id = l.product_id and v.number = l.product_number
    where l.organisation_id = ${actor.organisationId} group by 1 order by 2`.execute(tx)
  const { rows: officers } = await sql<{ membershipId: string; name: string; count: number }>`
    select m.id as "membershipId", m.name, count(*)::int as count from application a
    join membership m on m.organisation_id = a.organisation_id and m.id = a.officer_id
    where a.organisation_id = ${actor.organisationId} group by 1, 2 order by 2`.execute(tx)
  return {
    statuses: sumBy(tally, ({ status }) => status).map(([status, n]) => ({ status, count: n })),
    fields: sumBy(tally, ({ field }) => field).map(([field, n]) => ({ field, count: n })),
    products,
    officers,
    late: tally.filter(({ late }) => late).reduce((all, row) => all + row.count, 0),
  }
})

const sumBy = <Key extends string>(rows: readonly Tally[], keyOf: (row: Tally) => Key): [Key, number][] =>
  [...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, group.reduce((all, row) => all + row.count, 0)])
