import { Checkbox } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import { api } from '#web/client.ts'
import { asDetails, nobody, PersonFields } from '#web/households/PersonFields.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const NewHouseholdForm = ({ onClose }: { onClose: () => void }) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { person: nobody, followedByMe: true } })
  const draft = useFormDraft('new-household', form, form.values)
  const create = useApiCommand(api.households.create, {
    onDone: ({ householdId }) => {
      draft.clear()
      void navigate(paths.household({ slug, householdId }))
    },
  })
  const issues = useIssues(form, create.issues, ['person'])
  return (
    <SideForm
      title="Nouveau ménage"
      opened
      onClose={onClose}
      command={create}
      issues={issues}
      draft={draft}
      submitLabel="Créer le ménage"
      because={form.values.person.lastName.trim() === '' ? 'Écrivez au moins un nom.' : undefined}
      onSubmit={form.onSubmit(
        ({ person, followedByMe }) => void create.run({ person: asDetails(person), followedByMe }),
      )}
    >
      <PersonFields form={form} at="person." />
      <Checkbox
        label="Je suis le référent de ce ménage"
        {...form.getInputProps('followedByMe', { type: 'checkbox' })}
      />
    </SideForm>
  )
}
