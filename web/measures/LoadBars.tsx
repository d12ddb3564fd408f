import { Button, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseloadRow } from '#contract/measure-shapes.ts'
import { usualCapacityTenths } from '#domain/measures/balance.ts'
import { endingDays, silenceDays } from '#domain/measures/lists.ts'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

const decimal = (tenths: number) =>
  (tenths / 10).toLocaleString('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const capacityOf = ({ capacityTenths }: CaseloadRow) => capacityTenths ?? usualCapacityTenths
const isOver = (row: CaseloadRow) => row.weightTenths > capacityOf(row)

/** Each person's load as a bar against what they can carry, within the table that says the same. */
export const LoadBars = ({ workers }: { workers: readonly CaseloadRow[] }) => {
  const slug = useOrganisationSlug()
  const [setting, setSetting] = useState<CaseloadRow | undefined>()
  const widest = Math.max(...workers.map((row) => Math.max(row.weightTenths, capacityOf(row))), 1)
  return (
    <>
      <DataTable
        label="Charge de chaque personne"
        noun={{ one: 'personne', many: 'personnes' }}
        columns={columnsOf(paths.support({ slug }), widest, setSetting)}
        page={pageOfAll(workers)}
        rowKey={({ membershipId }) => membershipId}
        rowSignal={(row) => (isOver(row) ? 'late' : undefined)}
      />
      <p className={classes.small}>
        La charge compte chaque mesure ouverte selon le poids de son dispositif. Le trait marque la capacité ;
        sans capacité fixée, on suppose {decimal(usualCapacityTenths)}.
      </p>
      {setting && <CapacityForm row={setting} onClose={() => setSetting(undefined)} />}
    </>
  )
}

const columnsOf = (
  list: string,
  widest: number,
  onSet: (row: CaseloadRow) => void,
): readonly Column<CaseloadRow>[] => {
  const to = (row: CaseloadRow, query: string) => `${list}?referent=${row.membershipId}${query}`
  return [
    {
      key: 'name',
      header: 'Personne',
      cell: (row) => <Link to={to(row, '')}>{row.name}</Link>,
    },
    {
      key: 'bar',
      header: 'Charge',
      grows: true,
      isNotOnCard: true,
      cell: (row) => <Gauge row={row} widest={widest} />,
    },
    {
      key: 'weight',
      header: 'Charge / capacité',
      align: 'end',
      cell: (row) => (
        <>
          {isOver(row) && <Signal kind="late">au-delà</Signal>} {decimal(row.weightTenths)} /{' '}
          {row.capacityTenths === null ? '—' : decimal(row.capacityTenths)}
        </>
      ),
    },
    { key: 'measures', header: 'Mesures', align: 'end', cell: ({ measures }) => measures },
    {
      key: 'silent',
      header: 'Sans contact',
      align: 'end',
      from: 'tablet',
      cell: (row) => <Count count={row.withoutContact} to={to(row, `&silence=${silenceDays}`)} />,
    },
    {
      key: 'ending',
      header: 'Terme proche',
      align: 'end',
      from: 'tablet',
      cell: (row) => <Count count={row.endingSoon} to={to(row, `&terme=${endingDays}`)} />,
    },
    {
      key: 'overdue',
      header: 'Terme dépassé',
      align: 'end',
      from: 'tablet',
      cell: (row) => <Count count={row.overdue} to={to(row, '&statut=overdue')} />,
    },
    {
      key: 'act',
      header: 'Réglage',
      isAct: true,
      cell: (row) => (
        <Button variant="subtle" size="compact-sm" onClick={() => onSet(row)}>
          Capacité<span className="on-screen-readers"> de {row.name}</span>
        </Button>
      ),
    },
  ]
}

const Count = ({ count, to }: { count: number; to: string }) =>
  count === 0 ? <span className={classes.soft}>0</span> : <Link to={to}>{count}</Link>

const Gauge = ({ row, widest }: { row: CaseloadRow; widest: number }) => (
  <div
    className={classes.gauge}
    data-over={isOver(row)}
    role="img"
    aria-label={`${decimal(row.weightTenths)} sur ${decimal(capacityOf(row))}`}
  >
    <span style={{ inlineSize: `${(row.weightTenths / widest) * 100}%` }} />
    <i style={{ insetInlineStart: `calc(${(capacityOf(row) / widest) * 100}% - 2px)` }} />
  </div>
)

const CapacityForm = ({ row, onClose }: { row: CaseloadRow; onClose: () => void }) => {
  const [capacity, setCapacity] = useState<number | null>(
    row.capacityTenths === null ? null : row.capacityTenths / 10,
  )
  const command = useApiCommand(api.measures.setCapacity, { onDone: onClose })
  const { membershipId } = row
  return (
    <SideForm
      title={`Capacité de ${row.name}`}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Fixer la capacité"
      because={capacity === null ? 'Écrivez d’abord un nombre.' : undefined}
      onSubmit={(event) => {
        event.preventDefault()
        if (capacity !== null) void command.run({ membershipId, capacityTenths: Math.round(capacity * 10) })
      }}
    >
      <NumberInput
        label="Mesures ordinaires à la fois"
        description="Zéro : on ne lui propose plus rien."
        data-autofocus
        min={0}
        max={1000}
        decimalScale={1}
        decimalSeparator=","
        value={capacity ?? ''}
        onChange={(typed) => setCapacity(typeof typed === 'number' ? typed : null)}
      />
    </SideForm>
  )
}
