import type { ReactNode } from 'react'
import { type Action, reachOf } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { type Crumb, Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

type Props = {
  title: string
  needs?: Action
  subtitle?: ReactNode
  actions?: ReactNode
  crumbs?: readonly Crumb[]
  children: ReactNode
}

/** A page of Messages, under the line of its pages. */
export const MessagesFrame = ({
  title,
  needs = 'list-messages',
  subtitle,
  actions,
  crumbs,
  children,
}: Props) => {
  const { slug, role } = useMember()
  const tabs = [
    { label: 'Envois', action: 'list-messages', to: paths.messages({ slug }) },
    { label: 'Retours', action: 'read-messages', to: paths.messageReturns({ slug }) },
    { label: 'Modèles', action: 'read-messages', to: paths.messageTemplates({ slug }) },
  ] as const
  const shown = tabs.filter(({ action }) => reachOf(role, action) !== 'never')
  return (
    <Page
      title={title}
      subtitle={subtitle}
      {...(crumbs ? { crumbs } : {})}
      actions={
        actions && (
          <ForRole action={needs} otherwise={null}>
            {actions}
          </ForRole>
        )
      }
      tabs={<PageTabs label="Messages" tabs={shown.map(({ label, to }) => ({ label, to }))} />}
    >
      <ForRole action={needs}>{children}</ForRole>
    </Page>
  )
}
