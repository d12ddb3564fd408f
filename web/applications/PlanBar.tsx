import { type FinancingPlan, type LiveAmounts, sumPlan } from '#domain/funding/financing-plan.ts'
import { planResourceKindLabels } from '#domain/funding/plan-kinds.ts'
import { formatEuros } from '#domain/money.ts'
import classes from '#web/applications/applications.module.css'
import { ChartWithTable } from '#web/ui/charts/ChartWithTable.tsx'

type Part = { key: string; label: string; cents: number }

const partsOf = (plan: FinancingPlan, live: LiveAmounts): Part[] => {
  const sum = sumPlan(plan, live)
  return [
    { key: 'subsidy', label: 'Subventions', cents: sum.subsidiesCents },
    { key: 'certificate', label: planResourceKindLabels.certificate, cents: sum.certificatesCents },
    { key: 'loan', label: 'Prêts', cents: sum.loansCents },
    { key: 'own-contribution', label: planResourceKindLabels['own-contribution'], cents: sum.ownCents },
    { key: 'residual', label: 'Ce qui manque', cents: Math.max(0, sum.residualCents) },
  ].filter(({ cents }) => cents > 0)
}

/** Who pays what, in one bar as long as the cost; what nobody pays is hatched. */
export const PlanBar = ({ plan, live }: { plan: FinancingPlan; live: LiveAmounts }) => {
  const parts = partsOf(plan, live)
  const total = parts.reduce((all, { cents }) => all + cents, 0)
  if (total === 0) return null
  return (
    <ChartWithTable
      title="Qui paie quoi"
      summary={parts.map(({ label, cents }) => `${label} : ${formatEuros(cents)}`).join(' ; ')}
      height={44}
      chart={
        <div className={classes.bar}>
          {parts.map(({ key, cents }) => (
            <span key={key} data-part={key} style={{ flexGrow: cents / total }} />
          ))}
        </div>
      }
      rows={parts}
      columns={[
        { header: 'Ressource', value: ({ label }) => label },
        { header: 'Montant', value: ({ cents }) => formatEuros(cents), isFigure: true },
      ]}
      fileName="plan-de-financement"
    />
  )
}
