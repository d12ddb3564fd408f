import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ObjectiveView, SupportPlanView } from '#contract/support-plan-shapes.ts'
import { objectiveResultLabels } from '#domain/measures/objectives.ts'
import { objectiveKindLabels } from '#domain/programmes/kinds.ts'
import { useAccess } from '#web/session/session.ts'
import { ActionForm } from '#web/support-plan/ActionForm.tsx'
import { ActionList } from '#web/support-plan/ActionList.tsx'
import { EvaluateForm } from '#web/support-plan/EvaluateForm.tsx'
import { AddObjectiveForm, ObjectiveWordsForm } from '#web/support-plan/ObjectiveForms.tsx'
import { resultSignals } from '#web/support-plan/result-signals.ts'
import classes from '#web/support-plan/support-plan.module.css'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

type Props = { measureId: string; plan: SupportPlanView }

export const ObjectivesSection = ({ measureId, plan }: Props) => {
  const [isAdding, setAdding] = useState(false)
  const may = useAccess('write-measure')
  const because = may.because ?? plan.closedBecause ?? undefined
  const { objectives } = plan
  return (
    <Section
      title="Objectifs"
      aside={objectives.length > 0 && told(objectives)}
      actions={
        <ReasonedButton size="xs" because={because} onClick={() => setAdding(true)}>
          Poser un objectif
        </ReasonedButton>
      }
    >
      {objectives.length === 0 && (
        <EmptyState title="Aucun objectif posé">
          Posez-les avec le ménage, avec ses mots : ils entrent dans le contrat et chaque bilan les évalue.
        </EmptyState>
      )}
      <ul className={classes.objectives}>
        {objectives.toSorted(openFirst).map((objective) => (
          <Objective key={objective.id} objective={objective} because={because} />
        ))}
      </ul>
      {isAdding && (
        <AddObjectiveForm measureId={measureId} kinds={plan.kinds} onClose={() => setAdding(false)} />
      )}
    </Section>
  )
}

const openFirst = (a: ObjectiveView, b: ObjectiveView) =>
  Number(a.closedOn !== null) - Number(b.closedOn !== null)

const told = (objectives: readonly ObjectiveView[]) => {
  const open = objectives.filter(({ closedOn }) => closedOn === null).length
  const late = objectives.flatMap(({ actions }) => actions).filter(({ isLate }) => isLate).length
  return `${open} en cours sur ${objectives.length}${late > 0 ? `, ${late} action${late > 1 ? 's' : ''} en retard` : ''}`
}

type Form = 'words' | 'evaluate' | 'action'

const Objective = ({ objective, because }: { objective: ObjectiveView; because: string | undefined }) => {
  const [form, setForm] = useState<Form>()
  const { kind, ownWords, openedOn, result, closedOn, evaluations, actions } = objective
  const name = objectiveKindLabels[kind]
  const last = evaluations.at(-1)
  const close = () => setForm(undefined)
  const hidden = <span className="on-screen-readers"> : {name}</span>
  return (
    <li>
      <div className={classes.head}>
        <h3>{name}</h3>
        {result ? (
          <Signal kind={resultSignals[result]}>{objectiveResultLabels[result]}</Signal>
        ) : (
          <Signal kind="none">Pas encore évalué</Signal>
        )}
      </div>
      {ownWords && <blockquote className={classes.words}>« {ownWords} »</blockquote>}
      <p className={classes.soft}>
        Posé le <Day date={openedOn} />
        {last && (
          <>
            , évalué le <Day date={last.on} /> par {last.by}
          </>
        )}
        {closedOn && ', clos'}
      </p>
      {last?.note && <p className={classes.prose}>{last.note}</p>}
      <ActionList actions={actions} because={because} />
      {because === undefined && (
        <div className={classes.buttons}>
          {closedOn === null && (
            <Button size="compact-sm" variant="subtle" onClick={() => setForm('action')}>
              Prévoir une action{hidden}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" onClick={() => setForm('evaluate')}>
            {closedOn ? 'Reprendre' : 'Évaluer'}
            {hidden}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setForm('words')}>
            Mots du ménage{hidden}
          </Button>
        </div>
      )}
      {form === 'action' && <ActionForm objectiveId={objective.id} onClose={close} />}
      {form === 'evaluate' && <EvaluateForm objective={objective} onClose={close} />}
      {form === 'words' && <ObjectiveWordsForm objective={objective} onClose={close} />}
    </li>
  )
}
