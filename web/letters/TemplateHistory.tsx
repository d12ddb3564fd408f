import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/letters/letters.module.css'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { useApiPages } from '#web/use-api.ts'

type Row = { version: number; isDefault: boolean; subject: string; body: string; at: string; by: string }

export const TemplateHistory = ({ templateKey }: { templateKey: LetterTemplateKey }) => {
  const page = useApiPages(api.letters.listVersions, { key: templateKey, limit: 20 })
  return (
    <Section title="Historique">
      <DataTable
        label="Versions du modèle"
        noun={{ one: 'version', many: 'versions' }}
        columns={columns}
        page={page}
        rowKey={({ version }) => String(version)}
        empty={
          <EmptyState title="Ce modèle n’a jamais été modifié">
            Chaque enregistrement en garde une version ici.
          </EmptyState>
        }
      />
    </Section>
  )
}

const columns: Column<Row>[] = [
  { key: 'version', header: 'N°', align: 'end', cell: ({ version }) => version },
  { key: 'at', header: 'Enregistrée', cell: ({ at }) => formatInstant(at) },
  { key: 'by', header: 'Par', cell: ({ by }) => by },
  {
    key: 'text',
    header: 'Texte',
    grows: true,
    cell: ({ isDefault, subject, body }) =>
      isDefault ? (
        'Retour au texte d’origine'
      ) : (
        <details>
          <summary>{subject}</summary>
          <p className={classes.old}>{body}</p>
        </details>
      ),
  },
]
