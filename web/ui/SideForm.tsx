import { Button } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from 'react'
import { DraftNotice } from '#web/ui/DraftNotice.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import classes from '#web/ui/SideForm.module.css'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { type Issue, refusalOf } from '#web/ui/told-error.ts'
import { typeset } from '#web/ui/typeset.ts'
import type { Draft } from '#web/ui/use-draft.ts'

/** How the command that the form runs is doing: what `useApiCommand` gives. */
export type Running = {
  isRunning: boolean
  refusal?: { message: string; details?: unknown } | undefined
  failure?: string | undefined
}

type FieldsProps = {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  command: Running
  /** A verb: « Enregistrer l’échéancier ». */
  submitLabel: string
  /** Why it cannot be submitted now. */
  because?: string | undefined
  /** Issues that belong to no field shown: what `useIssues` returns. */
  issues?: readonly Issue[]
  draft?: Draft
  onCancel?: () => void
  /** Replaces the banner of a refusal: `StaleNotice` for a conflict. */
  banner?: ReactNode
  children: ReactNode
}

type SideProps = Omit<FieldsProps, 'onCancel'> & {
  title: string
  opened: boolean
  onClose: () => void
  size?: number
}

/**
 * A form in a panel on the right. Ctrl+Enter submits; a refusal is told at the top and nothing typed is lost. Its fields
 * are Mantine inputs with `form.getInputProps`; `onSubmit={form.onSubmit((values) => command.run(values))}`.
 */
export const SideForm = ({ title, opened, onClose, size, ...fields }: SideProps) => (
  <SidePanel opened={opened} onClose={onClose} title={title} size={size}>
    <PageForm {...fields} onCancel={onClose} />
  </SidePanel>
)

/** The same form, in the page. */
export const PageForm = (props: FieldsProps) => {
  const { onSubmit, command, submitLabel, because, issues = [], draft, onCancel, banner, children } = props
  const id = useId()
  return (
    <form
      id={id}
      className={classes.form}
      noValidate
      onSubmit={(event) => submit(event, because, onSubmit)}
      onKeyDown={submitOnCtrlEnter}
    >
      {draft && <DraftNotice draft={draft} />}
      {banner ?? <Banner command={command} issues={issues} />}
      {children}
      <div className={classes.buttons}>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Annuler
          </Button>
        )}
        <ReasonedButton type="submit" because={because} loading={command.isRunning}>
          {submitLabel}
        </ReasonedButton>
      </div>
    </form>
  )
}

const Banner = ({ command, issues }: { command: Running; issues: readonly Issue[] }) => {
  const told = command.refusal ? refusalOf(command.refusal) : command.failure
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      {issues.length > 0 && (
        <Notice kind="late">
          <ul className={classes.issues}>
            {issues.map(({ path, message }) => (
              <li key={`${path} ${message}`}>{typeset(message)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

/** A field that could not be read would be sent as empty: it stops the form and takes the focus. */
const submit = (
  event: FormEvent<HTMLFormElement>,
  because: string | undefined,
  onSubmit: (event: FormEvent<HTMLFormElement>) => void,
) => {
  const unreadable = event.currentTarget.querySelector<HTMLElement>(
    '[data-unreadable] input, input[data-unreadable]',
  )
  if (because === undefined && !unreadable) return onSubmit(event)
  event.preventDefault()
  unreadable?.focus()
}

const submitOnCtrlEnter = (event: KeyboardEvent<HTMLFormElement>) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}
