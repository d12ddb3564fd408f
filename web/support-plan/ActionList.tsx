import { Button, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { ActionView } from '#contract/support-plan-shapes.ts'
import { planServiceLabels } from '#domain/measures/objectives.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { ActionForm } from '#web/support-plan/ActionForm.tsx'
import classes from '#web/support-plan/support-plan.module.css'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { actions: readonly ActionView[]; because: string | undefined }
type Doing = { action: ActionView; what: 'change' | 'done' | 'dropped' }

/** Who does what, in which service, by when: what is open first. */
export const ActionList = ({ actions, because }: Props) => {
  const [doing, setDoing] = useState<Doing>()
  const reopen = useApiCommand(api.supportPlan.reopenAction)
  if (actions.length === 0) return null
  const told = reopen.refusal?.message ?? reopen.failure
  const close = () => setDoing(undefined)
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <ul className={classes.actions} aria-label="Actions prévues">
        {actions.toSorted(openFirst).map((action) => (
          <li key={action.id}>
            <div>
              <p>{action.what}</p>
              <p className={classes.soft}>
                {action.who}, {planServiceLabels[action.service].toLowerCase()}
              </p>
              {action.outcome && <p className={classes.prose}>{action.outcome}</p>}
              <ActionState action={action} />
            </div>
            {because === undefined && (
              <Acts
                action={action}
                onDo={(what) => setDoing({ action, what })}
                onReopen={() => void reopen.run({ actionId: action.id, version: action.version })}
              />
            )}
          </li>
        ))}
      </ul>
      {doing?.what === 'change' && <ActionForm action={doing.action} onClose={close} />}
      {doing && doing.what !== 'change' && (
        <CloseActionForm action={doing.action} as={doing.what} onClose={close} />
      )}
    </>
  )
}

const openFirst = (a: ActionView, b: ActionView) => Number(a.closedOn !== null) - Number(b.closedOn !== null)

const ActionState = ({ action: { closedAs, closedOn, dueOn, isLate } }: { action: ActionView }) => {
  const today = useToday()
  if (closedOn)
    return (
      <p className={classes.soft}>
        <Signal kind={closedAs === 'done' ? 'done' : 'none'}>
          {closedAs === 'done' ? 'Faite' : 'Abandonnée'}
        </Signal>{' '}
        le <Day date={closedOn} />
      </p>
    )
  if (!dueOn) return <p className={classes.soft}>sans date</p>
  return (
    <p className={classes.soft}>
      {isLate && <Signal kind="late">En retard</Signal>} pour le <Day date={dueOn} today={today} />
    </p>
  )
}

type ActsProps = { action: ActionView; onDo: (what: Doing['what']) => void; onReopen: () => void }

const Acts = ({ action: { what, closedOn }, onDo, onReopen }: ActsProps) => {
  const hidden = <span className="on-screen-readers"> : {what}</span>
  if (closedOn)
    return (
      <Button size="compact-sm" variant="subtle" onClick={onReopen}>
        Rouvrir{hidden}
      </Button>
    )
  return (
    <div className={classes.buttons}>
      <Button size="compact-sm" variant="subtle" onClick={() => onDo('done')}>
        Faite{hidden}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => onDo('dropped')}>
        Abandonner{hidden}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => onDo('change')}>
        Corriger{hidden}
      </Button>
    </div>
  )
}

type CloseProps = { action: ActionView; as: 'done' | 'dropped'; onClose: () => void }

const CloseActionForm = ({ action, as, onClose }: CloseProps) => {
  const today = useToday()
  const form = useForm<{ on: PlainDate | null; outcome: string }>({
    initialValues: { on: today, outcome: '' },
  })
  const draft = useFormDraft(`close-action/${action.id}/${as}`, form, form.values)
  const command = useApiCommand(api.supportPlan.closeAction, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on', 'outcome'])
  const { on, outcome } = form.values
  return (
    <SideForm
      title={as === 'done' ? 'Action faite' : 'Action abandonnée'}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={on ? undefined : 'Indiquez la date.'}
      submitLabel={as === 'done' ? 'Noter faite' : 'Abandonner l’action'}
      onSubmit={form.onSubmit(() => {
        const { id: actionId, version } = action
        if (on) void command.run({ actionId, version, as, on, outcome: outcome.trim() || null })
      })}
    >
      <p className={classes.prose}>{action.what}</p>
      <DayInput label="Le" max={today} value={on} onChange={(day) => form.setFieldValue('on', day)} />
      <Textarea
        label={as === 'done' ? 'Ce qu’elle a donné' : 'Pourquoi'}
        data-autofocus
        autosize
        minRows={3}
        maxLength={2_000}
        {...form.getInputProps('outcome')}
      />
    </SideForm>
  )
}
