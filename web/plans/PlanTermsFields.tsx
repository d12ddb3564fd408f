import { NumberInput, Radio, Select } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { paymentPriorities, paymentPriorityLabels } from '#domain/plans/decide-repayment-plan.ts'
import { scheduleConventionLabels } from '#domain/plans/schedule.ts'
import type { OfferValues } from '#web/plans/offer-values.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'

type Props = { form: UseFormReturnType<OfferValues>; today: PlainDate; latest: PlainDate }

const ways = {
  count: 'Un nombre de mensualités',
  instalment: 'Un montant par mois',
  'default-36': 'Le plan par défaut : 1/36 chaque mois',
} as const

export const PlanTermsFields = ({ form, today, latest }: Props) => {
  const { values } = form
  return (
    <>
      <AmountInput
        label="Montant à étaler"
        {...form.getInputProps('amountCents')}
        value={values.amountCents}
      />
      <Radio.Group label="Étaler par" {...form.getInputProps('kind')}>
        {Object.entries(ways).map(([value, label]) => (
          <Radio key={value} value={value} label={label} mt={6} />
        ))}
      </Radio.Group>
      {values.kind === 'count' && (
        <>
          <NumberInput
            label="Nombre de mensualités"
            min={1}
            max={600}
            allowDecimal={false}
            value={values.count ?? ''}
            onChange={(count) => form.setFieldValue('count', typeof count === 'number' ? count : null)}
          />
          <Select
            label="Arrondi"
            data={(['half-up', 'floor'] as const).map((value) => ({
              value,
              label: scheduleConventionLabels[value],
            }))}
            {...form.getInputProps('rounding')}
          />
        </>
      )}
      {values.kind === 'instalment' && (
        <AmountInput
          label="Mensualité"
          description="La dernière mensualité solde le reste."
          {...form.getInputProps('instalmentCents')}
          value={values.instalmentCents}
        />
      )}
      <DayInput
        label="Première échéance"
        min={today}
        max={latest}
        {...form.getInputProps('firstDueOn')}
        value={values.firstDueOn}
      />
      <Radio.Group
        label="Les paiements règlent"
        description="Écrit dans l’accord : c’est ainsi que Palier suivra le plan."
        {...form.getInputProps('paymentPriority')}
      >
        {paymentPriorities.map((value) => (
          <Radio key={value} value={value} label={paymentPriorityLabels[value]} mt={6} />
        ))}
      </Radio.Group>
    </>
  )
}
