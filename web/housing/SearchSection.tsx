import { useState } from 'react'
import type { Proposal, Search } from '#contract/housing.ts'
import { proposalOutcomeLabels, proposalRefusalLabels } from '#domain/housing/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPercent } from '#domain/ratio.ts'
import { AnswerForm } from '#web/housing/AnswerForm.tsx'
import { CloseSearchForm } from '#web/housing/CloseSearchForm.tsx'
import classes from '#web/housing/housing.module.css'
import { ProposalForm } from '#web/housing/ProposalForm.tsx'
import { SearchForm } from '#web/housing/SearchForm.tsx'
import { closeReasonLabels, soughtLabels } from '#web/housing/search-words.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { Why } from '#web/ui/Why.tsx'

type Props = { householdId: string; searches: readonly Search[] }
type Opened = 'search' | 'proposal' | 'close'

/** Needs and wishes, then each home proposed with what it would cost the household. */
export const SearchSection = ({ householdId, searches }: Props) => {
  const [opened, setOpened] = useState<Opened>()
  const { because } = useAccess('write-housing-path')
  const current = searches.find(({ closedOn }) => closedOn === null)
  const past = searches.filter(({ closedOn }) => closedOn !== null)
  const close = () => setOpened(undefined)
  const button = (what: Opened, label: string) => (
    <ReasonedButton size="xs" variant="default" because={because} onClick={() => setOpened(what)}>
      {label}
    </ReasonedButton>
  )
  return (
    <Section
      title="Recherche de logement"
      actions={
        current ? (
          <>
            {button('proposal', 'Noter une proposition')}
            {button('search', 'Modifier les besoins')}
            {button('close', 'Clore')}
          </>
        ) : (
          button('search', 'Ouvrir une recherche')
        )
      }
    >
      {!current && (
        <EmptyState title="Pas de recherche en cours">
          Ouvrez-en une pour noter ce dont le ménage a besoin, puis chaque logement proposé et son taux
          d’effort.
        </EmptyState>
      )}
      {current && <SearchView householdId={householdId} search={current} because={because} />}
      {past.map((search) => (
        <details key={search.id}>
          <summary>
            Recherche du <Day date={search.openedOn} />, close
            {search.closeReason && ` : ${closeReasonLabels[search.closeReason].toLowerCase()}`}
          </summary>
          <SearchView householdId={householdId} search={search} because="Cette recherche est close." />
        </details>
      ))}
      {opened === 'search' && <SearchForm householdId={householdId} search={current} onClose={close} />}
      {opened === 'proposal' && current && (
        <ProposalForm householdId={householdId} searchId={current.id} onClose={close} />
      )}
      {opened === 'close' && current && (
        <CloseSearchForm householdId={householdId} search={current} onClose={close} />
      )}
    </Section>
  )
}

type ViewProps = { householdId: string; search: Search; because: string | undefined }

const SearchView = ({ householdId, search, because }: ViewProps) => {
  const [answered, setAnswered] = useState<Proposal>()
  const needs = [
    search.needsLiftOrGroundFloor && 'rez-de-chaussée ou ascenseur',
    search.needsAdapted && 'logement adapté au handicap',
    search.caravanPlaces && `${search.caravanPlaces} places de caravane`,
  ].filter(Boolean)
  return (
    <>
      <FactList
        columns={2}
        facts={[
          { label: 'Cherche', value: soughtLabels[search.sought] },
          { label: 'Depuis le', value: <Day date={search.openedOn} /> },
          { label: 'Où', value: search.places.join(', ') },
          { label: 'Taille', value: search.minRooms && `${search.minRooms} pièces au moins` },
          {
            label: 'Coût par mois',
            value: search.maxCostCents !== null && `${formatEuros(search.maxCostCents)} au plus`,
          },
          { label: 'Besoins', value: needs.join(', ') },
        ].map(({ label, value }) => ({ label, value: value || null }))}
      />
      {search.wishes && <p className={classes.prose}>{search.wishes}</p>}
      {search.proposals.length === 0 ? (
        <p className={classes.soft}>Aucun logement proposé pour l’instant.</p>
      ) : (
        <LineList>
          {search.proposals.map((proposal) => (
            <li key={proposal.id}>
              <ProposalLine proposal={proposal} />
              <ReasonedButton
                size="compact-sm"
                variant="subtle"
                because={because}
                onClick={() => setAnswered(proposal)}
              >
                {proposal.outcome === 'waiting' ? 'Noter la suite' : 'Corriger la suite'}
                <span className="on-screen-readers"> {proposal.place}</span>
              </ReasonedButton>
            </li>
          ))}
        </LineList>
      )}
      {answered && (
        <AnswerForm householdId={householdId} proposal={answered} onClose={() => setAnswered(undefined)} />
      )}
    </>
  )
}

const outcomeSignals: Readonly<Record<Proposal['outcome'], SignalKind>> = {
  waiting: 'soon',
  accepted: 'done',
  refused: 'none',
  'not-allocated': 'none',
  'moved-in': 'done',
}

const ProposalLine = ({ proposal }: { proposal: Proposal }) => {
  const { effort, rentCents, chargesCents, energyCents, benefitCents } = proposal
  return (
    <div>
      <p>
        <strong>{proposal.place}</strong>, proposé le <Day date={proposal.proposedOn} />{' '}
        <Signal kind={outcomeSignals[proposal.outcome]}>
          {proposalOutcomeLabels[proposal.outcome]}
          {proposal.refusal && ` : ${proposalRefusalLabels[proposal.refusal].toLowerCase()}`}
        </Signal>
      </p>
      <p className={classes.soft}>
        {[
          proposal.landlordName,
          proposal.rooms && `${proposal.rooms} pièces`,
          `loyer ${formatEuros(rentCents)}`,
          `charges ${formatEuros(chargesCents)}`,
          `énergie ${formatEuros(energyCents)}`,
          benefitCents === null ? 'aide non estimée' : `aide estimée ${formatEuros(benefitCents)}`,
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      {effort && (
        <p className={classes.rates}>
          <RateWords label="Taux d’effort hors énergie" rate={effort.withoutEnergy} />
          <RateWords label="Énergie comprise" rate={effort.withEnergy} />
          <span className={classes.soft}>
            situation du <Day date={effort.onDate} />
          </span>
        </p>
      )}
      {proposal.refusalNote && <p className={classes.prose}>{proposal.refusalNote}</p>}
    </div>
  )
}

type Rate = NonNullable<Proposal['effort']>['withEnergy']

const RateWords = ({ label, rate }: { label: string; rate: Rate }) => (
  <span>
    {label} :{' '}
    <Signal kind={rate.isAboveThreshold ? 'late' : 'none'}>
      {rate.rateBasisPoints === null ? 'aucun revenu connu' : formatPercent(rate.rateBasisPoints)}
    </Signal>{' '}
    <Why explanation={rate.explanation} />
  </span>
)
