import { Button } from '@mantine/core'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { PlanView } from '#contract/plan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { paymentPriorityLabels } from '#domain/plans/decide-repayment-plan.ts'
import { planStateLabels } from '#domain/plans/plan-states.ts'
import { planEventLabels } from '#domain/plans/plan-words.ts'
import { scheduleConventionLabels } from '#domain/plans/schedule.ts'
import { versionEventLabels, versionStateLabels } from '#domain/plans/schedule-versions.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { NextSteps } from '#web/plans/NextSteps.tsx'
import { ChangesTable, PendingVersion } from '#web/plans/PendingVersion.tsx'
import { PlanProgressBar } from '#web/plans/PlanProgressBar.tsx'
import classes from '#web/plans/plans.module.css'
import { RenegotiateForm } from '#web/plans/RenegotiateForm.tsx'
import { SafetyNetSection } from '#web/plans/SafetyNetSection.tsx'
import { FollowedScheduleTable, ScheduleTable } from '#web/plans/ScheduleTable.tsx'
import { planSignals, versionSignals } from '#web/plans/state-signals.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Timeline } from '#web/ui/Timeline.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { Why } from '#web/ui/Why.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

export const PlanPage = () => {
  const { slug = '', householdId = '', planId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.plans.getPlan, { householdId, planId })
  const crumbs = [{ label: 'Accompagnement du ménage', to: paths.householdSupport({ slug, householdId }) }]
  if (!data)
    return (
      <Page title="Plan d’apurement" crumbs={crumbs}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture du plan" />
        )}
      </Page>
    )
  const pending = data.schedules.find(({ number }) => number === data.pendingNumber)
  return (
    <Page
      title={`Plan d’apurement de ${formatEuros(data.amountCents)}`}
      subtitle={
        <>
          <Signal kind={planSignals[data.state]}>{planStateLabels[data.state]}</Signal>
          {data.stateSince && (
            <>
              {' '}
              depuis le <Day date={data.stateSince} />
            </>
          )}{' '}
          · location {data.tenancyNumber}
        </>
      }
      crumbs={crumbs}
      actions={<PlanActions plan={data} />}
    >
      <NextSteps plan={data} />
      {pending && <PendingVersion plan={data} version={pending} />}
      <Summary plan={data} />
      {(data.breachedOn || data.state === 'lapsed' || data.safetyNet.statements.length > 0) && (
        <SafetyNetSection plan={data} />
      )}
      <Section title="Échéancier" aside={`version ${data.scheduleNumber}`}>
        <FollowedScheduleTable rows={data.instalments} />
      </Section>
      <FactsSection plan={data} />
      {data.schedules.length > 1 && <VersionsSection plan={data} />}
    </Page>
  )
}

const PlanActions = ({ plan }: { plan: PlanView }) => {
  const [isRenegotiating, setRenegotiating] = useState(false)
  const agreement = useApiDownload(api.plans.downloadAgreement)
  const letter = useApiDownload(api.plans.downloadLetter)
  const { because } = useAccess('agree-plan')
  const input = { householdId: plan.householdId, planId: plan.id }
  return (
    <>
      <Button
        variant="default"
        loading={agreement.isRunning}
        onClick={() => void agreement.run(input, 'tab')}
      >
        {plan.pendingNumber ? `Accord, version ${plan.pendingNumber} (PDF)` : 'Accord (PDF)'}
      </Button>
      <Button variant="default" loading={letter.isRunning} onClick={() => void letter.run(input, 'tab')}>
        Lettre (PDF)
      </Button>
      <ReasonedButton
        variant="default"
        because={because ?? plan.notRenegotiable ?? undefined}
        onClick={() => setRenegotiating(true)}
      >
        Renégocier
      </ReasonedButton>
      {isRenegotiating && <RenegotiateForm plan={plan} onClose={() => setRenegotiating(false)} />}
    </>
  )
}

const Summary = ({ plan }: { plan: PlanView }) => {
  const today = useToday()
  return (
    <Section title="Où en est le plan">
      <PlanProgressBar {...plan} />
      <FactList
        columns={2}
        facts={[
          {
            label: 'Dette',
            value: (
              <>
                {formatEuros(plan.debtCents)} au <Day date={plan.debtOn} />
              </>
            ),
          },
          {
            label: 'Reste à payer',
            value: (
              <>
                {formatEuros(plan.remainingCents)} <Why explanation={plan.remainingExplained} />
              </>
            ),
          },
          ...(plan.writtenOffCents > 0
            ? [{ label: 'Effacé par le bailleur', value: formatEuros(plan.writtenOffCents) }]
            : []),
          {
            label: 'Prochaine mensualité',
            value: plan.nextDueOn ? <Day date={plan.nextDueOn} today={today} /> : 'aucune',
          },
          { label: 'Loyer courant dû', value: formatEuros(plan.currentRentOwedCents) },
          { label: 'Versé d’avance', value: formatEuros(plan.aheadCents) },
          { label: 'Les paiements règlent', value: paymentPriorityLabels[plan.paymentPriority] },
          { label: 'Arrondi', value: scheduleConventionLabels[plan.convention] },
          {
            label: 'Prochaine vérification (R.824-9)',
            value: nextCheck(plan, today) ?? 'à partir de l’entrée en vigueur, tous les six mois',
          },
          { label: 'Proposé par', value: plan.proposedBy },
        ]}
      />
      {plan.rentMissedSince && (
        <p>
          <Signal kind="late">
            Le loyer du <Day date={plan.rentMissedSince} /> n’est pas payé : le plan n’est pas respecté.
          </Signal>
        </p>
      )}
    </Section>
  )
}

const nextCheck = ({ checks }: PlanView, today: string) => {
  const next = checks.find(({ dueOn }) => dueOn >= today)
  return next && <Day date={next.dueOn} />
}

const FactsSection = ({ plan }: { plan: PlanView }) => (
  <Section title="Faits notés">
    <Timeline
      label="Faits du plan"
      moments={plan.events.map((event) => ({
        key: event.kind,
        when: <Day date={event.on} />,
        title: planEventLabels[event.kind],
        by: `Noté par ${event.recordedBy}${event.hasFile ? ', accord signé dans les documents' : ''}`,
        children: event.note,
      }))}
    />
  </Section>
)

const VersionsSection = ({ plan }: { plan: PlanView }) => (
  <Section title="Versions de l’échéancier">
    {plan.schedules.toReversed().map((made) => (
      <details key={made.number}>
        <summary>
          Version {made.number} du <Day date={made.effectiveOn} /> : {made.reason}{' '}
          <Signal kind={versionSignals[made.state]}>{versionStateLabels[made.state]}</Signal>{' '}
          <span className={classes.soft}>({made.madeBy})</span>
        </summary>
        <ChangesTable version={made} />
        {made.events.length > 0 && (
          <Timeline
            label={`Faits de la version ${made.number}`}
            moments={made.events.map((event) => ({
              key: event.kind,
              when: <Day date={event.on} />,
              title: versionEventLabels[event.kind],
              by: `Noté par ${event.recordedBy}${event.hasFile ? ', accord signé dans les documents' : ''}`,
              children: event.note,
            }))}
          />
        )}
        <ScheduleTable label={`Échéancier, version ${made.number}`} rows={made.rows} />
      </details>
    ))}
  </Section>
)
