import { Button, Radio, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { SupportAction } from '#contract/plan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  type SupportActionKind,
  type SupportOutcome,
  supportActionKinds,
  supportActionLabels,
  supportActionStateLabels,
} from '#domain/plans/support-actions.ts'
import { api } from '#web/client.ts'
import classes from '#web/plans/plans.module.css'
import { actionSignals } from '#web/plans/state-signals.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; actions: readonly SupportAction[] }

export const ActionsSection = ({ householdId, actions }: Props) => {
  const [isProposing, setProposing] = useState(false)
  const [moved, setMoved] = useState<SupportAction>()
  const { because } = useAccess('agree-plan')
  return (
    <Section
      title="Actions proposées"
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={() => setProposing(true)}>
          Proposer une action
        </ReasonedButton>
      }
    >
      {actions.length === 0 ? (
        <EmptyState title="Aucune action proposée">
          Après l’évaluation, proposez ce qui peut aider : droits, budget, plan, aide financière, changement
          de logement.
        </EmptyState>
      ) : (
        <ul className={classes.actions}>
          {actions.map((action) => (
            <li key={action.id}>
              <ActionLine action={action} />
              {action.endedOn === null && (
                <ReasonedButton size="xs" variant="subtle" because={because} onClick={() => setMoved(action)}>
                  Faire avancer
                  <span className="on-screen-readers"> {supportActionLabels[action.kind]}</span>
                </ReasonedButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {isProposing && <ProposeForm householdId={householdId} onClose={() => setProposing(false)} />}
      {moved && <MoveForm householdId={householdId} action={moved} onClose={() => setMoved(undefined)} />}
    </Section>
  )
}

const ActionLine = ({ action }: { action: SupportAction }) => (
  <div>
    <p>
      <strong>{supportActionLabels[action.kind]}</strong>{' '}
      <Signal kind={actionSignals[action.state]}>{supportActionStateLabels[action.state]}</Signal>
    </p>
    <p className={classes.soft}>
      Proposée le <Day date={action.proposedOn} /> par {action.proposedBy}
      {action.startedOn && (
        <>
          , commencée le <Day date={action.startedOn} />
        </>
      )}
      {action.endedOn && (
        <>
          , terminée le <Day date={action.endedOn} />
        </>
      )}
    </p>
    {action.note && <p className={classes.prose}>{action.note}</p>}
  </div>
)

type Closing = { householdId: string; onClose: () => void }

const ProposeForm = ({ householdId, onClose }: Closing) => {
  const form = useForm<{ kind: SupportActionKind | null; note: string }>({
    initialValues: { kind: null, note: '' },
  })
  const draft = useFormDraft(`support-action/${householdId}`, form, form.values)
  const command = useApiCommand(api.plans.proposeAction, {
    onDone: () => {
      draft.clear()
      void notify('Action proposée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['kind', 'note'])
  const { kind, note } = form.values
  return (
    <SideForm
      title="Proposer une action"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        () => void (kind && command.run({ householdId, kind, note: note.trim() || null })),
      )}
      command={command}
      submitLabel="Proposer l’action"
      because={kind ? undefined : 'Choisissez une action.'}
      issues={issues}
      draft={draft}
    >
      <Select
        label="Action"
        placeholder="Choisir"
        data={supportActionKinds.map((value) => ({ value, label: supportActionLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <Textarea
        label="Précision"
        description="Ce qui est proposé, en une phrase que le ménage pourrait lire."
        autosize
        minRows={3}
        maxLength={2_000}
        {...form.getInputProps('note')}
      />
    </SideForm>
  )
}

const steps = {
  started: 'Elle a commencé',
  done: 'Elle est menée à bien',
  refused: 'Le ménage l’a refusée',
  dropped: 'Elle est abandonnée',
} as const
type Step = keyof typeof steps

const MoveForm = ({ householdId, action, onClose }: Closing & { action: SupportAction }) => {
  const today = useToday()
  const choices = (Object.keys(steps) as Step[]).filter((step) => step !== 'started' || !action.startedOn)
  const form = useForm<{ step: Step; on: PlainDate | null }>({
    initialValues: { step: choices[0] ?? 'done', on: today },
  })
  const command = useApiCommand(api.plans.moveAction, {
    onDone: () => {
      void notify('Action mise à jour.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on'])
  const { step, on } = form.values
  const save = () => {
    if (!on) return
    const to =
      step === 'started'
        ? { kind: step, on }
        : { kind: 'ended' as const, on, outcome: step as SupportOutcome }
    void command.run({ householdId, actionId: action.id, version: action.version, to })
  }
  return (
    <SideForm
      title={supportActionLabels[action.kind]}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer"
      because={on ? undefined : 'Indiquez la date.'}
      issues={issues}
    >
      <Radio.Group label="Où en est-elle ?" {...form.getInputProps('step')}>
        {choices.map((value) => (
          <Radio key={value} value={value} label={steps[value]} mt="xs" />
        ))}
      </Radio.Group>
      <DayInput
        label="Date"
        min={action.proposedOn}
        max={today}
        {...form.getInputProps('on')}
        value={form.values.on}
      />
      {command.refusal?.reason === 'stale-version' && (
        <Button variant="default" onClick={onClose}>
          Fermer et relire
        </Button>
      )}
    </SideForm>
  )
}
