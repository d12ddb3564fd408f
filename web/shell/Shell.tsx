import { useHotkeys } from '@mantine/hooks'
import { Suspense, useState } from 'react'
import { Link, NavLink, Outlet } from 'react-router'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { AccountMenu } from '#web/shell/AccountMenu.tsx'
import { Mark } from '#web/shell/Mark.tsx'
import { OrganisationSwitcher } from '#web/shell/OrganisationSwitcher.tsx'
import { RoomIcon } from '#web/shell/RoomIcon.tsx'
import { SearchButton } from '#web/shell/SearchButton.tsx'
import { ServerAway } from '#web/shell/ServerAway.tsx'
import classes from '#web/shell/Shell.module.css'
import { useRooms } from '#web/shell/use-rooms.ts'
import { useCurrentInView } from '#web/ui/use-current-in-view.ts'
import { useOnDemand } from '#web/ui/use-on-demand.ts'
import { Waiting } from '#web/ui/Waiting.tsx'

const loadSpotlight = async () => (await import('#web/shell/Spotlight.tsx')).Spotlight

/** The frame around the rooms: what is printed is only their content. */
export const Shell = () => {
  const { slug } = useMember()
  const [searching, setSearching] = useState(false)
  const [Spotlight, fetchSpotlight] = useOnDemand(loadSpotlight)
  const search = async () => setSearching(await fetchSpotlight())
  useHotkeys([['/', search]])
  useHotkeys([['mod+K', search]], [])
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#contenu">
        Aller au contenu
      </a>
      <header className={classes.header}>
        <Link to={paths.organisation({ slug })} className={classes.mark} aria-label="Palier, accueil">
          <Mark />
          <span>Palier</span>
        </Link>
        <SearchButton onClick={search} />
        <OrganisationSwitcher />
        <AccountMenu />
      </header>
      <Rooms />
      <main id="contenu" tabIndex={-1} className={classes.main}>
        <ServerAway />
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      {searching && Spotlight && <Spotlight onClose={() => setSearching(false)} />}
    </div>
  )
}

const Rooms = () => (
  <nav className={classes.rooms} aria-label="Navigation principale">
    <ul ref={useCurrentInView()}>
      {useRooms().map(({ to, label, icon }) => (
        <li key={to}>
          <NavLink to={to} className={classes.room}>
            <RoomIcon name={icon} />
            <span className={classes.label}>{label}</span>
          </NavLink>
        </li>
      ))}
    </ul>
  </nav>
)
