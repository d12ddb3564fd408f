import type { ReactNode } from 'react'
import { reachOf } from '#domain/access.ts'
import { fundingTabs } from '#web/funding/funding-tabs.ts'
import { useMember } from '#web/session/session.ts'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

export const useFundingTabs = () => {
  const { slug, role } = useMember()
  return fundingTabs
    .filter(({ action }) => reachOf(role, action) !== 'never')
    .map(({ label, to }) => ({ label, to: to(slug) }))
}

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of Financements, under the line of its pages. */
export const FundingFrame = ({ title, subtitle, actions, children }: Props) => (
  <Page
    title={title}
    subtitle={subtitle}
    actions={actions}
    tabs={<PageTabs label="Financements" tabs={useFundingTabs()} />}
  >
    {children}
  </Page>
)
