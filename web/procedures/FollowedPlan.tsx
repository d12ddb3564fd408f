import { Select } from '@mantine/core'
import { Link } from 'react-router'
import type { ProcedureView } from '#contract/procedure-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { planStateLabels } from '#domain/plans/plan-states.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/procedures/procedures.module.css'
import { useProcedureCommand } from '#web/procedures/use-procedure-command.ts'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The delays that a judge granted are carried out by a repayment plan: what it misses ends the suspension. */
export const FollowedPlan = ({ procedure }: { procedure: ProcedureView }) => {
  const slug = useOrganisationSlug()
  const access = useAccess('write-procedures')
  const { householdId, procedureId, version, planId } = procedure
  const { data } = useApiQuery(api.plans.openSupport, { householdId })
  const command = useProcedureCommand(api.procedures.followPlan, {
    onDone: () => void notify('Plan désigné.'),
  })
  const plans = data?.plans ?? []
  const told = command.refusal?.message ?? command.failure
  return (
    <Section title="Plan qui exécute les délais">
      {told && <Notice kind="late">{told}</Notice>}
      <Select
        label="Plan d’apurement suivi"
        description="Une échéance ou un loyer manqué met fin à la suspension, le jour même."
        placeholder={plans.length > 0 ? 'Choisir' : 'Aucun plan pour ce ménage'}
        clearable
        disabled={!access.allowed || command.isRunning || plans.length === 0}
        data={plans.map(({ id, amountCents, proposedOn, state }) => ({
          value: id,
          label: `${formatEuros(amountCents)}, proposé le ${formatDate(proposedOn)} (${planStateLabels[state].toLowerCase()})`,
        }))}
        value={planId}
        onChange={(chosen) => void command.run({ householdId, procedureId, version, planId: chosen })}
      />
      <p className={classes.below}>
        {planId ? (
          <Link to={paths.plan({ slug, householdId, planId })}>Voir le plan</Link>
        ) : (
          <Link to={paths.newPlan({ slug, householdId })}>Préparer le plan dans les termes du jugement</Link>
        )}
      </p>
    </Section>
  )
}
