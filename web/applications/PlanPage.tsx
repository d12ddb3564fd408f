import { useState } from 'react'
import { useParams } from 'react-router'
import { sumPlan } from '#domain/funding/financing-plan.ts'
import { PlanBar } from '#web/applications/PlanBar.tsx'
import { PlanEditor } from '#web/applications/PlanEditor.tsx'
import { PlanTables } from '#web/applications/PlanTables.tsx'
import { PlanVersions } from '#web/applications/PlanVersions.tsx'
import type { PlanAnswer } from '#web/applications/plan-answer.ts'
import { liveOf } from '#web/applications/plan-answer.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const PlanPage = () => {
  const slug = useOrganisationSlug()
  const { applicationId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.financingPlans.open, { applicationId })
  const room = { label: 'Financements', to: paths.funding({ slug }) }
  if (!data)
    return (
      <Page title="Plan de financement" crumbs={[room]}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture du plan" />
        )}
      </Page>
    )
  return <OpenPlan key={applicationId} answer={data} crumbs={[room]} />
}

type Props = { answer: PlanAnswer; crumbs: { label: string; to: string }[] }

const OpenPlan = ({ answer, crumbs }: Props) => {
  const slug = useOrganisationSlug()
  const writing = useAccess('write-applications')
  const { applicationId, number, householdLabel, currentNumber, versions } = answer
  const [isEditing, setEditing] = useState(false)
  const isBlank = currentNumber === 0
  return (
    <Page
      title={`Plan de financement : ${householdLabel}`}
      subtitle={isBlank ? 'Pas encore de version' : `Version ${currentNumber}`}
      crumbs={[...crumbs, { label: number, to: paths.application({ slug, applicationId }) }]}
      actions={
        isEditing ? undefined : (
          <ReasonedButton because={writing.because} onClick={() => setEditing(true)}>
            {isBlank ? 'Faire le plan' : 'Modifier le plan'}
          </ReasonedButton>
        )
      }
    >
      {isEditing ? (
        <PlanEditor answer={answer} onClose={() => setEditing(false)} />
      ) : isBlank ? (
        <EmptyState title="Pas encore de plan">
          Dites ce que coûte le projet, hors taxes et taxes comprises, et qui paie quoi. Ce qui manque se
          verra.
        </EmptyState>
      ) : (
        <ReadPlan answer={answer} />
      )}
      {versions.length > 1 && !isEditing && <PlanVersions answer={answer} />}
    </Page>
  )
}

const ReadPlan = ({ answer }: { answer: PlanAnswer }) => {
  const { plan } = answer
  const live = liveOf(answer)
  const sum = sumPlan(plan, live)
  return (
    <>
      <StatRow>
        <Stat label="Coût TTC" value={<Amount cents={sum.grossCents} />} />
        <Stat
          label="Reste à charge"
          value={<Amount cents={sum.remainingCostCents} />}
          detail="avant les prêts"
        />
        <Stat
          label="Apport nécessaire"
          value={<Amount cents={sum.neededContributionCents} />}
          detail="après les prêts"
        />
      </StatRow>
      <Balance residualCents={sum.residualCents} />
      {sum.excessCents > 0 && <Excess answer={answer} />}
      <Section title="Dépenses et ressources">
        <PlanBar plan={plan} live={live} />
        <PlanTables answer={answer} />
      </Section>
    </>
  )
}

const Balance = ({ residualCents }: { residualCents: number }) =>
  residualCents === 0 ? (
    <Notice kind="done">Le plan est équilibré : les ressources couvrent le coût au centime.</Notice>
  ) : (
    <Notice kind={residualCents > 0 ? 'late' : 'soon'}>
      {residualCents > 0 ? 'Il manque ' : 'Il y a en trop '}
      <Amount cents={Math.abs(residualCents)} />.{' '}
      {residualCents > 0
        ? 'Aucune ressource ne couvre cette part du coût.'
        : 'Les ressources dépassent le coût : un prêt ou une aide est trop élevé.'}
    </Notice>
  )

const Excess = ({ answer }: { answer: PlanAnswer }) => {
  const { plan } = answer
  const sum = sumPlan(plan, liveOf(answer))
  const labelOf = (id: string) => plan.resources.find((one) => one.id === id)?.label ?? ''
  return (
    <Notice kind="late" title="Les aides publiques dépassent leur plafond">
      <p>
        Aides publiques <Amount cents={sum.publicAidCents} />, plafond <Amount cents={sum.capCents} /> : il
        faut réduire de <Amount cents={sum.excessCents} />.
      </p>
      <ul>
        {sum.cuts.map(({ resourceId, cents }) => (
          <li key={resourceId}>
            {labelOf(resourceId)} : − <Amount cents={cents} />
          </li>
        ))}
        {sum.leftToDecideCents > 0 && (
          <li>
            <Amount cents={sum.leftToDecideCents} /> restent à décider entre les financeurs.
          </li>
        )}
      </ul>
    </Notice>
  )
}
