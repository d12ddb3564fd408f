import { Checkbox, Radio } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { PlanView } from '#contract/plan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { safetyNetBodyLabels, safetyNetGroundLabels } from '#domain/plans/plan-words.ts'
import { api } from '#web/client.ts'
import classes from '#web/plans/plans.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Statement = PlanView['safetyNet']['statements'][number]

/** May the aid be kept although the plan is not? The facts, what the rule says of them, and who decides. */
export const SafetyNetSection = ({ plan }: { plan: PlanView }) => {
  const [isStating, setStating] = useState(false)
  const [decided, setDecided] = useState<Statement>()
  const { because } = useAccess('agree-plan')
  const { decidedBy, statements } = plan.safetyNet
  return (
    <Section
      title="Maintien de l’aide au logement (R.824-28)"
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={() => setStating(true)}>
          Noter les faits
        </ReasonedButton>
      }
    >
      <p className={classes.prose}>
        L’aide peut être maintenue si le locataire paie la dépense de logement courante, ou s’il est en
        situation sociale difficile et paie au moins la moitié de la dépense nette. La décision revient à la{' '}
        {safetyNetBodyLabels[decidedBy]}
        {decidedBy === 'ccapex' ? '.' : ' jusqu’au 31/12/2026, puis à la CCAPEX.'} Simulation indicative, sans
        valeur juridique.
      </p>
      <ul className={classes.actions}>
        {statements.map((statement) => (
          <li key={statement.id}>
            <StatementLine statement={statement} />
            {!statement.decision && (
              <ReasonedButton
                size="xs"
                variant="subtle"
                because={because}
                onClick={() => setDecided(statement)}
              >
                Noter la décision
              </ReasonedButton>
            )}
          </li>
        ))}
      </ul>
      {isStating && <FactsForm plan={plan} onClose={() => setStating(false)} />}
      {decided && <DecisionForm plan={plan} statement={decided} onClose={() => setDecided(undefined)} />}
    </Section>
  )
}

const StatementLine = ({ statement }: { statement: Statement }) => (
  <div>
    <p>
      <Signal kind={statement.ground ? 'done' : 'late'}>
        {statement.ground
          ? `Maintien possible. ${safetyNetGroundLabels[statement.ground]}`
          : 'Aucun des deux motifs : l’aide peut être suspendue'}
      </Signal>
    </p>
    <p className={classes.soft}>
      Faits notés le <Day date={statement.statedOn} /> par {statement.statedBy} :{' '}
      {formatEuros(statement.paidLastMonthCents)} payés le mois passé, dépense courante{' '}
      {formatEuros(statement.currentExpenseCents)}, nette de l’aide {formatEuros(statement.netExpenseCents)}
      {statement.isDifficultSituation && ', situation sociale difficile'}
    </p>
    {statement.decision && (
      <p>
        {safetyNetBodyLabels[statement.decision.by]}, le <Day date={statement.decision.on} /> :{' '}
        <strong>{statement.decision.outcome === 'maintained' ? 'aide maintenue' : 'aide suspendue'}</strong>
      </p>
    )}
  </div>
)

type FormProps = { plan: PlanView; onClose: () => void }

const FactsForm = ({ plan, onClose }: FormProps) => {
  const form = useForm({ initialValues: { ...plan.safetyNet.suggested, isDifficultSituation: false } })
  const command = useApiCommand(api.plans.stateSafetyNet, {
    onDone: () => {
      void notify('Faits notés.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, [
    'paidLastMonthCents',
    'currentExpenseCents',
    'netExpenseCents',
  ])
  const { values } = form
  return (
    <SideForm
      title="Faits pour le maintien de l’aide"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        (facts) => void command.run({ householdId: plan.householdId, planId: plan.id, ...facts }),
      )}
      command={command}
      submitLabel="Noter les faits"
      issues={issues}
    >
      <AmountInput
        label="Payé le mois passé"
        description="D’après les écritures du bailleur : vérifiez."
        {...form.getInputProps('paidLastMonthCents')}
        value={values.paidLastMonthCents}
      />
      <AmountInput
        label="Dépense de logement courante"
        description="Loyer et charges du mois que le locataire doit."
        {...form.getInputProps('currentExpenseCents')}
        value={values.currentExpenseCents}
      />
      <AmountInput
        label="La même, nette de l’aide"
        {...form.getInputProps('netExpenseCents')}
        value={values.netExpenseCents}
      />
      <Checkbox
        label="Situation sociale difficile"
        description="Minima sociaux, surendettement, maladie, séparation, perte d’emploi, accompagnement social."
        {...form.getInputProps('isDifficultSituation', { type: 'checkbox' })}
      />
    </SideForm>
  )
}

const DecisionForm = ({ plan, statement, onClose }: FormProps & { statement: Statement }) => {
  const today = useToday()
  const form = useForm<{ on: PlainDate | null; outcome: 'maintained' | 'suspended' }>({
    initialValues: { on: today, outcome: 'maintained' },
  })
  const command = useApiCommand(api.plans.decideSafetyNet, {
    onDone: () => {
      void notify('Décision notée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on'])
  const { on, outcome } = form.values
  const input = { householdId: plan.householdId, planId: plan.id, statementId: statement.id }
  return (
    <SideForm
      title="Décision sur l’aide"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        () => void (on && command.run({ ...input, version: statement.version, on, outcome })),
      )}
      command={command}
      submitLabel="Noter la décision"
      because={on ? undefined : 'Indiquez la date.'}
      issues={issues}
    >
      <Radio.Group label="Décision" {...form.getInputProps('outcome')}>
        <Radio value="maintained" label="Aide maintenue" mt={6} />
        <Radio value="suspended" label="Aide suspendue" mt={6} />
      </Radio.Group>
      <DayInput label="Date" max={today} {...form.getInputProps('on')} value={on} />
    </SideForm>
  )
}
