import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import { type ButtonHTMLAttributes, useId } from 'react'
import { typeset } from '#web/ui/typeset.ts'

type Props = ButtonProps &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, keyof ButtonProps> & {
    /** Why it cannot be used now; undefined when it can. */
    because: string | undefined
  }

/** A button that, when it cannot be used, stays within reach of the keyboard and says why. */
export const ReasonedButton = ({ because, onClick, children, ...rest }: Props) => {
  const id = useId()
  if (because === undefined)
    return (
      <Button {...rest} onClick={onClick}>
        {children}
      </Button>
    )
  return (
    // In the page, not beside it: it may be shown at once, under a pointer that has not moved, and landmarks hold it all.
    <Tooltip label={typeset(because)} withinPortal={false} floatingStrategy="fixed">
      <Button
        {...rest}
        data-disabled
        aria-disabled
        aria-describedby={id}
        onClick={(event) => event.preventDefault()}
      >
        {children}
        <span id={id} className="on-screen-readers">
          {typeset(because)}
        </span>
      </Button>
    </Tooltip>
  )
}
