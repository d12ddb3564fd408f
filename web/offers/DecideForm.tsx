import { MultiSelect, NumberInput, Radio, Select, Textarea } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useState } from 'react'
import { tellDelegation } from '#domain/committees/decide-line.ts'
import {
  type FundingRefusalReason,
  fundingRefusalReasonLabels,
  fundingRefusalReasons,
} from '#domain/funding/application-facts.ts'
import { formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { CommitmentPreview } from '#web/offers/CommitmentPreview.tsx'
import type { OpenLine } from '#web/offers/views.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Outcome = 'granted' | 'refused' | 'adjourned'
type Values = {
  outcome: Outcome
  cents: number | null
  months: number | null
  conditions: string
  envelopeId: string | null
  reasons: FundingRefusalReason[]
  text: string
  on: PlainDate | null
}
type Form = UseFormReturnType<Values>

const outcomeLabels: Readonly<Record<Outcome, string>> = {
  granted: 'Accorder',
  adjourned: 'Ajourner',
  refused: 'Refuser',
}

type Props = { lineId: string; sittingId?: string; onClose: () => void }

/** Decides a line, alone or for a sitting: what would be committed is shown before it is asked. */
export const DecideForm = ({ lineId, sittingId, onClose }: Props) => {
  const { data } = useApiQuery(api.committees.openLine, { lineId })
  return data ? <Deciding lineId={lineId} sittingId={sittingId} line={data} onClose={onClose} /> : null
}

type DecidingProps = Omit<Props, 'sittingId'> & { sittingId: string | undefined; line: OpenLine }

const Deciding = ({ lineId, sittingId, line, onClose }: DecidingProps) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      outcome: 'granted',
      cents: line.requestedCents,
      months: line.requestedMonths,
      conditions: '',
      envelopeId: null,
      reasons: [],
      text: '',
      on: today,
    },
  })
  const draft = useFormDraft(`decide/${lineId}`, form, form.values)
  const done = {
    onDone: () => {
      draft.clear()
      onClose()
    },
  }
  const alone = useApiCommand(api.committees.decideAlone, done)
  const sitting = useApiCommand(api.committees.decide, done)
  const command = sittingId === undefined ? alone : sitting
  const [isExhausted, setExhausted] = useState(false)
  const { outcome } = form.values
  return (
    <SideForm
      title={`${line.productName} : décision`}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      submitLabel={labelOf(form.values)}
      because={missing(line, form.values, sittingId, isExhausted)}
      banner={<Refusal command={command} />}
      onSubmit={form.onSubmit((values) => {
        const decision = decisionOf(values)
        if (!decision || !values.on) return
        if (sittingId !== undefined) void sitting.run({ sittingId, lineId, decision })
        else if (decision.outcome !== 'adjourned') void alone.run({ lineId, on: values.on, decision })
      })}
    >
      {sittingId === undefined && <Notice kind="plain">{tellDelegation(line.delegationCents)}</Notice>}
      {line.isInstructedByMe && (
        <Notice kind="soon">
          Vous avez instruit ce dossier : un accord doit être écrit par une autre personne (règle des quatre
          yeux).
        </Notice>
      )}
      <Radio.Group label="Décision" {...form.getInputProps('outcome')}>
        {(sittingId === undefined
          ? (['granted', 'refused'] as const)
          : (['granted', 'adjourned', 'refused'] as const)
        ).map((one) => (
          <Radio key={one} value={one} label={outcomeLabels[one]} mt="xs" />
        ))}
      </Radio.Group>
      {sittingId === undefined && (
        <DayInput
          label="Le"
          max={today}
          value={form.values.on}
          onChange={(on) => form.setFieldValue('on', on)}
        />
      )}
      {outcome === 'granted' && <GrantFields line={line} form={form} onExhausted={setExhausted} />}
      {outcome === 'refused' && (
        <MultiSelect
          label="Raisons"
          description="Elles sont écrites dans la lettre."
          data={choicesOf(fundingRefusalReasons, fundingRefusalReasonLabels)}
          {...form.getInputProps('reasons')}
        />
      )}
      {outcome !== 'granted' && (
        <Textarea
          label={outcome === 'refused' ? 'Explication pour le ménage' : 'Pourquoi attendre'}
          autosize
          minRows={3}
          maxLength={outcome === 'refused' ? 2000 : 1000}
          {...form.getInputProps('text')}
        />
      )}
    </SideForm>
  )
}

type FieldsProps = { line: OpenLine; form: Form; onExhausted: (isExhausted: boolean) => void }

const GrantFields = ({ line, form, onExhausted }: FieldsProps) => {
  const { field, communeCode, kind } = line
  const isBank = kind === 'microcredit'
  const { data } = useApiQuery(api.envelopes.listChoices, { field, communeCode }, { enabled: !isBank })
  const { envelopeId, cents } = form.values
  const envelope = data?.rows.find(({ id }) => id === envelopeId)
  return (
    <>
      <AmountInput
        label="Montant accordé"
        description={boundsOf(line)}
        data-autofocus
        value={cents}
        onChange={(typed) => form.setFieldValue('cents', typed)}
      />
      {line.maxMonths !== null && (
        <NumberInput
          label="Durée, en mois"
          description={`De ${line.minMonths ?? 1} à ${line.maxMonths} mois.`}
          min={line.minMonths ?? 1}
          max={line.maxMonths}
          allowDecimal={false}
          value={form.values.months ?? ''}
          onChange={(typed) => form.setFieldValue('months', typeof typed === 'number' ? typed : null)}
        />
      )}
      <Textarea
        label="Conditions"
        description="Facultatif : écrites dans la lettre et le procès-verbal."
        autosize
        minRows={2}
        maxLength={2000}
        {...form.getInputProps('conditions')}
      />
      {isBank ? (
        <Notice kind="plain">La banque prête : aucune enveloppe n’est engagée.</Notice>
      ) : (
        <>
          <Select
            label="Enveloppe"
            description="Sans enveloppe, le financement est pris sur les fonds propres."
            placeholder="Fonds propres de l’organisme"
            data={(data?.rows ?? []).map(({ id, label, conventionReference, available }) => ({
              value: id,
              label: `${[label, conventionReference].filter(Boolean).join(' · ')} · reste ${formatEuros(available)}`,
            }))}
            clearable
            {...form.getInputProps('envelopeId')}
          />
          <CommitmentPreview cents={cents} envelope={envelope} onExhausted={onExhausted} />
        </>
      )}
    </>
  )
}

const boundsOf = ({ requestedCents, minCents, maxCents }: OpenLine): string =>
  [
    `Demandé : ${formatEuros(requestedCents)}.`,
    minCents !== null && `Au moins ${formatEuros(minCents)}.`,
    maxCents !== null && `Au plus ${formatEuros(maxCents)}.`,
  ]
    .filter(Boolean)
    .join(' ')

type Refusing = {
  refusal?: { message: string; details?: unknown } | undefined
  failure?: string | undefined
}

/** An envelope that refuses says its figures. */
const Refusal = ({ command: { refusal, failure } }: { command: Refusing }) => {
  const figures = (refusal?.details as { told?: string } | null | undefined)?.told
  const told = [refusal?.message ?? failure, figures].filter(Boolean).join(' ')
  return told === '' ? null : <Notice kind="late">{told}</Notice>
}

const labelOf = ({ outcome, cents }: Values): string => {
  if (outcome === 'adjourned') return 'Écrire l’ajournement'
  if (outcome === 'refused') return 'Écrire le refus'
  return cents === null ? 'Accorder' : `Accorder ${formatEuros(cents)}`
}

const missing = (
  line: OpenLine,
  { outcome, cents, months, reasons, text, on }: Values,
  sittingId: string | undefined,
  isExhausted: boolean,
): string | undefined => {
  if (!on) return 'Écrivez d’abord la date.'
  if (outcome === 'adjourned') return text.trim() ? undefined : 'Dites pourquoi attendre.'
  if (outcome === 'refused')
    return reasons.length > 0 && text.trim() ? undefined : 'Choisissez une raison et expliquez-la au ménage.'
  if (cents === null) return 'Écrivez le montant.'
  if (line.maxMonths !== null && months === null) return 'Écrivez la durée.'
  if (isExhausted) return 'Il ne reste pas assez dans cette enveloppe.'
  if (line.isInstructedByMe) return 'Vous avez instruit ce dossier : une autre personne décide.'
  if (sittingId === undefined && (line.delegationCents === null || cents > line.delegationCents))
    return tellDelegation(line.delegationCents)
  return undefined
}

const decisionOf = ({ outcome, cents, months, conditions, envelopeId, reasons, text }: Values) => {
  if (outcome === 'adjourned') return { outcome, reason: text }
  if (outcome === 'refused') return { outcome, reasons, text }
  return cents === null
    ? undefined
    : { outcome, cents, months, conditions: conditions.trim() || null, envelopeId }
}
