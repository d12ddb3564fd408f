import { type ReactNode, useId } from 'react'
import classes from '#web/ui/Section.module.css'
import { typeset } from '#web/ui/typeset.ts'

type Props = { title: string; aside?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A part of a page: a line, a title, its content. */
export const Section = ({ title, aside, actions, children }: Props) => {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.top}>
        <h2 id={id}>{typeset(title)}</h2>
        {aside && <div className={classes.aside}>{aside}</div>}
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}
