import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Snapshot } from '#contract/budget.ts'
import type { WhatIfShape } from '#contract/rights-shapes.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { KeepSimulationForm } from '#web/rights/KeepSimulationForm.tsx'
import { KeptSimulations } from '#web/rights/KeptSimulations.tsx'
import { WhatIfForm } from '#web/rights/WhatIfForm.tsx'
import { WhatIfTable } from '#web/rights/WhatIfTable.tsx'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** What would change for the household: computed beside today's figures, kept only on demand. */
export const WhatIfTab = ({ householdId }: { householdId: string }) => {
  const slug = useOrganisationSlug()
  const situation = useApiQuery(api.budget.openSituation, { householdId })
  if (situation.error && !situation.data)
    return <ErrorState error={situation.error} retry={() => void situation.refetch()} />
  if (!situation.data) return <Waiting />
  const [latest] = situation.data.snapshots
  return (
    <>
      <p>
        <Link to={paths.householdRights({ slug, householdId })}>Retour aux droits</Link>
      </p>
      {latest ? (
        <Simulation householdId={householdId} snapshot={latest} />
      ) : (
        <EmptyState
          title="Aucune situation notée"
          action={
            <Button size="xs" component={Link} to={paths.householdSituation({ slug, householdId })}>
              Noter une première situation
            </Button>
          }
        >
          Une comparaison part de la situation du ménage : personnes, ressources et charges.
        </EmptyState>
      )}
      <KeptSimulations householdId={householdId} />
    </>
  )
}

const Simulation = ({ householdId, snapshot }: { householdId: string; snapshot: Snapshot }) => {
  const [change, setChange] = useState<WhatIfShape>()
  const { data, error, isFetching, refetch } = useApiQuery(
    api.rights.compare,
    { householdId, change: change ?? {} },
    { enabled: change !== undefined, keepPrevious: true },
  )
  return (
    <>
      <Section title="Simuler un changement" aside={`Situation du ${formatDate(snapshot.onDate)}`}>
        <WhatIfForm
          householdId={householdId}
          snapshot={snapshot}
          isRunning={isFetching}
          onCompare={setChange}
        />
      </Section>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {change && data && (
        <Section
          title="Aujourd’hui et avec le changement"
          actions={<Keep householdId={householdId} change={change} />}
        >
          <WhatIfTable comparison={data} />
        </Section>
      )}
    </>
  )
}

const Keep = ({ householdId, change }: { householdId: string; change: WhatIfShape }) => {
  const { because } = useAccess('edit-social-situation')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ReasonedButton size="xs" variant="default" because={because} onClick={() => setOpen(true)}>
        Garder cette simulation
      </ReasonedButton>
      {isOpen && (
        <KeepSimulationForm householdId={householdId} change={change} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
