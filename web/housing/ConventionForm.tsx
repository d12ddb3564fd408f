import { NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { MeasureSelect } from '#web/measures/MeasureSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; usualMonths: number; onClose: () => void }

export const ConventionForm = ({ householdId, usualMonths, onClose }: Props) => {
  const today = useToday()
  const form = useForm({
    initialValues: {
      place: '',
      landlordName: '',
      mainTenantName: '',
      conventionMonths: usualMonths as number | string,
      signedOn: today as PlainDate | null,
      measureId: null as string | null,
    },
  })
  const draft = useFormDraft(`gliding-lease/${householdId}`, form, form.values)
  const command = useApiCommand(api.housing.signConvention, {
    onDone: () => {
      draft.clear()
      void notify('Bail glissant ouvert.')
      onClose()
    },
  })
  const fields = ['place', 'landlordName', 'mainTenantName', 'conventionMonths', 'signedOn']
  const issues = useIssues(form, command.issues, fields)
  const { values } = form
  const isWritten = [values.place, values.landlordName, values.mainTenantName].every((text) => text.trim())
  return (
    <SideForm
      title="Ouvrir un bail glissant"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        ({ signedOn, conventionMonths, ...names }) =>
          void (
            signedOn &&
            command.run({ householdId, ...names, conventionMonths: Number(conventionMonths), signedOn })
          ),
      )}
      command={command}
      submitLabel="Ouvrir le bail glissant"
      because={isWritten && values.signedOn ? undefined : 'Dites où, avec qui, et depuis quand.'}
      issues={issues}
      draft={draft}
    >
      <TextInput
        label="Logement"
        description="Son adresse."
        maxLength={200}
        {...form.getInputProps('place')}
      />
      <TextInput label="Bailleur" maxLength={200} {...form.getInputProps('landlordName')} />
      <TextInput
        label="Locataire principal"
        description="L’organisme agréé qui sous-loue."
        maxLength={200}
        {...form.getInputProps('mainTenantName')}
      />
      <NumberInput
        label="Durée de la convention (mois)"
        description="Fixée par la convention ; 6 à 18 mois le plus souvent."
        min={1}
        max={60}
        {...form.getInputProps('conventionMonths')}
      />
      <DayInput
        label="Convention tripartite signée le"
        max={today}
        {...form.getInputProps('signedOn')}
        value={values.signedOn}
      />
      <MeasureSelect
        householdId={householdId}
        value={values.measureId}
        onChange={(measureId) => form.setFieldValue('measureId', measureId)}
      />
    </SideForm>
  )
}
