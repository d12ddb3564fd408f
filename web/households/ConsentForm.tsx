import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Household } from '#contract/households.ts'
import {
  type ConsentKind,
  type ConsentProof,
  consentKindLabels,
  consentKinds,
  consentProofLabels,
  consentProofs,
} from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { ProofSelect } from '#web/casework/ProofSelect.tsx'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

const proofChoices = consentProofs.map((value) => ({ value, label: consentProofLabels[value] }))

type Values = {
  personId: string
  kind: ConsentKind
  partner: string
  givenOn: PlainDate | null
  endsOn: PlainDate | null
  proof: ConsentProof
  proofFileId: string | null
}

export const ConsentForm = ({ household, onClose }: { household: Household; onClose: () => void }) => {
  const today = useToday()
  const { householdId, members } = household
  const form = useForm<Values>({
    initialValues: {
      personId: members[0]?.personId ?? '',
      kind: 'support',
      partner: '',
      givenOn: today,
      endsOn: null,
      proof: 'signed',
      proofFileId: null,
    },
  })
  const draft = useFormDraft(`consent/${householdId}`, form, form.values)
  const give = useApiCommand(api.households.giveConsent, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, give.issues, Object.keys(form.values))
  return (
    <SideForm
      title="Noter un accord"
      opened
      onClose={onClose}
      command={give}
      issues={issues}
      draft={draft}
      submitLabel="Noter l’accord"
      because={form.values.givenOn === null ? 'Écrivez la date de l’accord.' : undefined}
      onSubmit={form.onSubmit(({ givenOn, partner, proofFileId, ...values }) =>
        givenOn === null
          ? undefined
          : void give.run({
              ...{ householdId, givenOn, ...values },
              partner: partner.trim() || null,
              proofFileId: values.proof === 'oral' ? null : proofFileId,
            }),
      )}
    >
      <Select
        label="Qui donne son accord"
        data={members.map(({ personId, firstName, lastName }) => ({
          value: personId,
          label: [firstName, lastName].filter(Boolean).join(' '),
        }))}
        {...form.getInputProps('personId')}
      />
      <Select
        label="À quoi"
        data={consentKinds.map((value) => ({ value, label: consentKindLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      {form.values.kind === 'share-with-partner' && (
        <TextInput label="Partenaire" required {...form.getInputProps('partner')} />
      )}
      <Select label="Preuve" data={proofChoices} {...form.getInputProps('proof')} />
      {form.values.proof !== 'oral' && (
        <ProofSelect householdId={householdId} label="Document" {...form.getInputProps('proofFileId')} />
      )}
      <DayInput label="Donné le" max={today} {...form.getInputProps('givenOn')} />
      <DayInput
        label="Valable jusqu’au"
        description="Vide : jusqu’à son retrait."
        {...form.getInputProps('endsOn')}
      />
    </SideForm>
  )
}
