import { Checkbox, Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Household } from '#contract/households.ts'
import { type Language, languageLabels } from '#domain/households/kinds.ts'
import { api } from '#web/client.ts'
import { languageChoices } from '#web/households/PersonFields.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  label: string
  preferredLanguage: Language | null
  doNotContact: boolean
  postalAddress: string | null
}
type Current = Values & { version: number }

const say = ({ label, preferredLanguage, doNotContact, postalAddress }: Values) => ({
  'Nom du dossier': label,
  'Langue préférée': preferredLanguage ? languageLabels[preferredLanguage] : 'non renseignée',
  'Ne pas contacter': doNotContact ? 'oui' : 'non',
  'Adresse des courriers': postalAddress || 'celle du logement',
})

export const HouseholdForm = ({ household, onClose }: { household: Household; onClose: () => void }) => {
  const { householdId, label, doNotContact } = household
  const postalAddress = household.postalAddress ?? ''
  const preferredLanguage = household.preferredLanguage as Language | null
  const form = useForm<Values>({ initialValues: { label, preferredLanguage, doNotContact, postalAddress } })
  const draft = useFormDraft(`household/${householdId}`, form, form.values)
  const edit = useApiCommand(api.households.edit, {
    onDone: () => {
      draft.clear()
      void notify('Dossier enregistré.')
      onClose()
    },
  })
  const issues = useIssues(form, edit.issues, ['label', 'preferredLanguage', 'postalAddress'])
  const stale = useStaleEdit<Current>(household.version, edit)
  const save = ({ postalAddress: typed, ...values }: Values, on = stale.version) =>
    void edit.run({ householdId, version: on, ...values, postalAddress: typed?.trim() || null })
  return (
    <SideForm
      title="Modifier le dossier"
      opened
      onClose={onClose}
      command={edit}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit((values) => save(values))}
      banner={stale.banner({
        fields: (theirs) =>
          Object.entries(say(theirs)).map(([name, value]) => ({
            label: name,
            mine: say(form.values)[name as keyof ReturnType<typeof say>],
            theirs: value,
          })),
        onKeepMine: (on) => save(form.values, on),
        onTakeTheirs: ({ version: _, ...theirs }) =>
          form.setValues({ ...theirs, postalAddress: theirs.postalAddress ?? '' }),
      })}
    >
      <TextInput label="Nom du dossier" required {...form.getInputProps('label')} />
      <Select
        label="Langue préférée"
        description="Celle des courriers et des rendez-vous, si l’on peut."
        data={languageChoices}
        searchable
        clearable
        {...form.getInputProps('preferredLanguage')}
      />
      <Textarea
        label="Adresse des courriers"
        description="Sert quand le ménage n’a pas de bail en cours ici. La rue, puis le code postal et la ville."
        autosize
        minRows={2}
        maxLength={300}
        {...form.getInputProps('postalAddress')}
      />
      <Checkbox
        label="Ne pas contacter"
        description="Le ménage s’oppose à tout contact qui n’est pas une obligation légale."
        {...form.getInputProps('doNotContact', { type: 'checkbox' })}
      />
    </SideForm>
  )
}
