import { NumberInput, Radio, Select } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { AskedChange, LoanView } from '#contract/loan-shapes.ts'
import { type PaymentMeans, paymentMeans, paymentMeansLabels } from '#domain/loans/facts.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { ChangePreview } from '#web/loans/ChangePreview.tsx'
import {
  type ChangeKind,
  type ChangeValues,
  changeKindLabels,
  changeKinds,
  changeOf,
} from '#web/loans/change-values.ts'
import { useLoanCommand } from '#web/loans/use-loan-command.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiQuery } from '#web/use-api.ts'

type Form = UseFormReturnType<ChangeValues>

/** A new schedule, simulated while it is typed: before and after, then signed. */
export const ChangeScheduleForm = ({ loan, onClose }: { loan: LoanView; onClose: () => void }) => {
  const today = useToday()
  const form = useForm<ChangeValues>({
    initialValues: {
      kind: 'suspension',
      months: 3,
      fromOn: loan.nextDueOn ?? today,
      firstDueOn: loan.nextDueOn ?? today,
      instalments: loan.rows.filter(({ state }) => state === 'coming').length || null,
      cents: null,
      keep: 'term',
      signedOn: today,
    },
  })
  const draft = useFormDraft(`loan-change/${loan.financingId}`, form, form.values)
  const done = () => {
    draft.clear()
    onClose()
  }
  const [means, setMeans] = useState<PaymentMeans>('transfer')
  const amendment = useLoanCommand(api.loans.changeSchedule, { onDone: done })
  const early = useLoanCommand(api.loans.repayEarly, { onDone: done })
  const change = changeOf(form.values)
  const isEarly = form.values.kind === 'early-repayment'
  const preview = usePreview(loan.financingId, change)
  const { financingId, version } = loan
  const submit = () => {
    if (change?.kind === 'early-repayment')
      void early.run({ financingId, version, cents: change.cents, keep: change.keep, means })
    else if (change && form.values.signedOn)
      void amendment.run({ financingId, version, change, signedOn: form.values.signedOn })
  }
  return (
    <SideForm
      title="Modifier l’échéancier"
      opened
      onClose={onClose}
      size={640}
      command={isEarly ? early : amendment}
      draft={draft}
      because={whyNot(form.values, change, preview?.problem)}
      submitLabel={isEarly ? 'Enregistrer le remboursement' : 'Enregistrer l’avenant'}
      onSubmit={form.onSubmit(submit)}
    >
      <Select
        label="Changement"
        data-autofocus
        data={choicesOf(changeKinds, changeKindLabels)}
        allowDeselect={false}
        value={form.values.kind}
        onChange={(kind) => kind && form.setFieldValue('kind', kind as ChangeKind)}
      />
      <KindFields form={form} />
      {isEarly ? (
        <Select
          label="Réglé aujourd’hui par"
          data={choicesOf(paymentMeans, paymentMeansLabels)}
          allowDeselect={false}
          value={means}
          onChange={(value) => value && setMeans(value as PaymentMeans)}
        />
      ) : (
        <DayInput
          label="Avenant signé le"
          description="Sans avenant signé par le ménage, l’échéancier ne change pas."
          max={today}
          value={form.values.signedOn}
          onChange={(day) => form.setFieldValue('signedOn', day)}
        />
      )}
      {preview && <ChangePreview preview={preview} />}
    </SideForm>
  )
}

const whyNot = (
  { kind, signedOn }: ChangeValues,
  change: AskedChange | undefined,
  problem: string | null | undefined,
): string | undefined => {
  if (!change) return 'Remplissez d’abord ce que le changement demande.'
  if (problem) return problem
  return kind !== 'early-repayment' && signedOn === null ? 'Indiquez le jour de la signature.' : undefined
}

const nothingAsked: AskedChange = { kind: 'deferral', months: 1 }

const usePreview = (financingId: string, change: AskedChange | undefined) => {
  const [asked] = useDebouncedValue(change, 250)
  const { data } = useApiQuery(
    api.loans.previewChange,
    { financingId, change: asked ?? nothingAsked },
    { enabled: asked !== undefined, keepPrevious: true },
  )
  return asked ? data : undefined
}

const KindFields = ({ form }: { form: Form }) => {
  switch (form.values.kind) {
    case 'deferral':
      return <MonthsField form={form} label="Différé, en mois" />
    case 'suspension':
    case 'suspension-same-term':
      return (
        <>
          <DayInput
            label="À partir de l’échéance du"
            value={form.values.fromOn}
            onChange={(day) => form.setFieldValue('fromOn', day)}
          />
          <MonthsField form={form} label="Pendant, en mois" />
        </>
      )
    case 'new-instalments':
      return (
        <>
          <FirstDueField form={form} />
          <NumberInput
            label="Nombre d’échéances"
            description="Les échéances en retard y sont comprises."
            min={1}
            max={480}
            allowDecimal={false}
            value={form.values.instalments ?? ''}
            onChange={(typed) => form.setFieldValue('instalments', typeof typed === 'number' ? typed : null)}
          />
        </>
      )
    case 'new-instalment-amount':
      return (
        <>
          <FirstDueField form={form} />
          <AmountField form={form} label="Montant de l’échéance" />
        </>
      )
    case 'early-repayment':
      return (
        <>
          <AmountField form={form} label="Montant remboursé" />
          <Radio.Group
            label="Ensuite"
            value={form.values.keep}
            onChange={(keep) => form.setFieldValue('keep', keep === 'instalment' ? 'instalment' : 'term')}
          >
            <Radio value="term" label="Garder la durée : échéances plus petites" mt="xs" />
            <Radio value="instalment" label="Garder l’échéance : moins d’échéances" mt="xs" />
          </Radio.Group>
        </>
      )
  }
}

const MonthsField = ({ form, label }: { form: Form; label: string }) => (
  <NumberInput
    label={label}
    min={1}
    max={60}
    allowDecimal={false}
    value={form.values.months ?? ''}
    onChange={(typed) => form.setFieldValue('months', typeof typed === 'number' ? typed : null)}
  />
)

const FirstDueField = ({ form }: { form: Form }) => (
  <DayInput
    label="Première nouvelle échéance"
    value={form.values.firstDueOn}
    onChange={(day) => form.setFieldValue('firstDueOn', day)}
  />
)

const AmountField = ({ form, label }: { form: Form; label: string }) => (
  <AmountInput
    label={label}
    value={form.values.cents}
    onChange={(value) => form.setFieldValue('cents', value)}
  />
)
