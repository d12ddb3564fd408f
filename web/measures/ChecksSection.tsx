import { Button, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { CheckView, MeasureView } from '#contract/measure-shapes.ts'
import { api } from '#web/client.ts'
import { CheckLine } from '#web/measures/CheckLine.tsx'
import classes from '#web/measures/measures.module.css'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useAccess } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'

type Acting = { check: CheckView; as: 'answer' | 'derogate' }

/** The criteria of the programme, as they were answered, and by whom. */
export const ChecksSection = ({ measure }: { measure: MeasureView }) => {
  const [acting, setActing] = useState<Acting | undefined>()
  const write = useAccess('write-measure')
  const manage = useAccess('manage-measures')
  const close = () => setActing(undefined)
  const isFrozen = measure.startedOn !== null
  if (measure.checks.length === 0) return null
  return (
    <Section title="Critères du dispositif">
      <ul className={classes.rows}>
        {measure.checks.map((check) => (
          <li key={check.testKey}>
            <CheckLine check={check} />
            <div className={classes.acts}>
              {check.byPerson && !isFrozen && write.allowed && (
                <Button size="compact-sm" variant="subtle" onClick={() => setActing({ check, as: 'answer' })}>
                  {check.answer === 'to-check' ? 'Répondre' : 'Corriger'}
                </Button>
              )}
              {check.answer === 'no' && check.derogation === null && (
                <ReasonedButton
                  size="compact-sm"
                  variant="subtle"
                  because={manage.because}
                  onClick={() => setActing({ check, as: 'derogate' })}
                >
                  Déroger
                </ReasonedButton>
              )}
            </div>
          </li>
        ))}
      </ul>
      {acting?.as === 'answer' && <AnswerForm measure={measure} check={acting.check} onClose={close} />}
      {acting?.as === 'derogate' && <DerogateForm measure={measure} check={acting.check} onClose={close} />}
    </Section>
  )
}

type FormProps = { measure: MeasureView; check: CheckView; onClose: () => void }

const AnswerForm = ({ measure, check, onClose }: FormProps) => {
  const { measureId, version } = measure
  const [answer, setAnswer] = useState<'yes' | 'no' | null>(check.answer === 'to-check' ? null : check.answer)
  const [reason, setReason] = useState(check.answer === 'to-check' ? '' : check.reason)
  const command = useMeasureCommand(api.measures.answerCheck, { onDone: onClose })
  const isReady = answer !== null && reason.trim() !== ''
  return (
    <SideForm
      title={check.label}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Noter la réponse"
      because={isReady ? undefined : 'Choisissez une réponse et dites pourquoi.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (answer) void command.run({ measureId, version, testKey: check.testKey, answer, reason })
      }}
    >
      <Radio.Group
        label="Le critère est-il rempli ?"
        value={answer ?? ''}
        onChange={(value) => setAnswer(value === 'yes' ? 'yes' : 'no')}
      >
        <Radio mt="xs" value="yes" label="Oui" />
        <Radio mt="xs" value="no" label="Non" />
      </Radio.Group>
      <Textarea
        label="Pourquoi"
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </SideForm>
  )
}

const DerogateForm = ({ measure, check, onClose }: FormProps) => {
  const command = useMeasureCommand(api.measures.derogateCheck, { onDone: onClose })
  const { measureId, version } = measure
  return (
    <ReasonForm
      title="Laisser passer un critère"
      told={`${check.label} : ${check.reason}`}
      submitLabel="Accorder la dérogation"
      draftKey={`check-derogation/${measureId}/${check.testKey}`}
      command={command}
      onClose={onClose}
      onReason={(reason) => command.run({ measureId, version, testKey: check.testKey, reason })}
    />
  )
}
