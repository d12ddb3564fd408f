import type { ReactNode } from 'react'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { PageTabs } from '#web/ui/PageTabs.tsx'

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of the payments: orders, invoices that wait for an agreement, whoever is paid. */
export const PaymentsFrame = ({ children, ...frame }: Props) => {
  const { slug } = useMember()
  const { allowed: readsPayees } = useAccess('review-applications')
  return (
    <FundingFrame {...frame}>
      <PageTabs
        label="Paiements"
        tabs={[
          { label: 'Ordres', to: paths.payments({ slug }) },
          { label: 'Factures à approuver', to: paths.awaitingInvoices({ slug }) },
          ...(readsPayees ? [{ label: 'Bénéficiaires', to: paths.payees({ slug }) }] : []),
        ]}
      />
      {children}
    </FundingFrame>
  )
}
