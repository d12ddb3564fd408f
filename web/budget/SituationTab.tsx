import { Button, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Snapshot } from '#contract/budget.ts'
import { formatDate } from '#domain/plain-date.ts'
import { Comparison } from '#web/budget/Comparison.tsx'
import { assess, type Situation, startFrom, valuesOf } from '#web/budget/content.ts'
import { Figures } from '#web/budget/Figures.tsx'
import { Lines } from '#web/budget/Lines.tsx'
import { RecognitionSection } from '#web/budget/RecognitionSection.tsx'
import { SnapshotForm } from '#web/budget/SnapshotForm.tsx'
import { TaxIncomeSection } from '#web/budget/TaxIncomeSection.tsx'
import { api } from '#web/client.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { du: text(), et: text(), ecrire: oneOf(['nouvelle', 'corriger']) }

export const SituationTab = ({ householdId }: { householdId: string }) => {
  const { data, error, refetch } = useApiQuery(api.budget.openSituation, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting />
  return <Situations householdId={householdId} situation={data} />
}

const Situations = ({ householdId, situation }: { householdId: string; situation: Situation }) => {
  const today = useToday()
  const editing = useAccess('edit-social-situation')
  const [url, setUrl] = useUrlState(schema)
  const { snapshots } = situation
  const shown = snapshots.find(({ id }) => id === url.du) ?? snapshots[0]
  const other = snapshots.find(({ id }) => id === url.et && id !== shown?.id)
  const [start] = useState(() => startFrom(situation, snapshots[0], today))
  const close = () => setUrl({ ecrire: undefined })

  if (url.ecrire)
    return (
      <SnapshotForm
        key={url.ecrire}
        householdId={householdId}
        situation={situation}
        edited={url.ecrire === 'corriger' ? shown : undefined}
        initial={url.ecrire === 'corriger' && shown ? valuesOf(shown) : start}
        onClose={close}
      />
    )
  const write = (
    <ReasonedButton size="xs" because={editing.because} onClick={() => setUrl({ ecrire: 'nouvelle' })}>
      {shown ? 'Refaire le point' : 'Noter une première situation'}
    </ReasonedButton>
  )
  if (!shown)
    return (
      <>
        <EmptyState title="Aucune situation notée" action={write}>
          Notez ce qui entre et ce qui sort chaque mois : le reste à vivre, les taux d’effort et la capacité
          de remboursement se calculent au fur et à mesure.
        </EmptyState>
        <DatedFacts householdId={householdId} />
      </>
    )
  return (
    <>
      <Section
        title={`Situation au ${formatDate(shown.onDate)}`}
        actions={
          <>
            <ReasonedButton
              size="xs"
              variant="default"
              because={editing.because}
              onClick={() => setUrl({ ecrire: 'corriger' })}
            >
              Corriger
            </ReasonedButton>
            {write}
          </>
        }
      >
        <Choices snapshots={snapshots} shown={shown} other={other} onChange={setUrl} />
        <ShownFigures snapshot={shown} figures={situation.figures} />
      </Section>
      {other ? (
        <Comparison one={other} two={shown} figures={situation.figures} onClose={() => setUrl({ et: '' })} />
      ) : (
        <Lines snapshot={shown} householdId={householdId} proofs={situation.proofs} />
      )}
      <DatedFacts householdId={householdId} />
    </>
  )
}

/** What the criteria of programmes and aids are checked on, besides the budget. */
const DatedFacts = ({ householdId }: { householdId: string }) => (
  <>
    <RecognitionSection householdId={householdId} />
    <TaxIncomeSection householdId={householdId} />
  </>
)

const ShownFigures = ({ snapshot, figures }: { snapshot: Snapshot; figures: Situation['figures'] }) => {
  const assessment = useMemo(() => assess(snapshot, figures), [snapshot, figures])
  return <Figures snapshot={snapshot} assessment={assessment} />
}

type ChoicesProps = {
  snapshots: readonly Snapshot[]
  shown: Snapshot
  other: Snapshot | undefined
  onChange: (changes: { du?: string; et?: string }) => void
}

/** Which day is shown, and beside which. */
const Choices = ({ snapshots, shown, other, onChange }: ChoicesProps) => {
  const [isComparing, setComparing] = useState(other !== undefined)
  const choices = snapshots.map(({ id, onDate, createdBy }) => ({
    value: id,
    label: `${formatDate(onDate)}, ${createdBy}`,
  }))
  return (
    <div
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: '0.5rem 1rem',
        alignItems: 'end',
        marginBottom: '1rem',
      }}
    >
      {snapshots.length > 1 && (
        <>
          <Select
            label="Situation du"
            size="xs"
            data={choices}
            value={shown.id}
            onChange={(id) => onChange({ du: id ?? '' })}
          />
          {isComparing ? (
            <Select
              label="Comparée à celle du"
              size="xs"
              placeholder="Choisir une date"
              data={choices.filter(({ value }) => value !== shown.id)}
              value={other?.id ?? null}
              clearable
              onChange={(id) => onChange({ et: id ?? '' })}
            />
          ) : (
            <Button size="xs" variant="default" onClick={() => setComparing(true)}>
              Comparer deux dates
            </Button>
          )}
        </>
      )}
      <small style={{ color: 'var(--ink-soft)' }}>
        Notée par {shown.createdBy}, modifiée par {shown.changedBy} le {formatInstant(shown.changedAt)}
      </small>
    </div>
  )
}
