import type { WorklistRow } from '#contract/arrears.ts'
import { contract } from '#contract/index.ts'
import { regimeChangeLabels } from '#domain/arrears/regime-change.ts'
import { arrearsStageLabels } from '#domain/arrears/transitions.ts'
import { listWorklistRows, type Reader, type WorklistPage } from '#server/arrears/worklist-store.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { useCase } from '#server/use-case.ts'

const columns: readonly Column<WorklistRow>[] = [
  { header: 'Bail', kind: 'text', value: (row) => row.tenancyNumber },
  { header: 'Ménage', kind: 'text', value: (row) => row.householdLabel },
  { header: 'Agence', kind: 'text', value: (row) => row.agency },
  { header: 'Référent', kind: 'text', value: (row) => row.referentName },
  { header: 'Étape', kind: 'text', value: (row) => arrearsStageLabels[row.stage] },
  { header: 'Dette', kind: 'cents', value: (row) => row.debtCents },
  { header: 'Mois dus', kind: 'tenths', value: (row) => row.monthsOwedTenths },
  { header: 'Évolution sur six mois', kind: 'cents', value: (row) => row.trendSixMonthsCents },
  { header: 'Loyer courant repris', kind: 'boolean', value: (row) => row.currentRentResumed },
  { header: 'Premier défaut', kind: 'date', value: (row) => row.firstDefaultOn },
  { header: 'Impayé constitué le', kind: 'date', value: (row) => row.constitutedOn },
  { header: 'À signaler avant le', kind: 'date', value: (row) => row.reportDueOn },
  { header: 'Impayé (règle jusqu’au 31/12/2026)', kind: 'boolean', value: (row) => row.isArrearsA },
  { header: 'Impayé (règle à partir du 01/01/2027)', kind: 'boolean', value: (row) => row.isArrearsB },
  { header: 'Changement de règle', kind: 'text', value: (row) => regimeChangeLabels[row.change] },
  { header: 'Motif', kind: 'text', value: (row) => row.urgencyReason },
]

export const exportWorklist = useCase(
  contract.arrears.exportWorklist,
  async (context, { format, sort, ...filters }) => {
    const rows = readAll(context, { filters, sort, limit: 1_000 })
    return exportFile(format, `reperage-${context.today}`, 'Repérage', columns, rows)
  },
)

async function* readAll(reader: Reader, page: WorklistPage) {
  let after: string | undefined
  do {
    const { rows, next } = await listWorklistRows(reader, { ...page, ...(after ? { after } : {}) })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}
