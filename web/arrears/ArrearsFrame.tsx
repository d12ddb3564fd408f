import type { ReactNode } from 'react'
import { type Action, reachOf } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

type Props = {
  title: string
  /** What the role must be allowed to do to open this page at all. */
  needs?: Action
  subtitle?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** A page of Repérage, under the line of its pages. */
export const ArrearsFrame = ({ title, needs, subtitle, actions, children }: Props) => {
  const { slug, role } = useMember()
  const tabs = [
    { label: 'Ménages repérés', action: 'read-arrears', to: paths.arrears({ slug }) },
    { label: 'Règle de 2027', action: 'read-arrears', to: paths.regimeChange({ slug }) },
    { label: 'Relances à faire', action: 'propose-ladder-letters', to: paths.ladderLetters({ slug }) },
    { label: 'Imports', action: 'read-imports', to: paths.imports({ slug }) },
  ] as const
  const shown = tabs.filter(({ action }) => reachOf(role, action) !== 'never')
  return (
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
      tabs={<PageTabs label="Repérage" tabs={shown.map(({ label, to }) => ({ label, to }))} />}
    >
      <ForRole action={needs}>{children}</ForRole>
    </Page>
  )
}
