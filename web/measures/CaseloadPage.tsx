import { useMemo } from 'react'
import { Link } from 'react-router'
import { endingDays, silenceDays } from '#domain/measures/lists.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { LoadBars } from '#web/measures/LoadBars.tsx'
import { ProposalsSection } from '#web/measures/ProposalsSection.tsx'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** Who follows how many, what presses, and how to share what waits. */
export const CaseloadPage = () => {
  const { slug } = useMember()
  const { data, error, refetch } = useApiQuery(api.measures.caseload, {
    withoutContactDays: silenceDays,
    endingWithinDays: endingDays,
  })
  const list = paths.support({ slug })
  const totals = useMemo(() => sumOf(data?.workers ?? []), [data])
  return (
    <SupportFrame title="Charge de travail">
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture des charges" />}
      {data && (
        <>
          <StatRow>
            <Stat
              label="Sans référent"
              value={formatInteger(data.unassigned)}
              to={`${list}?referent=nobody`}
            />
            <Stat
              label={`Sans contact depuis ${silenceDays} jours`}
              value={formatInteger(totals.withoutContact)}
              to={`${list}?silence=${silenceDays}`}
              detail="avec un référent"
            />
            <Stat
              label={`Terme dans ${endingDays} jours`}
              value={formatInteger(totals.endingSoon)}
              to={`${list}?terme=${endingDays}`}
              detail="avec un référent"
            />
            <Stat
              label="Terme dépassé"
              value={formatInteger(totals.overdue)}
              to={`${list}?statut=overdue`}
              detail="avec un référent"
            />
          </StatRow>
          <Section title="Par personne">
            {data.workers.length === 0 ? (
              <EmptyState title="Personne n’accompagne de ménage">
                Invitez d’abord des travailleurs sociaux dans{' '}
                <Link to={paths.settingsMembers({ slug })}>Réglages</Link>.
              </EmptyState>
            ) : (
              <LoadBars workers={data.workers} />
            )}
          </Section>
          <ProposalsSection proposals={data.proposals} unassigned={data.unassigned} workers={data.workers} />
        </>
      )}
    </SupportFrame>
  )
}

type Sums = { withoutContact: number; endingSoon: number; overdue: number }

const sumOf = (workers: readonly Sums[]): Sums => {
  const sum = (key: keyof Sums) => workers.reduce((total, row) => total + row[key], 0)
  return { withoutContact: sum('withoutContact'), endingSoon: sum('endingSoon'), overdue: sum('overdue') }
}
