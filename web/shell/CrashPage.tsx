import { useEffect } from 'react'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { connection, onServerBack } from '#web/connection.ts'
import classes from '#web/shell/lone-page.module.css'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { notify } from '#web/ui/notify.ts'
import { PageTitle } from '#web/ui/PageTitle.tsx'

const notFetched = /dynamically imported module|module script failed|Importing a module|preload CSS/i

/** Part of Palier could not be fetched: the server is away, or has moved to a new version. */
const isNotFetched = (error: unknown) => error instanceof Error && notFetched.test(error.message)

const notFetchedNotice =
  'Cette page n’a pas pu être chargée : le serveur ne répond pas, ou Palier a été mis à jour. Vos brouillons sont conservés ; la page se recharge d’elle-même dès que le serveur répond.'

/** Never reloads into the browser's own « no connection », from which nothing leads back. */
const reloadOnceThere = async () => {
  if (await connection.check()) location.reload()
  else notify('Le serveur ne répond toujours pas. Vos brouillons sont conservés.')
}

/** What is left when a page breaks: the way back, and drafts, which are kept. */
export const CrashPage = ({ isWithinShell = false }: { isWithinShell?: boolean }) => {
  const error = useRouteError()
  const isFetching = isNotFetched(error)
  useEffect(() => {
    if (!isFetching) return
    void connection.check()
    return onServerBack(() => location.reload())
  }, [isFetching])
  if (isRouteErrorResponse(error) && error.status === 404)
    return <NotFoundPage isWithinShell={isWithinShell} />
  const Frame = isWithinShell ? 'div' : 'main'
  return (
    <Frame className={classes.page}>
      <PageTitle title="Erreur" />
      <h1>Cette page n’a pas pu s’afficher</h1>
      <ErrorState
        error={error}
        message={isFetching ? notFetchedNotice : undefined}
        retry={() => void reloadOnceThere()}
        retryLabel="Recharger la page"
      />
    </Frame>
  )
}
