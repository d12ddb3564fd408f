import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { ApplicationView } from '#contract/application-shapes.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

/** The plan in one line: its cost, and whether it holds. */
export const PlanSummary = ({ application: { applicationId, plan } }: { application: ApplicationView }) => {
  const slug = useOrganisationSlug()
  return (
    <Section
      title="Plan de financement"
      aside={plan && `version ${plan.number}`}
      actions={
        <Button variant="default" component={Link} to={paths.financingPlan({ slug, applicationId })}>
          {plan ? 'Ouvrir le plan' : 'Faire le plan'}
        </Button>
      }
    >
      {plan ? (
        <p>
          Coût TTC <Amount cents={plan.grossCents} />.{' '}
          {plan.residualCents === 0 ? (
            <Signal kind="done">Le plan est équilibré.</Signal>
          ) : (
            <Signal kind="late">
              {plan.residualCents > 0 ? 'Il manque' : 'Il y a en trop'}{' '}
              <Amount cents={Math.abs(plan.residualCents)} />
            </Signal>
          )}{' '}
          {plan.excessCents > 0 && (
            <Signal kind="late">
              Aides publiques au-dessus du plafond de <Amount cents={plan.excessCents} />
            </Signal>
          )}
        </p>
      ) : (
        <p>Pas encore de plan : ce que coûte le projet, et qui paie quoi.</p>
      )}
    </Section>
  )
}
