import type { RightsView } from '#contract/rights.ts'
import { groupEstimates, type RightGroup } from '#domain/rights/group-estimates.ts'
import type { RightKind } from '#domain/rights/kinds.ts'
import { EstimateLine } from '#web/rights/EstimateLine.tsx'
import classes from '#web/rights/Rights.module.css'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Section } from '#web/ui/Section.tsx'

type Props = {
  householdId: string
  view: RightsView
  onNote: (right: RightKind, estimatedCents: number | null) => void
}

const titles: Readonly<Record<RightGroup, string>> = {
  'to-open': 'Droits probablement non ouverts',
  'to-answer': 'À préciser',
  received: 'Déjà perçus',
  unlikely: 'Probablement pas de droit',
}

/** The estimates in the order of what to do: open, answer, check, leave. */
export const EstimateSections = ({ householdId, view, onNote }: Props) => {
  const groups = groupEstimates(view.estimates, view.claims)
  const lines = (group: RightGroup) => (
    <ul className={classes.list}>
      {groups[group].map((estimate) => (
        <EstimateLine
          key={estimate.right}
          householdId={householdId}
          estimate={estimate}
          claim={view.claims.find(({ right }) => right === estimate.right)}
          onNote={onNote}
        />
      ))}
    </ul>
  )
  return (
    <>
      <Section title={titles['to-open']}>
        {groups['to-open'].length > 0 ? (
          lines('to-open')
        ) : (
          <EmptyState title="Aucun droit à ouvrir n’est repéré">
            {groups['to-answer'].length > 0
              ? 'Répondez d’abord à ce qui manque, ci-dessous : d’autres droits peuvent apparaître.'
              : 'Rien de plus que ce qui est perçu n’est estimé avec la situation notée.'}
          </EmptyState>
        )}
      </Section>
      {groups['to-answer'].length > 0 && <Section title={titles['to-answer']}>{lines('to-answer')}</Section>}
      {groups.received.length > 0 && <Section title={titles.received}>{lines('received')}</Section>}
      {groups.unlikely.length > 0 && (
        <Section title={titles.unlikely}>
          <details className={classes.unlikely}>
            <summary>
              {groups.unlikely.length === 1 ? 'Un droit' : `${groups.unlikely.length} droits`} : voir pourquoi
            </summary>
            {lines('unlikely')}
          </details>
        </Section>
      )}
    </>
  )
}
