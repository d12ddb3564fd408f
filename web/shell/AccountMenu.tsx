import { useState } from 'react'
import { Link } from 'react-router'
import { roleLabels } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember, useSession } from '#web/session/session.ts'
import { useSignOut } from '#web/session/use-sign-out.ts'
import { HeaderMenu } from '#web/shell/HeaderMenu.tsx'
import classes from '#web/shell/menus.module.css'
import { draftKeys } from '#web/ui/draft-store.ts'
import { useOnDemand } from '#web/ui/use-on-demand.ts'

const loadDialog = async () => (await import('#web/ui/ConfirmDialog.tsx')).ConfirmDialog

const initialsOf = (name: string) =>
  name
    .split(/[\s-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase())
    .join('')

export const AccountMenu = () => {
  const { name } = useMember()
  const [isAsking, setAsking] = useState(false)
  const signOut = useSignOut()
  const [ConfirmDialog, fetchDialog] = useOnDemand(loadDialog)
  const leave = async () => (draftKeys().length > 0 ? setAsking(await fetchDialog()) : signOut())
  return (
    <>
      <HeaderMenu
        label="Compte"
        targetClass={classes.initials}
        target={
          <>
            <span aria-hidden="true">{initialsOf(name)}</span>
            <span className="on-screen-readers">Compte de {name}</span>
          </>
        }
      >
        {(close) => (
          <>
            <Whoami />
            <ul>
              <li>
                <Link to={paths.account()}>Mon compte</Link>
              </li>
              <li>
                <button
                  type="button"
                  onClick={() => {
                    close()
                    void leave()
                  }}
                >
                  Se déconnecter
                </button>
              </li>
            </ul>
          </>
        )}
      </HeaderMenu>
      {isAsking && ConfirmDialog && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Se déconnecter et effacer les brouillons ?"
          confirmLabel="Se déconnecter"
          onConfirm={signOut}
        >
          Vous avez commencé à écrire sans enregistrer. À la déconnexion, ces brouillons sont effacés de cet
          ordinateur, pour que la personne suivante ne puisse pas les lire.
        </ConfirmDialog>
      )}
    </>
  )
}

const Whoami = () => {
  const { person } = useSession()
  const { name, role } = useMember()
  return (
    <p className={classes.whoami}>
      {name}
      <span className={classes.detail}>{roleLabels[role]}</span>
      <span className={classes.detail}>{person?.email}</span>
    </p>
  )
}
