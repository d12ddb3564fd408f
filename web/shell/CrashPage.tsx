import { isRouteErrorResponse, useRouteError } from 'react-router'
import classes from '#web/shell/lone-page.module.css'
import { NotFoundPage } from '#web/shell/NotFoundPage.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { PageTitle } from '#web/ui/PageTitle.tsx'

const newVersion = /dynamically imported module|module script failed|Importing a module/i

const noticeOf = (error: unknown) =>
  error instanceof Error && newVersion.test(error.message)
    ? 'Palier a été mis à jour, ou le réseau est coupé. Rechargez la page : vos brouillons sont conservés.'
    : undefined

/** What is left when a page breaks: the way back, and drafts, which are kept. */
export const CrashPage = ({ isWithinShell = false }: { isWithinShell?: boolean }) => {
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404)
    return <NotFoundPage isWithinShell={isWithinShell} />
  const Frame = isWithinShell ? 'div' : 'main'
  return (
    <Frame className={classes.page}>
      <PageTitle title="Erreur" />
      <h1>Cette page n’a pas pu s’afficher</h1>
      <ErrorState
        error={error}
        message={noticeOf(error)}
        retry={() => location.reload()}
        retryLabel="Recharger la page"
      />
    </Frame>
  )
}
