import { contract } from '#contract/index.ts'
import type { MeasureRow } from '#contract/measure-shapes.ts'
import { seesNames } from '#domain/access.ts'
import { measureStatusLabels } from '#domain/measures/kinds.ts'
import { programmeFamilyLabels } from '#domain/programmes/kinds.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { listMeasureRows, type MeasurePage, type Reader } from '#server/measures/list-store.ts'
import { useCase } from '#server/use-case.ts'

const household: Column<MeasureRow> = { header: 'Ménage', kind: 'text', value: (row) => row.householdLabel }
const others: readonly Column<MeasureRow>[] = [
  { header: 'Dispositif', kind: 'text', value: (row) => row.programmeName },
  { header: 'Famille', kind: 'text', value: (row) => programmeFamilyLabels[row.family] },
  { header: 'Statut', kind: 'text', value: (row) => measureStatusLabels[row.status] },
  { header: 'Phase', kind: 'text', value: (row) => row.phase },
  { header: 'Référent', kind: 'text', value: (row) => row.leadName },
  { header: 'Demandée le', kind: 'date', value: (row) => row.requestedOn },
  { header: 'Commencée le', kind: 'date', value: (row) => row.startedOn },
  { header: 'Fin de période', kind: 'date', value: (row) => row.endsOn },
  { header: 'Terminée le', kind: 'date', value: (row) => row.endedOn },
  { header: 'Prochaine échéance', kind: 'text', value: (row) => row.nextDue },
  { header: 'Le', kind: 'date', value: (row) => row.nextDueOn },
  { header: 'Dernier contact', kind: 'date', value: (row) => row.lastContactOn },
  { header: 'Première visite à domicile', kind: 'date', value: (row) => row.firstHomeVisitOn },
]

export const exportMeasures = useCase(
  contract.measures.export,
  async (context, { format, sort, ...filters }) => {
    const columns = seesNames(context.actor.role) ? [household, ...others] : others
    const rows = readAll(context, { filters, sort, limit: 1_000 })
    return exportFile(format, `accompagnements-${context.today}`, 'Accompagnements', columns, rows)
  },
)

async function* readAll(reader: Reader, page: MeasurePage) {
  let after: string | undefined
  do {
    const { rows, next } = await listMeasureRows(reader, { ...page, ...(after ? { after } : {}) })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}
