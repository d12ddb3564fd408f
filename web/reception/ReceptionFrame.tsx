import type { ReactNode } from 'react'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of the room Accueil, under the line of its pages. */
export const ReceptionFrame = ({ title, subtitle, actions, children }: Props) => {
  const { slug } = useMember()
  const tabs = [
    { label: 'File du jour', to: paths.reception({ slug }) },
    { label: 'Permanences', to: paths.receptionSlots({ slug }) },
    { label: 'Séances collectives', to: paths.groupSessions({ slug }) },
    { label: 'Audiences', to: paths.hearings({ slug }) },
    { label: 'Chiffres', to: paths.receptionFigures({ slug }) },
  ]
  return (
    <Page title={title} subtitle={subtitle} actions={actions} tabs={<PageTabs label="Accueil" tabs={tabs} />}>
      <ForRole action="work-reception">{children}</ForRole>
    </Page>
  )
}
