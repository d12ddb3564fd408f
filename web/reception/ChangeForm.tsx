import { useForm } from '@mantine/form'
import type { Reception } from '#contract/reception.ts'
import { api } from '#web/client.ts'
import { WhoFields, type WithCommune, whoOf } from '#web/reception/WhoFields.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { reception: Reception; onClose: () => void }

/** Signals an emergency, corrects the subject, ties the person to a household once they say who they are. */
export const ChangeForm = ({ reception, onClose }: Props) => {
  const { receptionId, version, household, subject, form: given, emergency } = reception
  const form = useForm<WithCommune>({
    initialValues: { householdId: household?.id ?? null, subject, form: given, emergency, commune: [] },
  })
  const command = useApiCommand(api.reception.change, { onDone: onClose })
  const issues = useIssues(form, command.issues, ['subject', 'emergency', 'form'])
  return (
    <SideForm
      title={`Corriger l’accueil n° ${reception.dayNumber ?? reception.expectedTime ?? ''}`}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit((values) => void command.run({ receptionId, version, ...whoOf(values) }))}
    >
      {household && <p>Aujourd’hui rattaché à {household.label}.</p>}
      <WhoFields form={form} />
    </SideForm>
  )
}
