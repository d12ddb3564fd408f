import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import { reachOf } from '#domain/access.ts'
import { supportTabs } from '#web/measures/support-tabs.ts'
import { useMember } from '#web/session/session.ts'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

const useTabs = () => {
  const { slug, role } = useMember()
  return supportTabs
    .filter(({ action }) => reachOf(role, action) !== 'never')
    .map(({ label, to }) => ({ label, to: to(slug) }))
}

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of Accompagnements, under the line of its pages. */
export const SupportFrame = ({ title, subtitle, actions, children }: Props) => (
  <Page
    title={title}
    subtitle={subtitle}
    actions={actions}
    tabs={<PageTabs label="Accompagnements" tabs={useTabs()} />}
  >
    {children}
  </Page>
)

/** `/accompagnements` leads to the first page that the role may use. */
export const SupportHome = () => {
  const [first] = useTabs()
  return <Navigate to={first?.to ?? '..'} replace />
}
