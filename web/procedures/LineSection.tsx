import type { ReactNode } from 'react'
import type { ProcedureDeadlineView, ProcedureStep, ProcedureView } from '#contract/procedure-shapes.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import { deadlineSenseLabels, procedureActorLabels } from '#domain/procedures/kinds.ts'
import { api } from '#web/client.ts'
import { DeadlineWhy } from '#web/procedures/DeadlineWhy.tsx'
import classes from '#web/procedures/procedures.module.css'
import { dueSignal, stateSignal } from '#web/procedures/signals.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { relativeDays } from '#web/ui/relative-days.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'
import { useApiDownload } from '#web/use-api.ts'

/** What a line is drawn from: a procedure, or an impayé told by the account. */
type Drawn = Pick<ProcedureView, 'householdId' | 'steps' | 'deadlines' | 'stateLabel' | 'ends'>
type Props = { procedure: Drawn; onCancelFact?: (step: ProcedureStep) => void }

/** The line drawn: what happened, where it stands, what comes and by when. */
export const LineSection = ({ procedure, onCancelFact }: Props) => {
  const today = useToday()
  const { because } = useAccess('write-procedures')
  const past = procedure.steps.map((step) =>
    pastMoment(
      step,
      procedure.householdId,
      onCancelFact && because === undefined ? () => onCancelFact(step) : undefined,
    ),
  )
  const open = procedure.deadlines.filter(({ status }) => status === 'open')
  const late = open.filter((deadline) => dueSignal(deadline, today) === 'late')
  const toCome = open.filter((deadline) => !late.includes(deadline) && deadline.dueOn >= today)
  return (
    <Section title="Le fil">
      <Timeline
        label="Étapes de la procédure"
        moments={[
          ...past,
          ...late.map((deadline) => deadlineMoment(deadline, today)),
          hereMoment(procedure, today),
          ...toCome.map((deadline) => deadlineMoment(deadline, today)),
        ]}
      />
    </Section>
  )
}

const hereMoment = ({ stateLabel, ends }: Drawn, today: PlainDate): Moment => ({
  key: 'here',
  when: <Day date={today} />,
  title: (
    <span className={classes.here}>
      {ends === null ? 'Nous en sommes là' : 'Terminée'} :{' '}
      <Signal kind={stateSignal(ends)}>{stateLabel}</Signal>
    </span>
  ),
  signal: ends === null ? 'soon' : 'done',
})

const raisedBy: Readonly<Record<ProcedureStep['raisedBy'], string>> = {
  calendar: 'posé par le calendrier',
  house: 'posé par le reste du dossier',
  person: 'noté',
}

const pastMoment = (step: ProcedureStep, householdId: string, cancel: (() => void) | undefined): Moment => ({
  key: step.factId,
  when: <Day date={step.on} />,
  title: step.cancelled ? <s>{step.label}</s> : step.label,
  by: whoSaidIt(step),
  signal: step.problem ? 'late' : undefined,
  children: <StepDetails step={step} householdId={householdId} cancel={cancel} />,
})

const whoSaidIt = ({ cancelled, raisedBy: raiser, by }: ProcedureStep): string =>
  cancelled
    ? `annulé par ${cancelled.by ?? 'Palier'} : ${cancelled.reason}`
    : by
      ? `${raisedBy[raiser]} par ${by}`
      : raisedBy[raiser]

type DetailsProps = { step: ProcedureStep; householdId: string; cancel: (() => void) | undefined }

const StepDetails = ({ step, householdId, cancel }: DetailsProps): ReactNode => (
  <>
    {step.problem && <Signal kind="late">{step.problem}</Signal>}
    {step.details.map(({ label, value }) => (
      <p key={label}>
        {label} : {value}
      </p>
    ))}
    {step.hasMoved && step.source && (
      <p className={classes.small}>
        {step.toLabel} · {step.source}
      </p>
    )}
    {step.document && <StepDocument householdId={householdId} document={step.document} />}
    {cancel && step.raisedBy !== 'calendar' && !step.cancelled && (
      <p className={classes.small}>
        <button type="button" className={classes.link} onClick={cancel}>
          Annuler cette étape
          <span className="on-screen-readers"> {step.label}</span>
        </button>
      </p>
    )}
  </>
)

type DocumentProps = { householdId: string; document: NonNullable<ProcedureStep['document']> }

const StepDocument = ({ householdId, document }: DocumentProps) => {
  const reading = useApiDownload(api.documents.open)
  const { documentId, title } = document
  return (
    <p>
      <button
        type="button"
        className={classes.link}
        disabled={reading.isRunning}
        onClick={() => void reading.run({ householdId, documentId }, 'tab')}
      >
        {title}
      </button>
      {(reading.refusal ?? reading.failure) && <> ({reading.refusal?.message ?? reading.failure})</>}
    </p>
  )
}

const deadlineMoment = (deadline: ProcedureDeadlineView, today: PlainDate): Moment => {
  const signal = dueSignal(deadline, today)
  return {
    key: deadline.key,
    when: <Day date={deadline.dueOn} />,
    title: deadline.label,
    by: `${relativeDays(daysBetween(today, deadline.dueOn))} · ${deadlineSenseLabels[deadline.sense]} · ${procedureActorLabels[deadline.who]}`,
    isToCome: true,
    signal,
    children: (
      <>
        {signal === 'late' && <Signal kind="late">date passée, rien n’est noté</Signal>}
        <DeadlineWhy deadline={deadline} />
      </>
    ),
  }
}
