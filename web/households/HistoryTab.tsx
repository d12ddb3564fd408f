import { api } from '#web/client.ts'
import classes from '#web/households/HistoryTab.module.css'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { useApiPages } from '#web/use-api.ts'

type Change = { field: string; before: string | null; after: string | null }
type Entry = { id: string; at: string; by: string | null; label: string; changes: Change[] }

/** Who opened the file and who changed what in it: it is never erased. */
export const HistoryTab = ({ householdId }: { householdId: string }) => {
  const page = useApiPages(api.households.listJournal, { householdId })
  return (
    <Section title="Qui a vu, qui a changé quoi">
      <DataTable<Entry>
        label="Historique du dossier"
        noun={{ one: 'acte', many: 'actes' }}
        columns={columns}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Rien n’est encore arrivé à ce dossier">
            Chaque ouverture et chaque modification s’écriront ici.
          </EmptyState>
        }
      />
    </Section>
  )
}

const columns: Column<Entry>[] = [
  { key: 'at', header: 'Quand', cell: ({ at }) => <span className="figures">{formatInstant(at)}</span> },
  { key: 'by', header: 'Qui', cell: ({ by }) => by ?? 'Palier (automatique)' },
  { key: 'act', header: 'Acte', cell: ({ label }) => label },
  { key: 'changes', header: 'Changement', grows: true, cell: ({ changes }) => <Changes changes={changes} /> },
]

const Changes = ({ changes }: { changes: Change[] }) =>
  changes.length === 0 ? null : (
    <ul className={classes.changes}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {field}&nbsp;: {before !== null && <s>{before}</s>} {after ?? 'effacé'}
        </li>
      ))}
    </ul>
  )
