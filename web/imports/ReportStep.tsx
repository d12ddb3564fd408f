import { Link } from 'react-router'
import type { ImportView } from '#contract/imports.ts'
import { FindingsTable } from '#web/imports/FindingsTable.tsx'
import { ReportTable } from '#web/imports/ReportTable.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'

export const ReportStep = ({ view }: { view: ImportView }) => {
  const { slug } = useMember()
  const access = useAccess('import-portfolio')
  if (!view.outcome) return null
  return (
    <>
      <Notice kind="done" title="Import appliqué">
        Le repérage des impayés a été relancé sur tout le patrimoine.{' '}
        <Link to={paths.arrears({ slug })}>Voir les ménages repérés</Link>
      </Notice>
      <Section title="Compte rendu">
        <ReportTable report={view.outcome} />
      </Section>
      {access.allowed && <FindingsTable importId={view.id} />}
    </>
  )
}
