import { Link } from 'react-router'
import { roleLabels } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember, useSession } from '#web/session/session.ts'
import { HeaderMenu } from '#web/shell/HeaderMenu.tsx'
import classes from '#web/shell/menus.module.css'

/** The name of the organisation; the way to the others, for who works in several. */
export const OrganisationSwitcher = () => {
  const { memberships } = useSession()
  const current = useMember()
  if (memberships.length === 1) return <span className={classes.name}>{current.organisationName}</span>
  return (
    <HeaderMenu
      label="Vos organisations"
      targetClass={classes.target}
      target={
        <>
          <span className="on-screen-readers">Changer d’organisation. Vous êtes dans </span>
          <span className={classes.name}>{current.organisationName}</span>
          <span aria-hidden="true">▾</span>
        </>
      }
    >
      {() => (
        <ul>
          {memberships.map(({ slug, organisationName, role }) => (
            <li key={slug}>
              <Link
                to={paths.organisation({ slug })}
                aria-current={slug === current.slug ? 'true' : undefined}
              >
                {organisationName}
                <span className={classes.detail}>{roleLabels[role]}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </HeaderMenu>
  )
}
