import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import { type Action, reachOf } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

const reportsTabs: readonly { label: string; action: Action; to: (slug: string) => string }[] = [
  { label: 'Rapport d’activité', action: 'read-reports', to: (slug) => paths.report({ slug }) },
  {
    label: 'Logements loués à des associations',
    action: 'read-association-leases',
    to: (slug) => paths.associationLeases({ slug }),
  },
]

const useTabs = () => {
  const { slug, role } = useMember()
  return reportsTabs
    .filter(({ action }) => reachOf(role, action) !== 'never')
    .map(({ label, to }) => ({ label, to: to(slug) }))
}

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of Pilotage, under the line of its pages. */
export const ReportsFrame = ({ title, subtitle, actions, children }: Props) => (
  <Page
    title={title}
    subtitle={subtitle}
    actions={actions}
    tabs={<PageTabs label="Pilotage" tabs={useTabs()} />}
  >
    {children}
  </Page>
)

/** `/pilotage` leads to the first page that the role may use. */
export const ReportsHome = () => {
  const [first] = useTabs()
  return <Navigate to={first?.to ?? '..'} replace />
}
