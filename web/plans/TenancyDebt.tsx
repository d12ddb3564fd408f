import type { OwingTenancy } from '#contract/plan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { Why } from '#web/ui/Why.tsx'

/** What a tenancy owes as a plan counts it, beside its balance when the two differ. */
export const TenancyDebt = ({ tenancy }: { tenancy: OwingTenancy }) => {
  const { number, debtCents, balanceCents, debtExplained } = tenancy
  return (
    <>
      Location {number} : dette de {formatEuros(debtCents)} à ce jour
      {balanceCents !== debtCents && `, solde du compte ${formatEuros(balanceCents)}`}.{' '}
      <Why explanation={debtExplained} />
    </>
  )
}
