import { UnstyledButton } from '@mantine/core'
import { type ReactNode, useId, useRef } from 'react'
import { useLocation } from 'react-router'
import classes from '#web/shell/menus.module.css'

type Props = {
  label: string
  /** What the button shows. */
  target: ReactNode
  targetClass: string | undefined
  children: (close: () => void) => ReactNode
}

/** A panel under a button of the header. The browser itself closes it on Escape or a click outside, and gives the focus back. */
export const HeaderMenu = ({ label, target, targetClass, children }: Props) => {
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  const { key } = useLocation()
  return (
    <>
      <UnstyledButton className={targetClass} popoverTarget={id}>
        {target}
      </UnstyledButton>
      <section key={key} ref={panel} id={id} popover="auto" aria-label={label} className={classes.dropdown}>
        {children(() => panel.current?.hidePopover())}
      </section>
    </>
  )
}
