import { Link } from 'react-router'
import type { ApplicationResources, ApplicationView } from '#contract/application-shapes.ts'
import { ceilingScaleLabels, incomeClassLabels } from '#domain/income-ceilings/kinds.ts'
import { formatPercent } from '#domain/ratio.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Why } from '#web/ui/Why.tsx'

/** What the household has, against the ceilings of the filing day; what it would bear with what is asked for. */
export const ResourcesSection = ({ application }: { application: ApplicationView }) => {
  const { resources, rulesOn, filedOn } = application
  return (
    <Section
      title="Ressources"
      aside={
        filedOn ? (
          <>
            règles du <Day date={rulesOn} />
          </>
        ) : (
          'règles d’aujourd’hui'
        )
      }
    >
      <Missing application={application} />
      <FactList columns={2} facts={[...incomeFacts(resources), ...bearingFacts(resources)]} />
    </Section>
  )
}

const Missing = ({ application }: { application: ApplicationView }) => {
  const slug = useOrganisationSlug()
  const reading = useAccess('read-social-situation')
  const { resources, filedOn, householdId } = application
  if (filedOn !== null || (resources.taxIncome && resources.bearing)) return null
  const what = [
    resources.taxIncome ? null : 'le revenu fiscal de référence',
    resources.bearing ? null : 'le budget',
  ].filter(Boolean)
  return (
    <Notice kind="soon">
      Il manque {what.join(' et ')} du ménage.{' '}
      {reading.allowed && (
        <Link to={paths.householdSituation({ slug, householdId })}>Les noter dans « Situation »</Link>
      )}
    </Notice>
  )
}

const incomeFacts = ({
  taxIncome,
  incomeClass,
  incomeExplanation,
  isVintageKnown,
  ceilings,
}: ApplicationResources) => [
  {
    label: 'Revenu fiscal de référence',
    value: taxIncome && (
      <>
        <Amount cents={taxIncome.rfrCents} /> · revenus de {taxIncome.incomeYear}, avis de{' '}
        {taxIncome.noticeYear}, {taxIncome.occupants} {taxIncome.occupants > 1 ? 'personnes' : 'personne'}
      </>
    ),
  },
  {
    label: 'Catégorie de ressources (Anah)',
    value: incomeExplanation && (
      <>
        {incomeClass ? incomeClassLabels[incomeClass] : 'au-dessus des plafonds connus'}{' '}
        {!isVintageKnown && <Signal kind="soon">plafonds de l’année non connus</Signal>}{' '}
        <Why explanation={incomeExplanation} />
      </>
    ),
  },
  ...ceilings.map(({ scale, isWithin, isOfYear, explanation }) => ({
    label: `Plafond ${ceilingScaleLabels[scale]}`,
    value: (
      <>
        {isWithin ? 'au plus au plafond' : 'au-dessus'}{' '}
        {!isOfYear && <Signal kind="soon">plafonds de l’année non connus</Signal>}{' '}
        <Why explanation={explanation} />
      </>
    ),
  })),
]

const bearingFacts = ({ bearing }: ApplicationResources) => [
  {
    label: 'Taux d’effort avec ce financement',
    value: bearing && (
      <>
        <Signal kind={bearing.isAboveLimit ? 'late' : 'done'}>
          {bearing.afterBasisPoints === null ? 'aucun revenu' : formatPercent(bearing.afterBasisPoints)}
        </Signal>{' '}
        {bearing.beforeBasisPoints !== null && `(${formatPercent(bearing.beforeBasisPoints)} avant)`}, limite{' '}
        {formatPercent(bearing.limitBasisPoints)} <Why explanation={bearing.explanation} />
      </>
    ),
  },
  {
    label: 'Reste pour vivre par mois',
    value: bearing && (
      <>
        <Amount cents={bearing.residualAfterCents} />, soit{' '}
        <Signal kind={bearing.isBelowAlert ? 'late' : 'done'}>
          <Amount cents={bearing.residualPerUnitPerDayAfterCents} /> par jour et par unité
        </Signal>
      </>
    ),
  },
]
