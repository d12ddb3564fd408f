import { sql } from 'kysely'
import type { ConventionRow } from '#contract/convention-shapes.ts'
import { contract } from '#contract/index.ts'
import {
  type ConventionState,
  conventionKindLabels,
  conventionLevelLabels,
  conventionStateLabels,
} from '#domain/conventions/kinds.ts'
import { alertMonths } from '#domain/conventions/period.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import type { PartnerKind } from '#domain/parcels/partner-kinds.ts'
import {
  type ConventionPage,
  conditionsOf,
  endsWithin,
  listConventionRows,
  type Reader,
  stateOf,
} from '#server/conventions/list-store.ts'
import { countRows } from '#server/count-rows.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { useCase } from '#server/use-case.ts'

export const listConventions = useCase(contract.conventions.list, async (context, input) => {
  const { after, limit, sort, ...filters } = input
  const { tx, actor, today } = context
  const page = await listConventionRows(context, { filters, sort, limit, after })
  return {
    ...page,
    total: await countRows(
      tx,
      (most) =>
        sql`(select from convention c where ${conditionsOf(actor.organisationId, today, filters)} limit ${most})`,
    ),
  }
})

export const countConventions = useCase(contract.conventions.count, async ({ tx, actor, today }) => {
  const own = sql`c.organisation_id = ${actor.organisationId}`
  const states = await sql<{ state: ConventionState; count: number }>`
    select ${stateOf(today)} as state, count(*)::int as count from convention c where ${own} group by 1`.execute(
    tx,
  )
  const alerts: { months: (typeof alertMonths)[number]; count: number }[] = []
  for (const months of alertMonths) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from convention c where ${own} and ${endsWithin(months, today)}`.execute(
      tx,
    )
    alerts.push({ months, count: rows[0]?.count ?? 0 })
  }
  const kinds = await sql<{ kind: PartnerKind; count: number }>`
    select p.kind, count(distinct y.convention_id)::int as count from convention_party y
    join partner p on (p.organisation_id, p.id) = (y.organisation_id, y.partner_id)
    where y.organisation_id = ${actor.organisationId} group by 1 order by 2 desc, 1`.execute(tx)
  return { states: states.rows, alerts, partnerKinds: kinds.rows }
})

const columns: readonly Column<ConventionRow>[] = [
  { header: 'Référence', kind: 'text', value: (row) => row.reference },
  { header: 'Intitulé', kind: 'text', value: (row) => row.title },
  { header: 'Type', kind: 'text', value: (row) => conventionKindLabels[row.kind] },
  { header: 'Niveau', kind: 'text', value: (row) => (row.level ? conventionLevelLabels[row.level] : null) },
  { header: 'Partenaires', kind: 'text', value: (row) => row.partners.join(' | ') },
  { header: 'État', kind: 'text', value: (row) => conventionStateLabels[row.state] },
  { header: 'Date de signature', kind: 'date', value: (row) => row.signedOn },
  { header: 'Date de début', kind: 'date', value: (row) => row.startsOn },
  { header: 'Date de fin', kind: 'date', value: (row) => row.endsOn },
  { header: 'Dénoncer avant le', kind: 'date', value: (row) => row.noticeOn },
  {
    header: 'Domaines',
    kind: 'text',
    value: (row) => row.fields.map((field) => fundingFieldLabels[field]).join(' | '),
  },
  { header: 'Enveloppes ouvertes', kind: 'cents', value: (row) => row.capCents },
  { header: 'Consommé', kind: 'cents', value: (row) => row.usedCents },
]

export const exportConventions = useCase(
  contract.conventions.export,
  async (context, { format, sort, ...filters }) =>
    exportFile(
      format,
      `conventions-${context.today}`,
      'Conventions',
      columns,
      readAll(context, { filters, sort, limit: 500 }),
    ),
)

async function* readAll(reader: Reader, page: ConventionPage) {
  let after: string | undefined
  do {
    const { rows, next } = await listConventionRows(reader, { ...page, after })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}
