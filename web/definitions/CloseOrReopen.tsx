import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import type { Running } from '#web/ui/SideForm.tsx'

type Props = {
  isClosed: boolean
  /** « dispositif », « produit ». */
  noun: string
  because: string | undefined
  command: Running
  confirm: () => Promise<unknown>
  /** What will happen. */
  children: ReactNode
}

export const CloseOrReopen = ({ isClosed, noun, because, command, confirm, children }: Props) => {
  const [isAsking, setAsking] = useState(false)
  const word = isClosed ? 'Rouvrir' : 'Fermer'
  return (
    <>
      <ReasonedButton variant="default" because={because} onClick={() => setAsking(true)}>
        {word}
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`${word} ce ${noun} ?`}
        confirmLabel={`${word} le ${noun}`}
        command={command}
        onConfirm={confirm}
      >
        {children}
      </ConfirmDialog>
    </>
  )
}
