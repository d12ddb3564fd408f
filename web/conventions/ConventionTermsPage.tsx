import { Link } from 'react-router'
import type { Convention } from '#contract/convention-shapes.ts'
import {
  conventionLevelLabels,
  fungibilityLabels,
  renewalLabels,
  reportingLabels,
} from '#domain/conventions/kinds.ts'
import { countingRuleLabels } from '#domain/envelopes/kinds.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import { formatDate } from '#domain/plain-date.ts'
import { tellTerritory } from '#domain/territories/kinds.ts'
import { requalificationReadingLabels } from '#domain/urban-renewal/kinds.ts'
import { AmendmentsSection } from '#web/conventions/AmendmentsSection.tsx'
import { ConventionFrame } from '#web/conventions/ConventionFrame.tsx'
import classes from '#web/conventions/conventions.module.css'
import { DocumentsSection } from '#web/conventions/DocumentsSection.tsx'
import { PartiesSection } from '#web/conventions/PartiesSection.tsx'
import { CreditRegimeSection } from '#web/offers/CreditRegimeSection.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'

/** What was agreed, by whom, what changed since, and the papers that say so. */
export const ConventionTermsPage = () => (
  <ConventionFrame>
    {(convention) => (
      <>
        <PartiesSection convention={convention} />
        <Terms convention={convention} />
        <ClausesSection convention={convention} />
        <CreditRegimeSection conventionId={convention.id} />
        <AmendmentsSection convention={convention} />
        <DocumentsSection convention={convention} />
        <Kin convention={convention} />
      </>
    )}
  </ConventionFrame>
)

const dayOf = (date: Convention['signedOn']) => date && formatDate(date)

const Terms = ({ convention }: { convention: Convention }) => {
  const { terms, period, signedOn, object, endedEarly, responsibleName } = convention
  const renewal =
    terms.renewal === 'none' || !terms.renewalMonths
      ? renewalLabels[terms.renewal]
      : `${renewalLabels[terms.renewal]}, par ${terms.renewalMonths} mois`
  return (
    <Section title="Termes en vigueur">
      <FactList
        columns={2}
        facts={[
          { label: 'Signée le', value: dayOf(signedOn) },
          { label: 'Première journée', value: dayOf(period.startsOn) },
          { label: 'Dernière journée', value: period.endsOn ? formatDate(period.endsOn) : 'Sans terme' },
          {
            label: 'Renouvellement',
            value: period.renewals > 0 ? `${renewal} (${period.renewals} fois)` : renewal,
          },
          { label: 'Dénoncer avant le', value: dayOf(period.noticeOn) },
          {
            label: 'Fin anticipée',
            value: endedEarly ? `${formatDate(endedEarly.on)} : ${endedEarly.reason}` : 'Aucune',
          },
          { label: 'Niveau', value: conventionLevelLabels[terms.level] },
          { label: 'Territoires', value: terms.territories.map(tellTerritory).join(', ') },
          {
            label: 'Domaines',
            value: terms.fields.map((field) => fundingFieldLabels[field]).join(', '),
          },
          { label: 'Suivie par', value: responsibleName },
          { label: 'Objet', value: object && <span className={classes.words}>{typeset(object)}</span> },
        ]}
      />
    </Section>
  )
}

const ClausesSection = ({ convention }: { convention: Convention }) => {
  const { clauses } = convention.terms
  const cap =
    clauses.aidCapBasisPoints === null
      ? 'La convention n’en dit rien'
      : `${clauses.aidCapBasisPoints / 100} % du coût TTC${clauses.reducesItself ? `, se réduit d’elle-même${clauses.reductionPriority ? ` (rang ${clauses.reductionPriority})` : ''}` : ''}`
  return (
    <Section title="Clauses">
      <FactList
        columns={2}
        facts={[
          { label: 'Plafond des aides publiques', value: cap },
          { label: 'Engagements comptés', value: countingRuleLabels[clauses.countingRule] },
          { label: 'Fongibilité', value: fungibilityLabels[clauses.fungibility] },
          {
            label: 'Prêt de requalification',
            value: requalificationReadingLabels[clauses.requalification],
          },
          { label: 'Bilan', value: reportingLabels[clauses.reporting] },
          {
            label: 'Autres clauses',
            value: clauses.words && <span className={classes.words}>{typeset(clauses.words)}</span>,
          },
        ]}
      />
    </Section>
  )
}

const Kin = ({ convention }: { convention: Convention }) => {
  const { slug } = useMember()
  const { framework, applications } = convention
  const links = [...(framework ? [{ ...framework, word: 'Convention cadre' }] : []), ...applications]
  if (links.length === 0) return null
  return (
    <Section title={framework ? 'Convention cadre' : 'Conventions d’application'}>
      <ul className={classes.rows}>
        {links.map(({ id, reference, title }) => (
          <li key={id}>
            <Link to={paths.convention({ slug, conventionId: id })}>{typeset(title)}</Link>
            <span className={classes.soft}>{reference}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
