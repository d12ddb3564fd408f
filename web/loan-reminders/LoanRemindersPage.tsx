import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { ReminderRow } from '#contract/loan-reminders.ts'
import {
  mostRemindersAtOnce,
  type ReminderKind,
  reminderKinds,
  reminderLabels,
} from '#domain/loans/reminders.ts'
import { formatInteger } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/arrears/arrears.module.css'
import { api } from '#web/client.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { type Selection, useSelection } from '#web/ui/selection.ts'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiCommand, useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'

const schema = { lettre: oneOf(reminderKinds, 'first') }

/** The letters about unpaid instalments whose day has come: read one by one, then released by a person. */
export const LoanRemindersPage = () => {
  const [{ lettre }, change] = useUrlState(schema)
  const { data } = useApiQuery(api.loanReminders.count, {}, { keepPrevious: true })
  return (
    <FundingFrame
      title="Relances des prêts"
      subtitle="Les prêts dont une échéance n’est pas payée. Rien ne part sans que quelqu’un l’ait relu et remis."
    >
      <Filters isActive={false} onClear={() => change({ lettre: 'first' })}>
        <OneFilter
          label="Lettre"
          value={lettre}
          otherwise="first"
          onChange={(kind) => change({ lettre: kind ?? 'first' })}
          choices={reminderKinds.map((kind) => {
            const count = data?.rows.find((row) => row.kind === kind)?.count
            return { value: kind, label: reminderLabels[kind], ...(count === undefined ? {} : { count }) }
          })}
        />
      </Filters>
      <Reminders key={lettre} kind={lettre} />
    </FundingFrame>
  )
}

const Reminders = ({ kind }: { kind: ReminderKind }) => {
  const { slug } = useMember()
  const today = useToday()
  const page = useApiPages(api.loanReminders.list, { kind, limit: 50 })
  const selection = useSelection()
  const preview = useApiDownload(api.loanReminders.preview)
  const show = preview.run
  const columns = useMemo(
    () => columnsOf(slug, today, (financingId) => void show({ financingId, kind }, 'tab')),
    [slug, today, kind, show],
  )
  const told = preview.refusal?.message ?? preview.failure
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <DataTable
        label={reminderLabels[kind]}
        noun={{ one: 'prêt', many: 'prêts' }}
        columns={columns}
        page={page}
        rowKey={(row) => row.financingId}
        rowName={(row) => row.householdLabel}
        selection={selection}
        empty={
          <EmptyState title="Aucune lettre de cette sorte n’est à faire aujourd’hui">
            Une relance est proposée quelques jours après une échéance impayée (Réglages, Paramètres).
          </EmptyState>
        }
      />
      {page.rows.length > 0 && (
        <ReleaseBar
          kind={kind}
          selection={selection}
          chosen={page.rows.map((row) => row.financingId).filter((id) => selection.has(id))}
        />
      )}
    </>
  )
}

const columnsOf = (
  slug: string,
  today: PlainDate,
  show: (financingId: string) => void,
): readonly Column<ReminderRow>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ householdId, householdLabel }) => (
      <Link to={paths.householdFunding({ slug, householdId })}>{householdLabel}</Link>
    ),
  },
  {
    key: 'loan',
    header: 'Prêt',
    grows: true,
    cell: ({ financingId, number, productName }) => (
      <>
        <Link to={paths.loan({ slug, financingId })}>{number}</Link> {productName}
      </>
    ),
  },
  {
    key: 'since',
    header: 'En retard depuis le',
    cell: (row) => <Day date={row.oldestUnpaidOn} today={today} />,
  },
  { key: 'late', header: 'En retard', align: 'end', cell: (row) => <Amount cents={row.lateCents} /> },
  {
    key: 'letter',
    header: 'Lettre',
    cell: (row) => (
      <Button variant="subtle" size="compact-sm" onClick={() => show(row.financingId)}>
        Relire<span className="on-screen-readers"> la lettre à {row.householdLabel}</span>
      </Button>
    ),
  },
]

type BarProps = { kind: ReminderKind; selection: Selection; chosen: readonly string[] }

const ReleaseBar = ({ kind, selection, chosen }: BarProps) => {
  const [isAsking, setAsking] = useState(false)
  const release = useApiCommand(api.loanReminders.release, {
    onDone: ({ released, skipped }) => {
      const left = skipped > 0 ? ` ; ${formatInteger(skipped)} n’étaient plus concernés` : ''
      void notify(`${reminderLabels[kind]} : ${formatInteger(released)} lettres remises${left}.`)
      selection.clear()
    },
  })
  const count = formatInteger(chosen.length)
  const because =
    chosen.length === 0
      ? 'Choisissez d’abord des prêts dans la liste.'
      : chosen.length > mostRemindersAtOnce
        ? `Remettez-en ${mostRemindersAtOnce} au plus à la fois.`
        : undefined
  return (
    <div className={classes.bar} data-empty={chosen.length === 0}>
      <p role="status">{chosen.length === 0 ? 'Aucun prêt choisi' : `${count} choisis`}</p>
      <ReasonedButton because={because} onClick={() => setAsking(true)}>
        Remettre les lettres
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`${reminderLabels[kind]} : ${count} ${chosen.length > 1 ? 'prêts' : 'prêt'}`}
        confirmLabel={`Remettre les lettres (${count})`}
        command={release}
        onConfirm={() => release.run({ kind, financingIds: [...chosen] })}
      >
        {releaseWords}
      </ConfirmDialog>
    </div>
  )
}

const releaseWords =
  'Chaque lettre est écrite, gardée dans le dossier de financement et inscrite au fil du ménage, une seule fois. Il reste à l’imprimer et à la poster.'
