import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { OwingTenancy, PlanSummary } from '#contract/plan-shapes.ts'
import { isPlanOver } from '#domain/plans/plan-words.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/plans/plans.module.css'
import { TenancyDebt } from '#web/plans/TenancyDebt.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Props = { slug: string; householdId: string; isLost?: boolean }

/** A plan is made for one tenancy: which of the household's, when the address does not say. */
export const ChooseTenancy = ({ slug, householdId, isLost = false }: Props) => {
  const { data, error, refetch } = useApiQuery(api.plans.openSupport, { householdId })
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Recherche des locations du ménage" />
  if (data.tenancies.length === 0)
    return (
      <EmptyState
        title="Ce ménage n’a pas de location connue"
        action={
          <Button component={Link} to={paths.imports({ slug })}>
            Importer un fichier
          </Button>
        }
      >
        Un plan étale la dette d’une location. Importez les baux et les comptes du bailleur.
      </EmptyState>
    )
  return (
    <Section title="Pour quelle location ?">
      {isLost && <Notice kind="soon">La location demandée n’est pas de ce ménage. Choisissez-en une.</Notice>}
      <ul className={classes.actions}>
        {data.tenancies.map((tenancy) => (
          <li key={tenancy.id}>
            <p>
              <TenancyDebt tenancy={tenancy} />
            </p>
            <NextStep tenancy={tenancy} plans={data.plans} slug={slug} householdId={householdId} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

type StepProps = Props & { tenancy: OwingTenancy; plans: readonly PlanSummary[] }

const NextStep = ({ tenancy, plans, slug, householdId }: StepProps) => {
  const running = plans.find(({ tenancyId, state }) => tenancyId === tenancy.id && !isPlanOver(state))
  if (running)
    return (
      <Button
        component={Link}
        size="xs"
        variant="default"
        to={paths.plan({ slug, householdId, planId: running.id })}
      >
        Voir le plan en cours
      </Button>
    )
  if (tenancy.debtCents === 0) return <span className={classes.soft}>Pas de dette à étaler.</span>
  return (
    <Button component={Link} size="xs" to={`${paths.newPlan({ slug, householdId })}?location=${tenancy.id}`}>
      Préparer un plan
    </Button>
  )
}
