import type { ReactNode } from 'react'
import classes from '#web/ui/Signal.module.css'

export type SignalKind = 'late' | 'soon' | 'done' | 'none'

const shapes: Readonly<Record<SignalKind, ReactNode>> = {
  late: <path d="M6 1 11.5 11H.5z" />,
  soon: <path d="M6 .5 11.5 6 6 11.5.5 6z" />,
  done: <path d="M1 6.5 4.5 10 11 2.5" fill="none" stroke="currentColor" strokeWidth="2" />,
  none: <circle cx="6" cy="6" r="2" />,
}

/** A state in a word, with its colour and its shape: triangle late, diamond soon, tick done, dot for nothing to say. */
export const Signal = ({ kind, children }: { kind: SignalKind; children: ReactNode }) => (
  <span className={classes.signal} data-kind={kind}>
    <svg width="12" height="12" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
      {shapes[kind]}
    </svg>
    <span>{children}</span>
  </span>
)
