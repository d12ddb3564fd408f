import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Claim } from '#contract/rights-shapes.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type ClaimFactKind, claimFactLabels, nextClaimFacts } from '#domain/rights/claims.ts'
import { type RightKind, rightLabels, rightRowsByKind } from '#domain/rights/kinds.ts'
import { ProofSelect } from '#web/casework/ProofSelect.tsx'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  name: string
  kind: ClaimFactKind
  on: PlainDate | null
  amountCents: Cents | null
  awaited: string
  nextOn: PlainDate | null
  proofFileId: string | null
  note: string
}

type Props = {
  householdId: string
  right: RightKind
  claim: Claim | undefined
  estimatedCents: Cents | null
  onClose: () => void
}

const missing = ({ on, name }: Values, needsName: boolean) => {
  if (needsName && name.trim() === '') return 'Dites de quel droit il s’agit.'
  return on === null ? 'Indiquez le jour.' : undefined
}

/** One step of a right: what happened, when, what is awaited, when to come back to it. */
export const ClaimFactForm = ({ householdId, right, claim, estimatedCents, onClose }: Props) => {
  const today = useToday()
  const kinds = nextClaimFacts(claim?.status ?? null)
  const needsName = right === 'other' && !claim
  const form = useForm<Values>({
    initialValues: {
      name: '',
      kind: kinds[0] ?? 'spotted',
      on: today,
      amountCents: estimatedCents,
      awaited: '',
      nextOn: null,
      proofFileId: null,
      note: '',
    },
  })
  const draft = useFormDraft(`right-fact/${householdId}/${claim?.id ?? right}`, form, form.values)
  const record = useApiCommand(api.rights.recordFact, {
    onDone: () => {
      draft.clear()
      void notify('Étape notée.')
      onClose()
    },
  })
  const issues = useIssues(form, record.issues, Object.keys(form.values))
  const save = ({ name, kind, on, amountCents, awaited, nextOn, proofFileId, note }: Values) => {
    if (on === null) return
    void record.run({
      ...{ householdId, right, kind, on, amountCents, nextOn, proofFileId },
      claimId: claim?.id ?? null,
      version: claim?.version ?? 0,
      name: needsName ? name : null,
      awaited: awaited.trim() || null,
      note: note.trim() || null,
    })
  }
  return (
    <SideForm
      title={`${claim?.name ?? rightLabels[right]} : noter une étape`}
      opened
      onClose={onClose}
      command={record}
      issues={issues}
      draft={draft}
      submitLabel="Noter l’étape"
      because={missing(form.values, needsName)}
      onSubmit={form.onSubmit(save)}
    >
      {needsName && <TextInput label="Droit" maxLength={120} {...form.getInputProps('name')} />}
      <Select
        label="Étape"
        data={kinds.map((value) => ({ value, label: claimFactLabels[value] }))}
        allowDeselect={false}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Le" max={today} {...form.getInputProps('on')} />
      {form.values.kind !== 'waived' && (
        <AmountInput
          label="Montant par mois"
          description="Estimé, demandé ou notifié ; vide s’il n’est pas connu."
          {...form.getInputProps('amountCents')}
        />
      )}
      <AwaitedInput right={right} {...form.getInputProps('awaited')} />
      <DayInput
        label="À reprendre le"
        description="Une tâche sera faite pour qui suit le ménage."
        {...form.getInputProps('nextOn')}
      />
      <ProofSelect householdId={householdId} label="Document joint" {...form.getInputProps('proofFileId')} />
      <Textarea label="Note" autosize minRows={2} maxLength={2000} {...form.getInputProps('note')} />
    </SideForm>
  )
}

type AwaitedProps = { right: RightKind; value?: string; onChange: (value: string) => void }

/** Typed, or picked among the papers that the right asks for. */
const AwaitedInput = ({ right, value = '', onChange }: AwaitedProps) => (
  <TextInput
    label="Pièce à obtenir"
    list={`papers-${right}`}
    maxLength={200}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    inputContainer={(input) => (
      <>
        {input}
        <datalist id={`papers-${right}`}>
          {rightRowsByKind[right].documents.map((document) => (
            <option key={document} value={document} />
          ))}
        </datalist>
      </>
    )}
  />
)
