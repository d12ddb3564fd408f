import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Operation } from '#contract/urban-renewal.ts'
import { formatEuros } from '#domain/money.ts'
import { renewalStepLabels } from '#domain/urban-renewal/progress.ts'
import { api } from '#web/client.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { notify } from '#web/ui/notify.ts'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Event = Operation['events'][number]
type Row = { operation: Operation; event: Event; isLast: boolean }

/** What happened on the operations of a project, the latest first. */
export const StepsSection = ({
  operations,
  because,
}: {
  operations: readonly Operation[]
  because: string | undefined
}) => {
  const [withdrawn, setWithdrawn] = useState<Row>()
  const rows = operations
    .flatMap((operation) =>
      operation.events.map((event, index) => ({
        operation,
        event,
        isLast: index === operation.events.length - 1,
      })),
    )
    .toSorted((a, b) => (a.event.on < b.event.on ? 1 : -1))
  if (rows.length === 0) return null
  return (
    <Section title="Ce qui s’est passé">
      <DataTable
        label="Pas des opérations"
        noun={{ one: 'pas', many: 'pas' }}
        columns={because === undefined ? [...columns, actOf(setWithdrawn)] : columns}
        page={pageOfAll(rows)}
        rowKey={({ event }) => event.id}
      />
      {withdrawn && <WithdrawForm row={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </Section>
  )
}

const tell = (event: Event): string | null => {
  switch (event.step) {
    case 'decided':
    case 'adjusted':
      return [
        `prêt ${formatEuros(event.loanCents)}, subvention ${formatEuros(event.subsidyCents)}`,
        event.reason,
      ]
        .filter(Boolean)
        .join(' ; ')
    case 'drawdown':
      return formatEuros(event.cents)
    case 'completed':
      return event.units
        ? `${event.units.plus} PLUS, ${event.units.plai} PLAI livrés`
        : event.investmentCents === null
          ? null
          : `investissement ${formatEuros(event.investmentCents)}`
    case 'abandoned':
      return event.reason
    default:
      return null
  }
}

const columns: Column<Row>[] = [
  { key: 'step', header: 'Pas', cell: ({ event }) => renewalStepLabels[event.step] },
  { key: 'on', header: 'Date', cell: ({ event }) => <Day date={event.on} /> },
  { key: 'operation', header: 'Opération', cell: ({ operation }) => operation.name },
  { key: 'detail', header: 'Contenu', cell: ({ event }) => typeset(tell(event) ?? '') },
  { key: 'by', header: 'Noté par', cell: ({ event }) => event.recordedBy, from: 'laptop' },
]

const actOf = (withdraw: (row: Row) => void): Column<Row> => ({
  key: 'act',
  header: 'Action',
  isAct: true,
  cell: (row) =>
    row.isLast && (
      <Button size="compact-sm" variant="default" onClick={() => withdraw(row)}>
        Retirer<span className="on-screen-readers"> {renewalStepLabels[row.event.step]}</span>
      </Button>
    ),
})

const WithdrawForm = ({ row, onClose }: { row: Row; onClose: () => void }) => {
  const [reason, setReason] = useState('')
  const cancel = useApiCommand(api.urbanRenewal.cancelStep, {
    onDone: () => {
      void notify('Pas retiré.')
      onClose()
    },
  })
  return (
    <SideForm
      title={`Retirer « ${renewalStepLabels[row.event.step]} »`}
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        void cancel.run({ operationId: row.operation.id, eventId: row.event.id, reason: reason.trim() })
      }}
      command={cancel}
      submitLabel="Retirer ce pas"
      because={reason.trim() ? undefined : 'Dites pourquoi.'}
    >
      <TextInput
        label="Pourquoi"
        description="Le pas reste lisible dans le journal."
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </SideForm>
  )
}
