import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Proposal } from '#contract/arrears.ts'
import { largestBatch } from '#domain/arrears/worklist.ts'
import { formatInteger } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { ArrearsFrame } from '#web/arrears/ArrearsFrame.tsx'
import classes from '#web/arrears/arrears.module.css'
import { HouseholdCell } from '#web/arrears/worklist-columns.tsx'
import { api } from '#web/client.ts'
import { useAccess, useMember, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { type Selection, useSelection } from '#web/ui/selection.ts'
import { text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiCommand, useApiDownload, useApiPages, useApiQuery } from '#web/use-api.ts'

const schema = { etape: text() }
type Step = Awaited<ReturnType<typeof api.arrears.countProposals>>['steps'][number]

/** The steps whose day has come, rehearsed: read, looked at one by one, then released by a person. */
export const LadderLettersPage = () => {
  const [{ etape }, change] = useUrlState(schema)
  const { data, error, refetch } = useApiQuery(api.arrears.countProposals, {}, { keepPrevious: true })
  const steps = data?.steps ?? []
  const step = steps.find(({ key }) => key === etape) ?? steps.find(({ count }) => count > 0) ?? steps[0]
  return (
    <ArrearsFrame
      title="Relances à faire"
      needs="propose-ladder-letters"
      subtitle="Ce que l’échelle de relance propose aujourd’hui. Rien ne part sans que quelqu’un l’ait relu et remis."
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {step && (
        <Filters isActive={false} onClear={() => change({ etape: '' })}>
          <OneFilter
            label="Étape"
            value={step.key}
            onChange={(key) => change({ etape: key ?? '' })}
            choices={steps.map(({ key, label, count }) => ({ value: key, label, count }))}
          />
        </Filters>
      )}
      {data && steps.length === 0 && (
        <EmptyState title="Aucune étape n’est réglée">
          Composez l’échelle de relance dans Réglages : les relances à faire en découlent.
        </EmptyState>
      )}
      {step && <Proposals key={step.key} step={step} />}
    </ArrearsFrame>
  )
}

const Proposals = ({ step }: { step: Step }) => {
  const { slug } = useMember()
  const today = useToday()
  const page = useApiPages(api.arrears.listProposals, { stepKey: step.key, limit: 50 })
  const selection = useSelection()
  const preview = useApiDownload(api.arrears.previewLetter)
  const show = preview.run
  const columns = useMemo(
    () => columnsOf({ slug, today, step }, (tenancyId) => void show({ stepKey: step.key, tenancyId }, 'tab')),
    [slug, today, step, show],
  )
  const told = preview.refusal?.message ?? preview.failure
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <DataTable
        label={step.label}
        noun={{ one: 'bail', many: 'baux' }}
        columns={columns}
        page={page}
        rowKey={(row) => row.tenancyId}
        rowName={(row) => row.householdLabel}
        selection={selection}
        empty={
          <EmptyState title="Personne n’en est à cette étape aujourd’hui">
            Choisissez une autre étape, ou revenez demain.
          </EmptyState>
        }
      />
      {page.rows.length > 0 && (
        <ReleaseBar
          step={step}
          selection={selection}
          chosen={page.rows.map((row) => row.tenancyId).filter((id) => selection.has(id))}
        />
      )}
    </>
  )
}

type Shown = { slug: string; today: PlainDate; step: Step }

const columnsOf = (
  { slug, today, step }: Shown,
  show: (tenancyId: string) => void,
): readonly Column<Proposal>[] => [
  { key: 'household', header: 'Ménage', cell: (row) => <HouseholdCell row={row} slug={slug} /> },
  {
    key: 'default',
    header: 'En retard depuis le',
    grows: true,
    cell: (row) => <Day date={row.firstDefaultOn as PlainDate} today={today} />,
  },
  { key: 'debt', header: 'Dette', align: 'end', cell: (row) => <Amount cents={row.debtCents} /> },
  {
    key: 'since',
    header: 'Prévue le',
    from: 'tablet',
    cell: (row) => <Day date={row.proposedOn as PlainDate} />,
  },
  { key: 'agency', header: 'Agence', from: 'laptop', cell: (row) => row.agency ?? '—' },
  ...(step.sendsLetter
    ? [
        {
          key: 'letter',
          header: 'Lettre',
          cell: (row: Proposal) =>
            row.refusesLetters ? (
              <Signal kind="late">Ne veut pas de courrier</Signal>
            ) : (
              <Button variant="subtle" size="compact-sm" onClick={() => show(row.tenancyId)}>
                Relire<span className="on-screen-readers"> la lettre à {row.householdLabel}</span>
              </Button>
            ),
        },
      ]
    : []),
]

type BarProps = { step: Step; selection: Selection; chosen: readonly string[] }

const ReleaseBar = ({ step, selection, chosen }: BarProps) => {
  const [isAsking, setAsking] = useState(false)
  const may = useAccess('release-ladder-letters')
  const release = useApiCommand(api.arrears.releaseSteps, {
    onDone: ({ released, skipped }) => {
      const left =
        skipped > 0 ? ` ; ${formatInteger(skipped)} n’étaient plus concernés ou refusent les courriers` : ''
      void notify(`${step.label} : ${formatInteger(released)} faits${left}.`)
      selection.clear()
    },
  })
  const count = formatInteger(chosen.length)
  const because =
    may.because ??
    (chosen.length === 0
      ? 'Choisissez d’abord des ménages dans la liste.'
      : chosen.length > largestBatch
        ? `Remettez-en ${largestBatch} au plus à la fois.`
        : undefined)
  const verb = step.sendsLetter ? 'Remettre les lettres' : 'Consigner l’étape'
  return (
    <div className={classes.bar} data-empty={chosen.length === 0}>
      <p role="status">{chosen.length === 0 ? 'Aucun bail choisi' : `${count} choisis`}</p>
      <ReasonedButton because={because} onClick={() => setAsking(true)}>
        {verb}
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`${step.label} : ${count} ${chosen.length > 1 ? 'baux' : 'bail'}`}
        confirmLabel={`${verb} (${count})`}
        command={release}
        onConfirm={() => release.run({ stepKey: step.key, tenancyIds: [...chosen] })}
      >
        {step.sendsLetter
          ? 'Chaque lettre est écrite, gardée dans le dossier du ménage et inscrite à son fil, une seule fois. Il reste à l’imprimer et à la poster.'
          : 'L’étape est inscrite au fil de chaque ménage, et une tâche est donnée à son référent.'}
      </ConfirmDialog>
    </div>
  )
}
