import type { ReactNode } from 'react'
import classes from '#web/session/LonePage.module.css'
import { Mark } from '#web/shell/Mark.tsx'
import { PageTitle } from '#web/ui/PageTitle.tsx'

type Props = { title: string; children: ReactNode; isWide?: boolean }

/** A page outside any organisation: the mark, a title, one thing to do. */
export const LonePage = ({ title, children, isWide = false }: Props) => (
  <main className={classes.page} data-wide={isWide} id="contenu" tabIndex={-1}>
    <PageTitle title={title} />
    <p className={classes.mark}>
      <Mark size={28} />
      Palier
    </p>
    <h1>{title}</h1>
    {children}
  </main>
)
