import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import { type Action, reachOf } from '#domain/access.ts'
import { useMember } from '#web/session/session.ts'
import { settingsTabs } from '#web/settings/settings-tabs.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

const useTabs = () => {
  const { slug, role } = useMember()
  return settingsTabs
    .filter(({ action }) => reachOf(role, action) !== 'never')
    .map(({ label, to }) => ({ label, to: to(slug) }))
}

type Props = {
  title: string
  /** What the role must be allowed to do to open this page at all. */
  needs?: Action
  subtitle?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page of Réglages, under the line of its pages. */
export const SettingsFrame = ({ title, needs, subtitle, actions, children }: Props) => (
  <Page
    title={title}
    subtitle={subtitle}
    actions={
      actions && (
        <ForRole action={needs} otherwise={null}>
          {actions}
        </ForRole>
      )
    }
    tabs={<PageTabs label="Réglages" tabs={useTabs()} />}
  >
    <ForRole action={needs}>{children}</ForRole>
  </Page>
)

/** `/reglages` leads to the first page that the role may use. */
export const SettingsHome = () => {
  const [first] = useTabs()
  return <Navigate to={first?.to ?? '..'} replace />
}
