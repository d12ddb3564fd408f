import type { ReactNode } from 'react'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { PageTabs } from '#web/ui/PageTabs.tsx'

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of the books. */
export const LedgerFrame = ({ children, ...frame }: Props) => {
  const { slug } = useMember()
  return (
    <FundingFrame {...frame}>
      <PageTabs
        label="Comptabilité"
        tabs={[
          { label: 'Écritures', to: paths.ledgerEntries({ slug }) },
          { label: 'Comptes', to: paths.ledgerAccounts({ slug }) },
          { label: 'Clôture et FEC', to: paths.ledgerBooks({ slug }) },
        ]}
      />
      {children}
    </FundingFrame>
  )
}
