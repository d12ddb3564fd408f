import { Select } from '@mantine/core'
import { useState } from 'react'
import type { FinancingDisbursements } from '#contract/disbursement-shapes.ts'
import {
  type AidStopReason,
  aidStopReasonLabels,
  aidStopReasons,
  type PaymentExecution,
  paymentOrderStateLabels,
} from '#domain/disbursements/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { firstOfMonth, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { HouseholdPayee } from '#web/disbursements/HouseholdPayee.tsx'
import { ExecutionSelect } from '#web/disbursements/WayFields.tsx'
import { monthOf, orderSignals } from '#web/disbursements/words.ts'
import { PayeeSelect } from '#web/payees/PayeeSelect.tsx'
import { useAccess, useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand } from '#web/use-api.ts'
import classes from './disbursements.module.css'

type Aid = NonNullable<FinancingDisbursements['aid']>
type MonthState = Aid['rows'][number]['state']

const stateLabels: Readonly<Record<MonthState, string>> = {
  ...paymentOrderStateLabels,
  'to-come': 'À venir',
  barred: 'Non versé : trop de mois d’affilée',
  stopped: 'Non versé : aide arrêtée',
}
const stateSignals: Readonly<Record<MonthState, SignalKind>> = {
  ...orderSignals,
  'to-come': 'none',
  barred: 'late',
  stopped: 'none',
}

/** An aid paid month by month: what is paid, what is to come, what stops it. */
export const AidPart = ({ data }: { data: FinancingDisbursements }) => {
  const { because } = useAccess('prepare-payments')
  const [asked, setAsked] = useState<'plan' | 'stop'>()
  const { aid } = data
  return (
    <>
      {aid ? (
        <>
          <p>
            {formatEuros(aid.monthlyCents)} par mois à {aid.payee.name}
            {aid.stopped &&
              `, arrêtée le ${formatDate(aid.stopped.on)} : ${aidStopReasonLabels[aid.stopped.reason].toLowerCase()}`}
            .
          </p>
          <ul className={classes.plain}>
            {aid.rows.map(({ month, cents, state }) => (
              <li key={month} className={classes.line}>
                <span>{monthOf(month)}</span>
                <span className="figures">{formatEuros(cents)}</span>
                <Signal kind={stateSignals[state]}>{stateLabels[state]}</Signal>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <EmptyState title="Aucun versement programmé">
          Programmez l’aide : Palier prépare ensuite un ordre par mois, la nuit.
        </EmptyState>
      )}
      <div className={classes.acts}>
        {!aid && (
          <ReasonedButton because={because} onClick={() => setAsked('plan')}>
            Programmer les versements
          </ReasonedButton>
        )}
        {aid && !aid.stopped && (
          <ReasonedButton variant="default" because={because} onClick={() => setAsked('stop')}>
            Arrêter l’aide
          </ReasonedButton>
        )}
      </div>
      {asked === 'plan' && <PlanForm data={data} onClose={() => setAsked(undefined)} />}
      {asked === 'stop' && <StopForm data={data} onClose={() => setAsked(undefined)} />}
    </>
  )
}

type FormProps = { data: FinancingDisbursements; onClose: () => void }

const PlanForm = ({ data, onClose }: FormProps) => {
  const today = useToday()
  const { form, values, draft } = useDraftedForm<{
    payeeId: string | null
    from: PlainDate | null
    execution: PaymentExecution
  }>(`monthly-aid/${data.financing.id}`, {
    payeeId: null,
    from: firstOfMonth(today),
    execution: 'bank-file',
  })
  const { payeeId, from, execution } = values
  const setPayeeId = (chosen: string | null) => form.setFieldValue('payeeId', chosen)
  const plan = useApiCommand(api.disbursements.planMonthlyAid, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  return (
    <SideForm
      title="Programmer l’aide mensuelle"
      opened
      onClose={onClose}
      command={plan}
      submitLabel="Programmer"
      because={payeeId && from ? undefined : 'Choisissez à qui, et le premier mois.'}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (payeeId && from)
          void plan.run({ financingId: data.financing.id, payeeId, firstMonth: from, execution })
      })}
    >
      <PayeeSelect label="À" value={payeeId} onChange={setPayeeId} />
      <HouseholdPayee household={data.household} onKnown={setPayeeId} />
      <DayInput
        label="Premier mois"
        description="Un jour de ce mois suffit."
        {...form.getInputProps('from')}
        value={from}
      />
      <ExecutionSelect value={execution} onChange={(chosen) => form.setFieldValue('execution', chosen)} />
    </SideForm>
  )
}

const StopForm = ({ data, onClose }: FormProps) => {
  const today = useToday()
  const { form, values, draft } = useDraftedForm<{ on: PlainDate | null; reason: AidStopReason }>(
    `monthly-aid-stop/${data.financing.id}`,
    { on: today, reason: 'situation-improved' },
  )
  const { on, reason } = values
  const stop = useApiCommand(api.disbursements.stopMonthlyAid, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  return (
    <SideForm
      title="Arrêter l’aide mensuelle"
      opened
      onClose={onClose}
      command={stop}
      submitLabel="Arrêter l’aide"
      because={on ? undefined : 'Indiquez le jour de l’évènement.'}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (on) void stop.run({ financingId: data.financing.id, on, reason })
      })}
    >
      <p className={classes.hint}>
        Les mois qui commencent après ce jour ne seront pas versés ; leur montant revient à l’enveloppe.
      </p>
      <DayInput label="Jour de l’évènement" max={today} {...form.getInputProps('on')} value={on} />
      <Select
        label="Pourquoi"
        allowDeselect={false}
        data={choicesOf(aidStopReasons, aidStopReasonLabels)}
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
