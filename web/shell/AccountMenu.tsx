import { Menu, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { roleLabels } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember, useSession } from '#web/session/session.ts'
import { useSignOut } from '#web/session/use-sign-out.ts'
import classes from '#web/shell/menus.module.css'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { draftKeys } from '#web/ui/draft-store.ts'

const initialsOf = (name: string) =>
  name
    .split(/[\s-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase())
    .join('')

export const AccountMenu = () => {
  const { person } = useSession()
  const { name, role } = useMember()
  const [asking, setAsking] = useState(false)
  const signOut = useSignOut()
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <UnstyledButton className={classes.initials} aria-label={`Mon compte, ${name}`}>
            {initialsOf(name)}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.whoami}>
            <span className={classes.itemTitle}>{name}</span>
            <span className={classes.itemDetail}>{roleLabels[role]}</span>
            <span className={classes.itemDetail}>{person?.email}</span>
          </div>
          <Menu.Divider />
          <Menu.Item component={Link} to={paths.account()}>
            Mon compte
          </Menu.Item>
          <Menu.Item onClick={() => (draftKeys().length > 0 ? setAsking(true) : void signOut())}>
            Se déconnecter
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title="Se déconnecter et effacer les brouillons ?"
        confirmLabel="Se déconnecter"
        onConfirm={signOut}
      >
        Vous avez commencé à écrire sans enregistrer. À la déconnexion, ces brouillons sont effacés de cet
        ordinateur, pour que la personne suivante ne puisse pas les lire.
      </ConfirmDialog>
    </>
  )
}
