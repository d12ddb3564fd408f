import { Button } from '@mantine/core'
import type { z } from 'zod'
import type { Finding } from '#contract/imports.ts'
import { api } from '#web/client.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiDownload, useApiPages } from '#web/use-api.ts'

type Line = z.output<typeof Finding>

const columns: Column<Line>[] = [
  { key: 'reason', header: 'Explication', cell: ({ reason }) => reason },
  { key: 'line', header: 'Ligne', align: 'end', cell: ({ line }) => line },
  {
    key: 'fate',
    header: 'Sort',
    cell: ({ fate }) =>
      fate === 'rejected' ? <Signal kind="late">rejetée</Signal> : <Signal kind="soon">modifie</Signal>,
  },
  { key: 'column', header: 'Colonne', cell: ({ column }) => column ?? '', from: 'tablet' },
  { key: 'value', header: 'Valeur', cell: ({ value }) => value ?? '', from: 'tablet' },
]

/** The lines rejected, and those that change something already known. */
export const FindingsTable = ({ importId }: { importId: string }) => {
  const page = useApiPages(api.imports.listFindings, { importId })
  const download = useApiDownload(api.imports.downloadFindings)
  return (
    <Section
      title="Lignes à revoir"
      actions={
        <Button
          variant="default"
          size="xs"
          loading={download.isRunning}
          onClick={() => void download.run({ importId })}
        >
          Télécharger en CSV
        </Button>
      }
    >
      <DataTable
        label="Lignes à revoir"
        noun={{ one: 'ligne', many: 'lignes' }}
        columns={columns}
        page={page}
        rowKey={({ line, rank }) => `${line}.${rank}`}
        empty={
          <EmptyState title="Aucune ligne rejetée ni modifiée">
            Toutes les lignes ont été comprises.
          </EmptyState>
        }
      />
    </Section>
  )
}
