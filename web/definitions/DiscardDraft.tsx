import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import type { Running } from '#web/ui/SideForm.tsx'

type Props = {
  command: Running
  discard: () => Promise<unknown>
  /** What is lost, and what stays. */
  children: ReactNode
}

export const DiscardDraft = ({ command, discard, children }: Props) => {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button variant="subtle" color="late" onClick={() => setAsking(true)}>
        Abandonner le brouillon
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Abandonner le brouillon ?"
        confirmLabel="Abandonner le brouillon"
        isDangerous
        command={command}
        onConfirm={discard}
      >
        {children}
      </ConfirmDialog>
    </>
  )
}
