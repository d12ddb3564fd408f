import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { checkPlan } from '#domain/funding/check-plan.ts'
import {
  type FinancingPlan,
  type PlanCost,
  type PlanResource,
  sumPlan,
} from '#domain/funding/financing-plan.ts'
import classes from '#web/applications/applications.module.css'
import { CostFields, ResourceFields } from '#web/applications/PlanLineFields.tsx'
import { PlanProposals } from '#web/applications/PlanProposals.tsx'
import { liveOf, type PlanAnswer } from '#web/applications/plan-answer.ts'
import { useApplicationCommand } from '#web/applications/use-application-command.ts'
import { api } from '#web/client.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

/** `number`: the version that was read, which goes with the text. */
type Values = { number: number; plan: FinancingPlan; reason: string }

const newId = () => crypto.randomUUID()

const newCost = (): PlanCost => ({ id: newId(), kind: 'works', label: '', netCents: 0, vatBasisPoints: 550 })
const newResource = (): PlanResource => ({
  id: newId(),
  kind: 'subsidy',
  label: '',
  funderKind: 'anah',
  partnerId: null,
  cents: 0,
  countsInCap: true,
  reduction: 'manual',
  rank: 0,
  lineId: null,
})

export const PlanEditor = ({ answer, onClose }: { answer: PlanAnswer; onClose: () => void }) => {
  const { applicationId, currentNumber, plan: start } = answer
  const form = useForm<Values>({
    initialValues: { number: currentNumber, plan: start, reason: currentNumber === 0 ? 'Premier plan.' : '' },
  })
  const draft = useFormDraft(`financing-plan/${applicationId}`, form, form.values)
  const command = useApplicationCommand(api.financingPlans.save, {
    onDone: ({ number }) => {
      draft.clear()
      void notify(`Version ${number} enregistrée.`)
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['reason'])
  const { plan, reason, number } = form.values
  const problems = checkPlan(plan)
  const wrong = (path: string) => problems.find((one) => one.path === path)?.message
  const set = (change: Partial<FinancingPlan>) => form.setFieldValue('plan', { ...plan, ...change })
  const because =
    problems[0]?.message ?? (reason.trim() === '' ? 'Dites en un mot ce qui change.' : undefined)
  return (
    <PageForm
      command={command}
      issues={issues}
      draft={draft}
      onCancel={onClose}
      because={because}
      submitLabel={`Enregistrer la version ${currentNumber + 1}`}
      onSubmit={form.onSubmit(() => void command.run({ applicationId, number, plan, reason }))}
    >
      <Costs plan={plan} set={set} wrong={wrong} />
      <Resources answer={answer} plan={plan} set={set} wrong={wrong} />
      <Cap answer={answer} plan={plan} set={set} />
      <Live answer={answer} plan={plan} />
      <Textarea
        label="Remarques"
        autosize
        minRows={2}
        maxLength={2_000}
        value={plan.note}
        onChange={({ currentTarget }) => set({ note: currentTarget.value })}
      />
      <TextInput
        label="Ce qui change dans cette version"
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => form.setFieldValue('reason', currentTarget.value)}
        error={form.errors.reason}
      />
    </PageForm>
  )
}

type PartProps = {
  plan: FinancingPlan
  set: (change: Partial<FinancingPlan>) => void
  wrong: (path: string) => string | undefined
}

const Costs = ({ plan, set, wrong }: PartProps) => (
  <Section title="Dépenses">
    <div className={classes.editor}>
      {plan.costs.map((cost, index) => (
        <CostFields
          key={cost.id}
          cost={cost}
          index={index}
          wrong={(field) => wrong(`costs.${index}.${field}`)}
          onChange={(next) => set({ costs: plan.costs.map((one) => (one.id === next.id ? next : one)) })}
          onRemove={() => set({ costs: plan.costs.filter(({ id }) => id !== cost.id) })}
        />
      ))}
      <div>
        <Button variant="default" onClick={() => set({ costs: [...plan.costs, newCost()] })}>
          Ajouter une dépense
        </Button>
      </div>
    </div>
  </Section>
)

const Resources = ({ answer, plan, set, wrong }: PartProps & { answer: PlanAnswer }) => {
  const add = (resource: PlanResource) => set({ resources: [...plan.resources, resource] })
  const requested = new Set(answer.subsidies.map(({ resourceId }) => resourceId))
  return (
    <Section title="Ressources">
      <div className={classes.editor}>
        {plan.resources.map((resource, index) => (
          <ResourceFields
            key={resource.id}
            resource={resource}
            index={index}
            partners={answer.partners}
            wrong={(field) => wrong(`resources.${index}.${field}`)}
            onChange={(next) =>
              set({ resources: plan.resources.map((one) => (one.id === next.id ? next : one)) })
            }
            onRemove={
              requested.has(resource.id)
                ? undefined
                : () => set({ resources: plan.resources.filter(({ id }) => id !== resource.id) })
            }
          />
        ))}
        <div>
          <Button variant="default" onClick={() => add(newResource())}>
            Ajouter une ressource
          </Button>
        </div>
        <PlanProposals
          simulations={answer.simulations}
          onTake={({ label, cents }) => add({ ...newResource(), label, cents, reduction: 'self' })}
        />
      </div>
    </Section>
  )
}

const Cap = ({ answer, plan, set }: Omit<PartProps, 'wrong'> & { answer: PlanAnswer }) => (
  <Section title="Plafond des aides publiques">
    <div className={classes.row}>
      <Select
        label="Plafond connu des textes"
        clearable
        placeholder="Choisir, ou écrire à côté"
        data={answer.caps.map(({ label, basisPoints }) => ({
          value: label,
          label: `${label} : ${basisPoints / 100} %`,
        }))}
        value={answer.caps.find(({ source }) => source === plan.capSource)?.label ?? null}
        onChange={(label) => {
          const cap = answer.caps.find((one) => one.label === label)
          set({ capBasisPoints: cap?.basisPoints ?? null, capSource: cap?.source ?? '' })
        }}
      />
      <NumberInput
        label="Part du coût TTC, en %"
        min={0}
        max={100}
        decimalSeparator=","
        value={plan.capBasisPoints === null ? '' : plan.capBasisPoints / 100}
        onChange={(value) =>
          set({ capBasisPoints: typeof value === 'number' ? Math.round(value * 100) : null })
        }
      />
      <TextInput
        label="D’où vient ce plafond"
        maxLength={300}
        value={plan.capSource}
        onChange={({ currentTarget }) => set({ capSource: currentTarget.value })}
      />
    </div>
  </Section>
)

/** What the plan comes to while it is written. */
const Live = ({ answer, plan }: { answer: PlanAnswer; plan: FinancingPlan }) => {
  const sum = sumPlan(plan, liveOf(answer))
  return (
    <p role="status">
      Coût TTC <Amount cents={sum.grossCents} /> · reste à charge <Amount cents={sum.remainingCostCents} /> ·{' '}
      <Signal kind={sum.residualCents === 0 ? 'done' : 'late'}>
        {sum.residualCents === 0 ? 'équilibré' : sum.residualCents > 0 ? 'il manque ' : 'en trop '}
        {sum.residualCents !== 0 && <Amount cents={Math.abs(sum.residualCents)} />}
      </Signal>
      {sum.excessCents > 0 && (
        <>
          {' '}
          ·{' '}
          <Signal kind="late">
            aides publiques au-dessus du plafond de <Amount cents={sum.excessCents} />
          </Signal>
        </>
      )}
    </p>
  )
}
