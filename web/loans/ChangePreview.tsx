import type { z } from 'zod'
import type { ChangePreview as PreviewShape } from '#contract/loan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { pageOfAll } from '#web/ui/paged.ts'

type Preview = z.output<typeof PreviewShape>
type Part = Preview['before']
type Line = { label: string; before: string; after: string }

/** The schedule before and after, side by side. */
export const ChangePreview = ({ preview }: { preview: Preview }) => {
  const { problem, before, after, rows } = preview
  if (problem !== null || after === null) return problem ? <Notice kind="late">{problem}</Notice> : null
  return (
    <>
      <DataTable
        label="Avant et après"
        noun={{ one: 'ligne', many: 'lignes' }}
        page={pageOfAll(compare(before, after))}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', header: 'À venir', cell: ({ label }: Line) => label, grows: true },
          { key: 'before', header: 'Avant', align: 'end', cell: (line: Line) => line.before },
          { key: 'after', header: 'Après', align: 'end', cell: (line: Line) => line.after },
        ]}
      />
      <p>
        {rows.length} échéances en tout, la somme reste de{' '}
        <Amount cents={rows.reduce((sum, { cents }) => sum + cents, 0)} />.
      </p>
    </>
  )
}

const compare = (before: Part, after: Part): Line[] => {
  const line = (label: string, of: (part: Part) => string): Line => ({
    label,
    before: of(before),
    after: of(after),
  })
  return [
    line('Échéances', ({ instalments }) => String(instalments)),
    line('Montant', ({ instalmentCents }) => formatEuros(instalmentCents)),
    line('Dernière', ({ lastCents }) => formatEuros(lastCents)),
    line('Fin', ({ endsOn }) => (endsOn ? formatDate(endsOn) : '—')),
    line('Total à venir', ({ sumCents }) => formatEuros(sumCents)),
  ]
}
