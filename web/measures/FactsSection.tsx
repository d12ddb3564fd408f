import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FactView, MeasureView } from '#contract/measure-shapes.ts'
import { measureEventLabels } from '#domain/measures/kinds.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { MeasureLine } from '#web/measures/MeasureLine.tsx'
import { dueSignal } from '#web/measures/measure-signals.tsx'
import classes from '#web/measures/measures.module.css'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'

/** The dated line of the measure, past then to come, drawn and told. */
export const FactsSection = ({ measure }: { measure: MeasureView }) => {
  const today = useToday()
  const [cancelling, setCancelling] = useState<FactView | undefined>()
  const may = useAccess('write-measure')
  const past = measure.facts.map(
    (fact): Moment => ({
      key: fact.id,
      when: <Day date={fact.on} />,
      title: (
        <span className={fact.cancelled ? classes.cancelled : undefined}>
          {measureEventLabels[fact.kind]}
        </span>
      ),
      by: <FactNote fact={fact} onCancel={may.allowed ? () => setCancelling(fact) : undefined} />,
      children: fact.detail,
    }),
  )
  return (
    <Section title="Ligne de la mesure">
      <MeasureLine measure={measure} today={today} />
      <Timeline label="Faits et échéances de la mesure" moments={[...past, ...toCome(measure, today)]} />
      {cancelling && (
        <CancelForm measure={measure} fact={cancelling} onClose={() => setCancelling(undefined)} />
      )}
    </Section>
  )
}

const toCome = ({ deadlines }: MeasureView, today: PlainDate): Moment[] =>
  deadlines.map(({ kind, dueOn, label }) => {
    const signal = dueSignal(dueOn, today)
    return {
      key: `${kind} ${dueOn}`,
      when: <Day date={dueOn} />,
      title: label,
      isToCome: true,
      signal: signal === 'none' ? undefined : signal,
    }
  })

type NoteProps = { fact: FactView; onCancel: (() => void) | undefined }

const FactNote = ({ fact: { kind, on, recordedBy, cancelled }, onCancel }: NoteProps) => {
  if (cancelled) return `Annulé${cancelled.by ? ` par ${cancelled.by}` : ''} : ${cancelled.reason}`
  return (
    <>
      {recordedBy && `Noté par ${recordedBy}`}{' '}
      {onCancel && kind !== 'requested' && (
        <Button variant="subtle" size="compact-xs" onClick={onCancel}>
          Annuler ce fait
          <span className="on-screen-readers">
            {' '}
            : {measureEventLabels[kind]}, {formatDate(on)}
          </span>
        </Button>
      )}
    </>
  )
}

type CancelProps = { measure: MeasureView; fact: FactView; onClose: () => void }

const CancelForm = ({ measure, fact, onClose }: CancelProps) => {
  const command = useMeasureCommand(api.measures.cancelFact, { onDone: onClose })
  const { measureId, version } = measure
  return (
    <ReasonForm
      title="Annuler un fait noté par erreur"
      told={`${measureEventLabels[fact.kind]}, le ${formatDate(fact.on)}. Le fait reste lisible, barré, avec le motif.`}
      submitLabel="Annuler le fait"
      draftKey={`measure-fact-cancel/${fact.id}`}
      command={command}
      onClose={onClose}
      onReason={(reason) => command.run({ measureId, version, factId: fact.id, reason })}
    />
  )
}
