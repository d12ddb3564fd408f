import { Button, SegmentedControl } from '@mantine/core'
import type { z } from 'zod'
import type { Finding } from '#contract/imports.ts'
import { api } from '#web/client.ts'
import classes from '#web/imports/imports.module.css'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages } from '#web/use-api.ts'

type Line = z.output<typeof Finding>

const fateSignals = {
  rejected: { kind: 'late', words: 'rejetée' },
  warned: { kind: 'soon', words: 'gardée, à compléter' },
  changed: { kind: 'none', words: 'modifie' },
} as const

const sorts = ['toutes', 'rejetees', 'incompletes', 'modifications'] as const
const schema = { sort: oneOf(sorts, 'toutes') }
const fateOf = { rejetees: 'rejected', incompletes: 'warned', modifications: 'changed' } as const
const choices = [
  { value: 'toutes', label: 'Toutes' },
  { value: 'rejetees', label: 'Rejetées' },
  { value: 'incompletes', label: 'À compléter' },
  { value: 'modifications', label: 'Modifications' },
]

const columns: Column<Line>[] = [
  {
    key: 'reason',
    header: 'Explication',
    cell: ({ reason }) => <span className={classes.wraps}>{typeset(reason)}</span>,
  },
  { key: 'line', header: 'Ligne', align: 'end', cell: ({ line }) => line },
  {
    key: 'fate',
    header: 'Sort',
    cell: ({ fate }) => <Signal kind={fateSignals[fate].kind}>{fateSignals[fate].words}</Signal>,
  },
  { key: 'column', header: 'Colonne', cell: ({ column }) => column ?? '', from: 'tablet' },
  { key: 'value', header: 'Valeur', cell: ({ value }) => value ?? '', from: 'laptop' },
]

/** The lines rejected, those kept without a value, and those that change something already known. */
export const FindingsTable = ({ importId }: { importId: string }) => {
  const [{ sort }, setUrl] = useUrlState(schema)
  const page = useApiPages(api.imports.listFindings, {
    importId,
    ...(sort === 'toutes' ? {} : { fate: fateOf[sort] }),
  })
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
      <SegmentedControl
        aria-label="Lignes montrées"
        size="xs"
        mb="xs"
        data={choices}
        value={sort}
        onChange={(value) => {
          const next = sorts.find((one) => one === value)
          if (next) setUrl({ sort: next })
        }}
      />
      <DataTable
        label="Lignes à revoir"
        noun={{ one: 'ligne', many: 'lignes' }}
        columns={columns}
        page={page}
        rowKey={({ line, rank }) => `${line}.${rank}`}
        empty={
          sort === 'toutes' ? (
            <EmptyState title="Rien à revoir">
              Toutes les lignes ont été comprises, et aucune ne change ce qui est connu.
            </EmptyState>
          ) : (
            <EmptyState title="Aucune ligne de cette sorte">
              Choisissez « Toutes » pour voir les autres.
            </EmptyState>
          )
        }
      />
    </Section>
  )
}
