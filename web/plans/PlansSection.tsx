import { Link, useNavigate } from 'react-router'
import type { OwingTenancy, PlanSummary } from '#contract/plan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { planStateLabels } from '#domain/plans/plan-states.ts'
import { isPlanOver } from '#domain/plans/plan-words.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { PlanProgressBar } from '#web/plans/PlanProgressBar.tsx'
import classes from '#web/plans/plans.module.css'
import { planSignals } from '#web/plans/state-signals.ts'
import { TenancyDebt } from '#web/plans/TenancyDebt.tsx'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

type Props = { householdId: string; plans: readonly PlanSummary[]; tenancies: readonly OwingTenancy[] }

export const PlansSection = ({ householdId, plans, tenancies }: Props) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const access = useAccess('agree-plan')
  const planned = new Set(plans.filter(({ state }) => !isPlanOver(state)).map(({ tenancyId }) => tenancyId))
  const owing = tenancies.filter(({ id, debtCents }) => debtCents > 0 && !planned.has(id))
  const because =
    access.because ??
    (owing.length > 0
      ? undefined
      : planned.size > 0
        ? 'Un plan est déjà en cours : il faut le renégocier.'
        : 'Il n’y a pas de dette à étaler.')
  // With several tenancies in debt, the page asks for which one.
  const chosen = owing.length === 1 && owing[0] ? `?location=${owing[0].id}` : ''
  const prepare = () => navigate(`${paths.newPlan({ slug, householdId })}${chosen}`)
  return (
    <Section
      title="Plans d’apurement"
      actions={
        <ReasonedButton size="xs" because={because} onClick={() => void prepare()}>
          Préparer un plan
        </ReasonedButton>
      }
    >
      {owing.map((tenancy) => (
        <p key={tenancy.id}>
          <TenancyDebt tenancy={tenancy} /> Pas de plan en cours.
        </p>
      ))}
      {plans.length === 0 ? (
        <EmptyState title="Aucun plan d’apurement">
          Un plan étale la dette en mensualités que le ménage peut payer. Faites d’abord le budget dans «
          Situation » : le plan sera comparé à ses moyens.
        </EmptyState>
      ) : (
        <ul className={classes.plans}>
          {plans.map((plan) => (
            <li key={plan.id}>
              <PlanLine plan={plan} to={paths.plan({ slug, householdId, planId: plan.id })} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const PlanLine = ({ plan, to }: { plan: PlanSummary; to: string }) => (
  <>
    <div className={classes.planTop}>
      <Link to={to}>
        Plan du <Day date={plan.proposedOn} /> : {formatEuros(plan.amountCents)} en {plan.instalmentCount}{' '}
        mensualités
      </Link>
      <Signal kind={planSignals[plan.state]}>{planStateLabels[plan.state]}</Signal>
      {plan.scheduleNumber > 1 && <span className={classes.soft}>version {plan.scheduleNumber}</span>}
      {plan.pendingNumber && <Signal kind="soon">Version {plan.pendingNumber} à signer</Signal>}
    </div>
    <PlanProgressBar {...plan} />
    {plan.nextDueOn && !isPlanOver(plan.state) && (
      <p className={classes.progressText}>
        Prochaine mensualité le <Day date={plan.nextDueOn} />
      </p>
    )}
  </>
)
