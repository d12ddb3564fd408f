import type { ReactNode } from 'react'
import { Link } from 'react-router'
import classes from '#web/ui/Page.module.css'
import { PageTitle } from '#web/ui/PageTitle.tsx'
import { typeset } from '#web/ui/typeset.ts'

export type Crumb = { label: string; to: string }

type Props = {
  /** Also the title of the tab. */
  title: string
  /** One line under the title: where, since when, how many. */
  subtitle?: ReactNode
  /** The way up, from the room to the parent of this page. */
  crumbs?: readonly Crumb[]
  /** Buttons, on the right of the title. */
  actions?: ReactNode
  /** Under the title, above the content: usually `PageTabs`. */
  tabs?: ReactNode
  children: ReactNode
}

export const Page = ({ title, subtitle, crumbs = [], actions, tabs, children }: Props) => (
  <article className={classes.page}>
    <PageTitle title={title} />
    {crumbs.length > 0 && (
      <nav aria-label="Fil d’Ariane" className={classes.crumbs}>
        <ol>
          {crumbs.map(({ label, to }) => (
            <li key={to}>
              <Link to={to}>{label}</Link>
            </li>
          ))}
        </ol>
      </nav>
    )}
    <div className={classes.top}>
      <div className={classes.heading}>
        <h1>{typeset(title)}</h1>
        {subtitle && <div className={classes.subtitle}>{subtitle}</div>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
    {tabs}
    {children}
  </article>
)
