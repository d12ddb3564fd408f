import type { ReactNode } from 'react'
import { reachOf } from '#domain/access.ts'
import { supportTabs } from '#web/measures/support-tabs.ts'
import { useWaitingReferrals } from '#web/referrals/use-waiting-referrals.ts'
import { useMember } from '#web/session/session.ts'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

export const useSupportTabs = () => {
  const { slug, role } = useMember()
  const waiting = useWaitingReferrals()
  return supportTabs
    .filter(({ action }) => reachOf(role, action) !== 'never')
    .map(({ label, to }) => ({ label, to: to(slug), detail: label === 'Demandes' ? waiting : undefined }))
}

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of Accompagnements, under the line of its pages. */
export const SupportFrame = ({ title, subtitle, actions, children }: Props) => (
  <Page
    title={title}
    subtitle={subtitle}
    actions={actions}
    tabs={<PageTabs label="Accompagnements" tabs={useSupportTabs()} />}
  >
    {children}
  </Page>
)
