import type { FollowedInstalment } from '#contract/plan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { instalmentStateLabels } from '#domain/plans/follow.ts'
import type { Instalment } from '#domain/plans/schedule.ts'
import { instalmentSignals } from '#web/plans/state-signals.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Signal } from '#web/ui/Signal.tsx'

const noun = { one: 'mensualité', many: 'mensualités' }

const planned: Column<Instalment>[] = [
  { key: 'number', header: 'N°', align: 'end', cell: ({ number }) => number },
  { key: 'dueOn', header: 'À payer le', cell: ({ dueOn }) => <Day date={dueOn} />, grows: true },
  {
    key: 'amount',
    header: 'Montant',
    align: 'end',
    cell: ({ amountCents }) => <Amount cents={amountCents} />,
  },
]

export const ScheduleTable = ({ label, rows }: { label: string; rows: readonly Instalment[] }) => (
  <DataTable
    label={label}
    noun={noun}
    columns={planned}
    page={pageOfAll(rows)}
    rowKey={({ number }) => String(number)}
  />
)

const followed: Column<FollowedInstalment>[] = [
  { key: 'number', header: 'N°', align: 'end', cell: ({ number }) => number },
  { key: 'dueOn', header: 'À payer le', cell: ({ dueOn }) => <Day date={dueOn} /> },
  {
    key: 'amount',
    header: 'Montant',
    align: 'end',
    cell: ({ amountCents }) => <Amount cents={amountCents} />,
  },
  {
    key: 'state',
    header: 'État',
    grows: true,
    cell: ({ state, wasLate, amountCents, writtenOffCents }) => (
      <Signal kind={instalmentSignals[state]}>
        {instalmentStateLabels[state]}
        {state === 'kept' && wasLate && ', après l’échéance'}
        {writtenOffCents > 0 &&
          writtenOffCents < amountCents &&
          `, dont ${formatEuros(writtenOffCents)} effacés`}
      </Signal>
    ),
  },
  { key: 'paid', header: 'Payé', align: 'end', cell: ({ paidCents }) => <Amount cents={paidCents} /> },
  {
    key: 'paidOn',
    header: 'Réglée le',
    cell: ({ paidOn }) => paidOn && <Day date={paidOn} />,
    from: 'tablet',
  },
]

export const FollowedScheduleTable = ({ rows }: { rows: readonly FollowedInstalment[] }) => (
  <DataTable
    label="Échéancier suivi"
    noun={noun}
    columns={followed}
    page={pageOfAll(rows)}
    rowKey={({ number }) => String(number)}
    rowSignal={({ state }) => {
      const kind = instalmentSignals[state]
      return kind === 'none' ? undefined : kind
    }}
  />
)
