import { Button, Group, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Notice } from '#web/ui/Notice.tsx'
import type { Running } from '#web/ui/SideForm.tsx'
import { refusalOf, sentenceOf } from '#web/ui/told-error.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useFocusBack } from '#web/ui/use-focus-back.ts'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  /** What will happen, before it does. */
  children: ReactNode
  /** A verb: « Envoyer 12 courriers », never « OK ». */
  confirmLabel: string
  onConfirm: () => unknown
  /** The command that `onConfirm` runs: when it is refused, the dialog stays and says why. */
  command?: Running
  isDangerous?: boolean
}

/**
 * For what commits money, sends a letter, or cannot be undone. Closes itself once `onConfirm` is done; with `command`,
 * `onConfirm={() => command.run(input)}`.
 */
export const ConfirmDialog = (props: Props) => {
  const { opened, onClose, title, children, confirmLabel, onConfirm, command, isDangerous = false } = props
  useFocusBack()
  const [isRunning, setRunning] = useState(false)
  const [thrown, setThrown] = useState<unknown>()
  const confirm = async () => {
    setRunning(true)
    setThrown(undefined)
    try {
      const answer = await onConfirm()
      if (!command || answer !== undefined) onClose()
    } catch (error) {
      setThrown(error)
    } finally {
      setRunning(false)
    }
  }
  const told =
    (command?.refusal && refusalOf(command.refusal)) ??
    command?.failure ??
    (thrown === undefined ? undefined : sentenceOf(thrown))
  return (
    <Modal opened={opened} onClose={onClose} title={typeset(title)} size="md">
      {typeof children === 'string' ? <p style={{ marginTop: 0 }}>{typeset(children)}</p> : children}
      {told && <Notice kind="late">{told}</Notice>}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          Annuler
        </Button>
        <Button color={isDangerous ? 'late' : undefined} loading={isRunning} onClick={confirm}>
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  )
}
