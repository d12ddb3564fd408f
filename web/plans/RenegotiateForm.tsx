import { NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PlanView } from '#contract/plan-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { addDays, addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { instalmentAmounts } from '#domain/plans/schedule.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { reason: string; firstDueOn: PlainDate | null; count: number | null }

export const RenegotiateForm = ({ plan, onClose }: { plan: PlanView; onClose: () => void }) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      reason: '',
      firstDueOn: addDays(addMonths(firstOfMonth(today), 1), 4),
      count: Math.max(1, plan.instalments.filter(({ state }) => state !== 'kept').length),
    },
  })
  const draft = useFormDraft(`renegotiate/${plan.id}`, form, form.values)
  const command = useApiCommand(api.plans.renegotiate, {
    onDone: () => {
      draft.clear()
      void notify(
        'Nouvelle version prête : imprimez l’accord et faites-le signer. L’ancienne continue jusque-là.',
      )
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['reason', 'firstDueOn', 'count'])
  const { reason, firstDueOn, count } = form.values
  const isComplete = reason.trim() !== '' && firstDueOn !== null && count !== null
  const save = () => {
    if (firstDueOn && count)
      void command.run({
        householdId: plan.householdId,
        planId: plan.id,
        version: plan.version,
        reason,
        firstDueOn,
        count,
      })
  }
  return (
    <SideForm
      title="Renégocier le plan"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Arrêter le nouvel échéancier"
      because={
        isComplete ? undefined : 'Indiquez le motif, le nombre de mensualités et la première échéance.'
      }
      issues={issues}
      draft={draft}
    >
      <Notice kind="plain">
        {`${formatEuros(plan.paidCents)} sont payés et ne changent plus. Le reste, ${formatEuros(plan.remainingCents)}, est étalé à nouveau. La version actuelle continue jusqu’à ce que la nouvelle soit signée.`}
      </Notice>
      <TextInput
        label="Motif"
        description="Ce qui a changé : emploi, séparation, maladie…"
        maxLength={500}
        {...form.getInputProps('reason')}
      />
      <NumberInput
        label="Nombre de mensualités"
        min={1}
        max={600}
        allowDecimal={false}
        value={count ?? ''}
        onChange={(typed) => form.setFieldValue('count', typeof typed === 'number' ? typed : null)}
      />
      <DayInput
        label="Première échéance"
        min={today}
        {...form.getInputProps('firstDueOn')}
        value={firstDueOn}
      />
      {count !== null && count >= 1 && count <= plan.remainingCents && (
        <p>
          {count} × {formatEuros(firstAmount(plan.remainingCents, count))}
        </p>
      )}
    </SideForm>
  )
}

const firstAmount = (totalCents: number, count: number) =>
  instalmentAmounts({ totalCents, count, convention: 'half-up', firstDueOn: '2000-01-01' })[0] ?? 0
