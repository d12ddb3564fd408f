import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { RightsView } from '#contract/rights.ts'
import { formatDate } from '#domain/plain-date.ts'
import type { RightKind } from '#domain/rights/kinds.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { AnswersSection } from '#web/rights/AnswersSection.tsx'
import { ClaimFactForm } from '#web/rights/ClaimFactForm.tsx'
import { ClaimsSection } from '#web/rights/ClaimsSection.tsx'
import { DaloSection } from '#web/rights/DaloSection.tsx'
import { EstimateSections } from '#web/rights/EstimateSections.tsx'
import { FslSection } from '#web/rights/FslSection.tsx'
import { StandingsSection } from '#web/rights/StandingsSection.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const RightsTab = ({ householdId }: { householdId: string }) => {
  const { data, error, refetch } = useApiQuery(api.rights.estimate, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Estimation des droits…" />
  return <Rights householdId={householdId} view={data} />
}

/** Which right a step is being noted of; a line already opened has its claim. */
type Noting = { right: RightKind; claimId: string | null; estimatedCents: number | null }

const Rights = ({ householdId, view }: { householdId: string; view: RightsView }) => {
  const [noting, setNoting] = useState<Noting>()
  const claim = view.claims.find(({ id, right }) =>
    noting?.claimId ? id === noting.claimId : right !== 'other' && right === noting?.right,
  )
  return (
    <>
      <Preamble householdId={householdId} view={view} />
      <EstimateSections
        householdId={householdId}
        view={view}
        onNote={(right, estimatedCents) => setNoting({ right, claimId: null, estimatedCents })}
      />
      <FslSection
        householdId={householdId}
        onNote={() => setNoting({ right: 'fsl', claimId: null, estimatedCents: null })}
      />
      <DaloSection householdId={householdId} />
      <ClaimsSection
        householdId={householdId}
        claims={view.claims}
        onNote={({ id, right }) => setNoting({ right, claimId: id, estimatedCents: null })}
        onOther={() => setNoting({ right: 'other', claimId: null, estimatedCents: null })}
      />
      <StandingsSection householdId={householdId} standings={view.standings} />
      <AnswersSection householdId={householdId} view={view} />
      {noting && (
        <ClaimFactForm
          householdId={householdId}
          right={noting.right}
          claim={claim}
          estimatedCents={noting.estimatedCents}
          onClose={() => setNoting(undefined)}
        />
      )}
    </>
  )
}

const Preamble = ({ householdId, view }: { householdId: string; view: RightsView }) => {
  const slug = useOrganisationSlug()
  const { onDate, situationOn } = view
  return (
    <Notice
      kind="plain"
      action={
        <Button
          size="xs"
          variant="default"
          component={Link}
          to={paths.householdWhatIf({ slug, householdId })}
        >
          Simuler un changement
        </Button>
      }
    >
      Estimé au {formatDate(onDate)}
      {situationOn === null ? ', sans situation notée' : ` sur la situation du ${formatDate(situationOn)}`} :
      simulation indicative, sans valeur juridique. Seul l’organisme décide.
    </Notice>
  )
}
