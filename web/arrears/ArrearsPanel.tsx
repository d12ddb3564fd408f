import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseView } from '#contract/arrears.ts'
import { arrearsStageLabels } from '#domain/arrears/transitions.ts'
import { formatEuros } from '#domain/money.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import { ArrearsLine } from '#web/arrears/ArrearsLine.tsx'
import classes from '#web/arrears/arrears.module.css'
import { RecordEventForm } from '#web/arrears/RecordEventForm.tsx'
import { writeTenths } from '#web/arrears/worklist-columns.tsx'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { Why } from '#web/ui/Why.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

/** A household's arrears, tenancy by tenancy: both rules, what is due, what happened. */
export const ArrearsPanel = ({ householdId }: { householdId: string }) => {
  const opened = useApiQuery(api.arrears.openCase, { householdId })
  if (opened.error && !opened.data)
    return <ErrorState error={opened.error} retry={() => void opened.refetch()} />
  if (!opened.data) return <Waiting />
  if (opened.data.cases.length === 0)
    return (
      <EmptyState title="Aucun bail">Ce ménage n’a pas de bail : il n’y a pas de compte à suivre.</EmptyState>
    )
  return opened.data.cases.map((view) => (
    <Case
      key={view.tenancyId}
      householdId={householdId}
      view={view}
      isOnly={opened.data.cases.length === 1}
    />
  ))
}

type CaseProps = { householdId: string; view: CaseView; isOnly: boolean }

const Case = ({ householdId, view, isOnly }: CaseProps) => {
  const may = useAccess('record-arrears-event')
  const [isRecording, setRecording] = useState(false)
  const because =
    may.because ??
    (view.permittedEvents.length === 0
      ? 'À cette étape, aucun fait de procédure n’est à consigner.'
      : undefined)
  return (
    <Section
      title={isOnly ? 'Impayé' : `Impayé, bail ${view.tenancyNumber}`}
      actions={
        <>
          <ReferLink householdId={householdId} />
          <ReasonedButton variant="default" because={because} onClick={() => setRecording(true)}>
            Consigner un fait
          </ReasonedButton>
        </>
      }
    >
      <p>
        <StageSignal view={view} />
        {afterStage(view)}.
      </p>
      <Position view={view} />
      <Regimes view={view} />
      <ArrearsLine householdId={householdId} view={view} />
      <LadderState householdId={householdId} view={view} />
      <RecordEventForm
        householdId={householdId}
        view={view}
        opened={isRecording}
        onClose={() => setRecording(false)}
      />
    </Section>
  )
}

const ReferLink = ({ householdId }: { householdId: string }) => {
  const slug = useOrganisationSlug()
  const sending = useAccess('send-referrals')
  return sending.allowed ? (
    <Button variant="default" component={Link} to={paths.householdShared({ slug, householdId })}>
      Orienter vers…
    </Button>
  ) : null
}

/** The reason often begins with the stage, which stands before it. */
const afterStage = ({ stage, urgencyReason }: CaseView) =>
  urgencyReason.startsWith(arrearsStageLabels[stage])
    ? urgencyReason.slice(arrearsStageLabels[stage].length)
    : `. ${urgencyReason}`

const StageSignal = ({ view }: { view: CaseView }) => {
  const today = useToday()
  const isLate = view.deadlines.some(({ rule, dueOn }) => rule !== 'summons-not-before' && dueOn < today)
  const isQuiet = view.stage === 'none' || view.stage === 'cleared'
  return (
    <Signal kind={isQuiet ? 'done' : isLate ? 'late' : 'soon'}>
      <strong>{arrearsStageLabels[view.stage]}</strong>
    </Signal>
  )
}

const Position = ({ view }: { view: CaseView }) => (
  <FactList
    columns={2}
    facts={[
      { label: 'Dette échue', value: <Amount cents={view.debtCents} /> },
      { label: 'Mois de dépense nette dus', value: writeTenths(view.monthsOwedTenths) },
      { label: 'Dépense nette par mois', value: <Amount cents={view.netExpenseCents} /> },
      { label: 'Loyer courant', value: view.currentRentResumed ? 'payé' : 'non repris' },
      {
        label: 'Premier défaut',
        value: view.firstDefaultOn ? <Day date={view.firstDefaultOn as PlainDate} /> : 'aucun',
      },
      {
        label: 'Dernier paiement',
        value: view.lastPaymentOn ? <Day date={view.lastPaymentOn as PlainDate} /> : 'aucun',
      },
    ]}
  />
)

const Regimes = ({ view }: { view: CaseView }) => {
  const today = useToday()
  const isB = today >= view.switchOn
  const day = formatLongDate(view.switchOn as PlainDate)
  return (
    <div className={classes.regimes}>
      <Regime
        title={`Jusqu’au 31 décembre 2026${isB ? '' : ' (règle en vigueur)'}`}
        isCurrent={!isB}
        view={view.a}
      />
      <Regime
        title={`À partir du ${day}${isB ? ' (règle en vigueur)' : ''}`}
        isCurrent={isB}
        view={view.b}
        isStrict
      />
    </div>
  )
}

type RegimeProps = { title: string; isCurrent: boolean; view: CaseView['a']; isStrict?: boolean }

const Regime = ({ title, isCurrent, view, isStrict = false }: RegimeProps) => (
  <div className={classes.regime} data-current={isCurrent}>
    <h3>{title}</h3>
    <p>
      <Signal kind={view.isArrears ? 'late' : 'done'}>
        {view.isArrears ? 'Impayé constitué' : 'Pas d’impayé'}
      </Signal>{' '}
      <Why explanation={view.explanation} />
    </p>
    <p>
      {isStrict ? 'Dette à dépasser' : 'Seuil à atteindre'}&nbsp;: {formatEuros(view.thresholdCents)}
      {view.criterion === 'duration' && ', ou trois mois de défaut, atteints'}
    </p>
    {view.constitutedOn && (
      <p>
        {view.isArrears
          ? 'Condition remplie depuis le '
          : 'La dette, non soldée depuis, avait rempli la condition le '}
        <Day date={view.constitutedOn as PlainDate} />
      </p>
    )}
  </div>
)

const LadderState = ({ householdId, view }: { householdId: string; view: CaseView }) => {
  const read = useApiDownload(api.arrears.readReleasedLetter)
  if (view.done.length === 0 && !view.proposed) return null
  return (
    <>
      <h3>Relances</h3>
      <ul>
        {view.done.map(({ key, label, on, fileId }) => (
          <li key={`${key} ${on}`}>
            {label}, <Day date={on as PlainDate} />{' '}
            {fileId && (
              <Button
                variant="subtle"
                size="compact-sm"
                onClick={() => void read.run({ householdId, fileId }, 'tab')}
              >
                Lire la lettre
              </Button>
            )}
          </li>
        ))}
        {view.proposed && (
          <li>
            À faire&nbsp;: {view.proposed.label} ({view.proposed.reason})
          </li>
        )}
      </ul>
    </>
  )
}
