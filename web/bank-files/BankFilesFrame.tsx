import type { ReactNode } from 'react'
import { reachOf } from '#domain/access.ts'
import { FundingFrame } from '#web/funding/FundingFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { PageTabs } from '#web/ui/PageTabs.tsx'

type Props = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page of what is sent to the bank: files, and the mandates that allow the debits. */
export const DebitsFrame = ({ children, ...frame }: Props) => {
  const { slug, role } = useMember()
  const tabs = [{ label: 'Fichiers', to: paths.bankFiles({ slug }) }]
  if (reachOf(role, 'manage-bank-files') === 'all')
    tabs.push({ label: 'Mandats', to: paths.sepaMandates({ slug }) })
  return (
    <FundingFrame {...frame}>
      <PageTabs label="Prélèvements et virements" tabs={tabs} />
      {children}
    </FundingFrame>
  )
}

/** A page of what the bank tells: movements, statements, accounts. */
export const BankFrame = ({ children, ...frame }: Props) => {
  const { slug } = useMember()
  return (
    <FundingFrame {...frame}>
      <PageTabs
        label="Banque"
        tabs={[
          { label: 'À rapprocher', to: paths.bank({ slug }) },
          { label: 'Relevés', to: paths.bankStatements({ slug }) },
          { label: 'Comptes', to: paths.bankAccounts({ slug }) },
        ]}
      />
      {children}
    </FundingFrame>
  )
}
