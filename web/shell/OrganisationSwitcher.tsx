import { Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { roleLabels } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember, useSession } from '#web/session/session.ts'
import classes from '#web/shell/menus.module.css'

/** The name of the organisation; the way to the others, for who works in several. */
export const OrganisationSwitcher = () => {
  const { memberships } = useSession()
  const current = useMember()
  const [isOpen, setOpen] = useState(false)
  if (memberships.length === 1) return <span className={classes.name}>{current.organisationName}</span>
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" withinPortal={false} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.target} onClick={() => setOpen(!isOpen)}>
          <span className="on-screen-readers">Changer d’organisation. Vous êtes dans </span>
          <span className={classes.name}>{current.organisationName}</span>
          <span aria-hidden="true">▾</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label="Vos organisations">
        <ul>
          {memberships.map(({ slug, organisationName, role }) => (
            <li key={slug}>
              <Link
                to={paths.organisation({ slug })}
                aria-current={slug === current.slug ? 'true' : undefined}
                onClick={() => setOpen(false)}
              >
                {organisationName}
                <span className={classes.detail}>{roleLabels[role]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
