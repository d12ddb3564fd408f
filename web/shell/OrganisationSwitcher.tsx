import { Menu, UnstyledButton } from '@mantine/core'
import { Link } from 'react-router'
import { roleLabels } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember, useSession } from '#web/session/session.ts'
import classes from '#web/shell/menus.module.css'

export const OrganisationSwitcher = () => {
  const { memberships } = useSession()
  const current = useMember()
  if (memberships.length === 1) return <span className={classes.name}>{current.organisationName}</span>
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={classes.target}>
          <span className="on-screen-readers">Changer d’organisation. Vous êtes dans </span>
          <span className={classes.name}>{current.organisationName}</span>
          <span aria-hidden="true">▾</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {memberships.map(({ slug, organisationName, role }) => (
          <Menu.Item
            key={slug}
            component={Link}
            to={paths.organisation({ slug })}
            aria-current={slug === current.slug ? 'true' : undefined}
          >
            <span className={classes.itemTitle}>{organisationName}</span>
            <span className={classes.itemDetail}>{roleLabels[role]}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
