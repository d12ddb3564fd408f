import type { ReactNode } from 'react'
import { reachOf } from '#domain/access.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Page } from '#web/ui/Page.tsx'
import { PageTabs } from '#web/ui/PageTabs.tsx'

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of Partenaires et conventions, under the line of its pages. */
export const ConventionsFrame = ({ title, subtitle, actions, children }: Props) => {
  const { slug, role } = useMember()
  const tabs = [
    { label: 'Conventions', to: paths.conventions({ slug }) },
    { label: 'Enveloppes', to: paths.envelopes({ slug }) },
    { label: 'Virements', to: paths.transfers({ slug }) },
    ...(reachOf(role, 'edit-conventions') === 'never'
      ? []
      : [{ label: 'Importer', to: paths.conventionImport({ slug }) }]),
    ...(reachOf(role, 'manage-partners') === 'never'
      ? []
      : [{ label: 'Partenaires', to: paths.settingsPartners({ slug }) }]),
  ]
  return (
    <Page
      title={title}
      subtitle={subtitle}
      actions={actions}
      tabs={<PageTabs label="Partenaires et conventions" tabs={tabs} />}
    >
      {children}
    </Page>
  )
}
