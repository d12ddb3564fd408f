import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { typeset } from '#web/ui/typeset.ts'
import { useFocusBack } from '#web/ui/use-focus-back.ts'

type Props = {
  title: string
  opened?: boolean
  onClose: () => void
  size?: number | 'lg' | undefined
  /** A click beside it does not close it: what it shows is shown once. */
  isHeld?: boolean
  children: ReactNode
}

/** A panel on the right of the page, over it. */
export const SidePanel = ({ title, opened = true, onClose, size, isHeld = false, children }: Props) => {
  useFocusBack()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={typeset(title)}
      closeOnClickOutside={!isHeld}
      {...(size ? { size } : {})}
    >
      {children}
    </Drawer>
  )
}
