import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { LoanView } from '#contract/loan-shapes.ts'
import { scheduleReasonLabels } from '#domain/loans/facts.ts'
import { formatDate } from '#domain/plain-date.ts'
import { ChangeScheduleForm } from '#web/loans/ChangeScheduleForm.tsx'
import { LoanDrawing } from '#web/loans/LoanDrawing.tsx'
import { RowStateSignal, rowSignalOf } from '#web/loans/loan-signals.tsx'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'

type Row = LoanView['rows'][number]
type Version = LoanView['versions'][number]

const noun = { one: 'échéance', many: 'échéances' }

const columns: readonly Column<Row>[] = [
  {
    key: 'due',
    header: 'Échéance',
    cell: ({ dueOn, early }) => (
      <>
        <Day date={dueOn} />
        {early && ' (anticipé)'}
      </>
    ),
  },
  {
    key: 'collect',
    header: 'Prélevable le',
    from: 'laptop',
    cell: ({ collectOn, dueOn }) => (collectOn === dueOn ? 'le jour même' : <Day date={collectOn} />),
  },
  { key: 'cents', header: 'Montant', align: 'end', cell: ({ cents }) => <Amount cents={cents} /> },
  {
    key: 'paid',
    header: 'Payé',
    align: 'end',
    cell: ({ paidCents }) => (paidCents > 0 ? <Amount cents={paidCents} /> : '—'),
  },
  {
    key: 'state',
    header: 'État',
    grows: true,
    cell: ({ state, settledOn }) => (
      <>
        <RowStateSignal state={state} />
        {settledOn && (
          <>
            {' '}
            le <Day date={settledOn} />
          </>
        )}
      </>
    ),
  },
]

const shownAround = 12
const comparedRows = 12

export const ScheduleSection = ({ loan }: { loan: LoanView }) => {
  const [isChanging, setChanging] = useState(false)
  const [isWhole, setWhole] = useState(false)
  const may = useAccess('manage-loans')
  const { rows, versions } = loan
  const next = Math.max(
    0,
    rows.findIndex(({ state }) => state !== 'paid' && state !== 'remitted'),
  )
  const from = isWhole ? 0 : Math.max(0, next - 4)
  const shown = isWhole ? rows : rows.slice(from, from + shownAround)
  return (
    <Section
      title="Échéancier"
      aside={versions[0] && `version ${versions[0].number}, du ${formatDate(versions[0].on)}`}
      actions={
        may.allowed &&
        loan.disbursedCents > 0 &&
        loan.outstandingCents > 0 && (
          <Button variant="default" onClick={() => setChanging(true)}>
            Modifier l’échéancier
          </Button>
        )
      }
    >
      <LoanDrawing loan={loan} />
      <DataTable
        label="Échéances"
        noun={noun}
        columns={columns}
        page={{ ...pageOfAll(shown), total: { count: rows.length, exact: true } }}
        rowKey={({ dueOn, cents, early }) => `${dueOn} ${cents} ${early}`}
        rowSignal={({ state }) => {
          const signal = rowSignalOf(state)
          return signal === 'none' ? undefined : signal
        }}
        empty={
          <EmptyState title="Pas encore d’échéancier">
            Il est établi quand le ménage accepte l’offre, et suit ensuite chaque décaissement.
          </EmptyState>
        }
      />
      {rows.length > shownAround && (
        <Button variant="subtle" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? 'Voir les échéances proches' : `Voir les ${rows.length} échéances`}
        </Button>
      )}
      {versions.length > 1 && <VersionsCompared versions={versions} />}
      {isChanging && <ChangeScheduleForm loan={loan} onClose={() => setChanging(false)} />}
    </Section>
  )
}

const nameOf = ({ number, on, reason }: Version) =>
  `Version ${number}, ${formatDate(on)} : ${scheduleReasonLabels[reason].toLowerCase()}`

type Compared = { dueOn: Row['dueOn']; before: number; after: number }

/** What a version changed, due date by due date. */
const VersionsCompared = ({ versions }: { versions: readonly Version[] }) => {
  const [chosen, setChosen] = useState(versions[1]?.number ?? 1)
  const latest = versions[0]
  const other = versions.find(({ number }) => number === chosen)
  if (!latest || !other) return null
  const changed = differences(other, latest)
  return (
    <>
      <Select
        label="Comparer l’échéancier en vigueur avec"
        data={versions.slice(1).map((version) => ({ value: String(version.number), label: nameOf(version) }))}
        value={String(chosen)}
        onChange={(value) => value && setChosen(Number(value))}
        allowDeselect={false}
        maw={440}
        my="sm"
      />
      <DataTable
        label={`Différences entre la version ${other.number} et la version ${latest.number}`}
        noun={{ one: 'échéance changée', many: 'échéances changées' }}
        page={pageOfAll(changed.slice(0, comparedRows))}
        rowKey={({ dueOn }) => dueOn}
        columns={[
          {
            key: 'due',
            header: 'Échéance',
            cell: ({ dueOn }: Compared) => <Day date={dueOn} />,
            grows: true,
          },
          {
            key: 'before',
            header: `Version ${other.number}`,
            align: 'end',
            cell: ({ before }: Compared) => (before ? <Amount cents={before} /> : '—'),
          },
          {
            key: 'after',
            header: `Version ${latest.number}`,
            align: 'end',
            cell: ({ after }: Compared) => (after ? <Amount cents={after} /> : '—'),
          },
        ]}
        empty={<EmptyState title="Les deux versions ont les mêmes échéances." />}
      />
      {changed.length > comparedRows && <p>{`Et ${changed.length - comparedRows} autres échéances.`}</p>}
    </>
  )
}

const differences = (before: Version, after: Version): Compared[] => {
  const sums = new Map<Row['dueOn'], Compared>()
  const add = (version: Version, side: 'before' | 'after') => {
    for (const { dueOn, cents } of version.rows) {
      const row = sums.get(dueOn) ?? { dueOn, before: 0, after: 0 }
      row[side] += cents
      sums.set(dueOn, row)
    }
  }
  add(before, 'before')
  add(after, 'after')
  return [...sums.values()]
    .filter((row) => row.before !== row.after)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
}
