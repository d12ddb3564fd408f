import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Sent } from '#contract/endpoint.ts'
import type { financingPlans } from '#contract/financing-plans.ts'
import type { PlanResource } from '#domain/funding/financing-plan.ts'
import {
  type SubsidyEventKind,
  subsidyEventKinds,
  subsidyEventLabels,
} from '#domain/funding/subsidy-facts.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Subsidy } from '#web/applications/plan-answer.ts'
import { useApplicationCommand } from '#web/applications/use-application-command.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'

type RequestProps = { applicationId: string; resource: PlanResource; onClose: () => void }

export const RequestSubsidyForm = ({ applicationId, resource, onClose }: RequestProps) => {
  const today = useToday()
  const [cents, setCents] = useState<number | null>(resource.cents)
  const [on, setOn] = useState<PlainDate | null>(today)
  const command = useApplicationCommand(api.financingPlans.requestSubsidy, { onDone: onClose })
  return (
    <SideForm
      title={`Demande à ${resource.label}`}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Noter la demande"
      because={cents && on ? undefined : 'Il faut un montant et une date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (cents && on) void command.run({ applicationId, resourceId: resource.id, cents, on })
      }}
    >
      <AmountInput label="Montant demandé" data-autofocus value={cents} onChange={setCents} />
      <DayInput label="Demandée le" max={today} value={on} onChange={setOn} />
    </SideForm>
  )
}

type NewFact = Sent<typeof financingPlans.recordSubsidyFact>['fact']
type Values = {
  kind: SubsidyEventKind | null
  on: PlainDate | null
  cents: number | null
  deadline: PlainDate | null
  reason: string
}

const withAmount: readonly SubsidyEventKind[] = ['notified', 'revised', 'clawed-back']
const withReason: readonly SubsidyEventKind[] = ['rejected', 'withdrawn', 'expired', 'clawed-back']

/** The fact to send, or what is still missing, in words. */
const readFact = ({ kind, on, cents, deadline, reason }: Values): NewFact | string => {
  if (!kind || kind === 'requested') return 'Choisissez ce que le financeur a répondu.'
  if (!on) return 'Écrivez la date.'
  if (withAmount.includes(kind) && !cents) return 'Écrivez le montant.'
  if (withReason.includes(kind) && reason.trim() === '') return 'Écrivez le motif.'
  if (kind === 'declared-complete') return { kind, on }
  if (kind === 'notified') return { kind, on, cents: cents ?? 0, deadline }
  if (kind === 'revised') return { kind, on, cents: cents ?? 0 }
  if (kind === 'clawed-back') return { kind, on, cents: cents ?? 0, reason }
  return { kind, on, reason }
}

export const SubsidyFactForm = ({ subsidy, onClose }: { subsidy: Subsidy; onClose: () => void }) => {
  const today = useToday()
  const [values, setValues] = useState<Values>({
    kind: null,
    on: today,
    cents: subsidy.notifiedCents ?? subsidy.requestedCents,
    deadline: null,
    reason: '',
  })
  const set = (change: Partial<Values>) => setValues((former) => ({ ...former, ...change }))
  const command = useApplicationCommand(api.financingPlans.recordSubsidyFact, { onDone: onClose })
  const fact = readFact(values)
  const { kind } = values
  return (
    <SideForm
      title={`Réponse de ${subsidy.funderName}`}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Noter la réponse"
      because={typeof fact === 'string' ? fact : undefined}
      onSubmit={(event) => {
        event.preventDefault()
        if (typeof fact !== 'string')
          void command.run({ subsidyId: subsidy.subsidyId, version: subsidy.version, fact })
      }}
    >
      <Select
        label="Ce qui s’est passé"
        data-autofocus
        data={subsidy.possible.map((value) => ({ value, label: subsidyEventLabels[value] }))}
        value={kind}
        onChange={(chosen) => set({ kind: subsidyEventKinds.find((one) => one === chosen) ?? null })}
      />
      <DayInput label="Le" max={today} value={values.on} onChange={(on) => set({ on })} />
      {kind && withAmount.includes(kind) && (
        <AmountInput label="Montant" value={values.cents} onChange={(cents) => set({ cents })} />
      )}
      {kind === 'notified' && (
        <DayInput
          label="Travaux à faire avant le"
          value={values.deadline}
          onChange={(deadline) => set({ deadline })}
        />
      )}
      {kind && withReason.includes(kind) && (
        <Textarea
          label="Motif"
          autosize
          minRows={2}
          maxLength={1_000}
          value={values.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      )}
    </SideForm>
  )
}
