import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { FinancingRow } from '#contract/loan-shapes.ts'
import { seesNames } from '#domain/access.ts'
import { financingKindLabels, fundingFieldLabels } from '#domain/funding/kinds.ts'
import { type Bucket, bucketLabels, buckets, financingStatusLabels } from '#domain/loans/kinds.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import {
  countFinancingRows,
  type FinancingPage,
  listFinancingRows,
  type Reader,
} from '#server/loans/list-store.ts'
import { withinReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'

export const listFinancings = useCase(
  contract.loans.list,
  async (context, { sort, after, limit, ...filters }) => ({
    ...(await listFinancingRows(context, { filters, sort, limit, ...(after ? { after } : {}) })),
    total: await countFinancingRows(context, filters, sort),
  }),
)

export const readLateness = useCase(contract.loans.lateness, async (context) => {
  const { tx, actor, today } = context
  const { rows } = await sql<{ bucket: Bucket; count: number; lateCents: number }>`
    select bucket, count(*)::int as count, sum(late_cents) as "lateCents" from financing_standing s
    where organisation_id = ${actor.organisationId} and late_cents > 0
      and ${withinReach(actor, today, 'list-funding', 's.household_id')}
    group by 1`.execute(tx)
  const late = buckets.filter((bucket) => bucket !== 'none')
  const empty = (bucket: Bucket) => ({ bucket, count: 0, lateCents: 0 })
  return {
    rows: late.map((bucket) => rows.find((row) => row.bucket === bucket) ?? empty(bucket)),
    asOf: today,
  }
})

const household: Column<FinancingRow> = {
  header: 'Ménage',
  kind: 'text',
  value: (row) => row.householdLabel,
}
const others: readonly Column<FinancingRow>[] = [
  { header: 'Numéro', kind: 'text', value: (row) => row.number },
  { header: 'Nature', kind: 'text', value: (row) => financingKindLabels[row.kind] },
  { header: 'Produit', kind: 'text', value: (row) => row.productName },
  { header: 'Domaine', kind: 'text', value: (row) => fundingFieldLabels[row.field] },
  { header: 'Statut', kind: 'text', value: (row) => financingStatusLabels[row.status] },
  { header: 'Décidé le', kind: 'date', value: (row) => row.decidedOn },
  { header: 'Accordé', kind: 'cents', value: (row) => row.grantedCents },
  { header: 'Décaissé', kind: 'cents', value: (row) => row.disbursedCents },
  { header: 'Remboursé', kind: 'cents', value: (row) => row.repaidCents },
  { header: 'Encours', kind: 'cents', value: (row) => row.outstandingCents },
  { header: 'En retard', kind: 'cents', value: (row) => row.lateCents },
  { header: 'Ancienneté du retard', kind: 'text', value: (row) => bucketLabels[row.bucket] },
  { header: 'Retard depuis le', kind: 'date', value: (row) => row.oldestUnpaidOn },
  { header: 'Forclusion le', kind: 'date', value: (row) => row.timeBarOn },
  { header: 'Prochaine échéance', kind: 'date', value: (row) => row.nextDueOn },
  { header: 'Montant', kind: 'cents', value: (row) => row.nextDueCents },
  { header: 'Dernière échéance', kind: 'date', value: (row) => row.endsOn },
]

export const exportFinancings = useCase(
  contract.loans.export,
  async (context, { format, sort, ...filters }) => {
    const columns = seesNames(context.actor.role) ? [household, ...others] : others
    const rows = readAll(context, { filters, sort, limit: 1_000 })
    return exportFile(format, `financements-${context.today}`, 'Financements', columns, rows)
  },
)

async function* readAll(reader: Reader, page: FinancingPage) {
  let after: string | undefined
  do {
    const { rows, next } = await listFinancingRows(reader, { ...page, ...(after ? { after } : {}) })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}
