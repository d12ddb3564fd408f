import { NavLink } from 'react-router'
import classes from '#web/ui/PageTabs.module.css'
import { useCurrentInView } from '#web/ui/use-current-in-view.ts'

export type PageTab = { label: string; to: string; detail?: string | undefined }

/** A tab stays current on the pages below it, unless those below are tabs themselves. */
const holdsAnother = (to: string, tabs: readonly PageTab[]) =>
  tabs.some((other) => other.to.startsWith(`${to}/`))

/** Parts of one thing, each with its address. Links, not a tab widget: Back and « open in a new tab » work. */
export const PageTabs = ({ label, tabs }: { label: string; tabs: readonly PageTab[] }) => (
  <nav ref={useCurrentInView()} aria-label={label} className={classes.tabs}>
    <ul>
      {tabs.map(({ label: word, to, detail }) => (
        <li key={to}>
          <NavLink to={to} end={holdsAnother(to, tabs)} preventScrollReset>
            {word}
            {detail && <span className={classes.detail}> {detail}</span>}
          </NavLink>
        </li>
      ))}
    </ul>
  </nav>
)
