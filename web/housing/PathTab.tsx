import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { pathOf, type Stay } from '#domain/housing/path.ts'
import { api } from '#web/client.ts'
import { GlidingSection } from '#web/housing/GlidingSection.tsx'
import { PathLine } from '#web/housing/PathLine.tsx'
import { SearchSection } from '#web/housing/SearchSection.tsx'
import { StaysSection } from '#web/housing/StaysSection.tsx'
import { HouseholdProjects } from '#web/housing-projects/HouseholdProjects.tsx'
import { useToday } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export type Path = Output<typeof contract.housing.openPath>

/** The tab « Parcours » of a household: where it lived, its bail glissant, its search for a home. */
export const PathTab = ({ householdId }: { householdId: string }) => {
  const today = useToday()
  const { data, error, refetch } = useApiQuery(api.housing.openPath, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture du parcours" />
  return (
    <>
      <PathLine segments={pathOf(staysOf(data), today)} today={today} />
      <StaysSection householdId={householdId} path={data} />
      <GlidingSection
        householdId={householdId}
        leases={data.glidingLeases}
        usualMonths={data.usualConventionMonths}
      />
      <SearchSection householdId={householdId} searches={data.searches} />
      <HouseholdProjects householdId={householdId} />
    </>
  )
}

const staysOf = ({ tenancies, occupancies }: Path): Stay[] => [
  ...tenancies.map(({ id, kind, place, startedOn, endedOn, move }) => ({
    id,
    kind,
    place,
    from: startedOn,
    to: endedOn,
    move,
  })),
  ...occupancies.map(({ id, kind, place, startedOn, endedOn, endMove }) => ({
    id,
    kind,
    place,
    from: startedOn,
    to: endedOn,
    move: endMove,
  })),
]
