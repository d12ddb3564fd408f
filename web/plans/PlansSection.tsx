import { Link, useNavigate } from 'react-router'
import type { PlanSummary } from '#contract/plan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { planStateLabels } from '#domain/plans/plan-states.ts'
import { isPlanOver } from '#domain/plans/plan-words.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { PlanProgressBar } from '#web/plans/PlanProgressBar.tsx'
import classes from '#web/plans/plans.module.css'
import { planSignals } from '#web/plans/state-signals.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

type Tenancy = { id: string; number: string; endedOn: PlainDate | null; debtCents: number }
type Props = { householdId: string; plans: readonly PlanSummary[]; tenancies: readonly Tenancy[] }

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
  const prepare = () => navigate(`${paths.newPlan({ slug, householdId })}?location=${owing[0]?.id ?? ''}`)
  return (
    <Section
      title="Plans d’apurement"
      actions={
        <ReasonedButton size="xs" because={because} onClick={() => void prepare()}>
          Préparer un plan
        </ReasonedButton>
      }
    >
      {owing.map(({ id, number, debtCents }) => (
        <p key={id}>
          Location {number} : {formatEuros(debtCents)} dus à ce jour, sans plan en cours.
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
    </div>
    <PlanProgressBar {...plan} />
    {plan.nextDueOn && !isPlanOver(plan.state) && (
      <p className={classes.progressText}>
        Prochaine mensualité le <Day date={plan.nextDueOn} />
      </p>
    )}
  </>
)
