import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { entryKindLabels } from '#domain/tenancies/kinds.ts'
import type { PlanDraft } from '#web/plans/NewPlanPage.tsx'
import classes from '#web/plans/plans.module.css'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { pageOfAll } from '#web/ui/paged.ts'

type Line = PlanDraft['lines'][number] & { key: string }

/** The lines behind the debt, since the account was last settled. */
export const DebtLines = ({ lines, leftOut }: { lines: PlanDraft['lines']; leftOut: number }) => {
  const [isOpen, setOpen] = useState(false)
  if (lines.length === 0) return null
  const rows = lines.map((line, index) => ({ ...line, key: String(index) }))
  return (
    <>
      <UnstyledButton
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        style={{ textDecoration: 'underline', textUnderlineOffset: '3px', minHeight: 24 }}
      >
        {isOpen ? 'Masquer' : 'Voir'} les {lines.length} écritures depuis que le compte était à jour
      </UnstyledButton>
      {isOpen && (
        <>
          {leftOut > 0 && (
            <p className={classes.soft}>{leftOut} écritures plus anciennes ne sont pas montrées.</p>
          )}
          <DataTable
            label="Écritures de la dette"
            noun={{ one: 'écriture', many: 'écritures' }}
            columns={columns}
            page={pageOfAll(rows)}
            rowKey={({ key }) => key}
          />
        </>
      )}
    </>
  )
}

const columns: Column<Line>[] = [
  { key: 'on', header: 'Date', cell: ({ on }) => <Day date={on} /> },
  { key: 'kind', header: 'Écriture', cell: ({ kind }) => entryKindLabels[kind] },
  { key: 'label', header: 'Libellé', cell: ({ label }) => label ?? '', from: 'tablet', grows: true },
  {
    key: 'amount',
    header: 'Montant',
    align: 'end',
    cell: ({ amountCents }) => <Amount cents={amountCents} />,
  },
  {
    key: 'balance',
    header: 'Solde',
    align: 'end',
    cell: ({ balanceCents }) => <Amount cents={balanceCents} />,
  },
]
