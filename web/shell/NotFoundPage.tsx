import { Link } from 'react-router'
import { paths } from '#web/paths.ts'
import classes from '#web/shell/lone-page.module.css'
import { PageTitle } from '#web/ui/PageTitle.tsx'

/** `isWithinShell` where a `main` already stands around it. */
export const NotFoundPage = ({ isWithinShell = false }: { isWithinShell?: boolean }) => {
  const Frame = isWithinShell ? 'div' : 'main'
  return (
    <Frame className={classes.page}>
      <PageTitle title="Page introuvable" />
      <h1>Cette page n’existe pas</h1>
      <p>
        L’adresse est incomplète, la page a été retirée, ou vous n’êtes pas membre de l’organisation à
        laquelle elle appartient.
      </p>
      <p>
        <Link to={paths.home()}>Revenir à l’accueil</Link>
      </p>
    </Frame>
  )
}
