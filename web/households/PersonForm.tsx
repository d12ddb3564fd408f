import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Member } from '#contract/households.ts'
import { formatDate, isPlainDate, type PlainDate } from '#domain/plain-date.ts'
import { type MemberRole, memberRoleLabels, memberRoles } from '#domain/tenancies/kinds.ts'
import { api } from '#web/client.ts'
import { asDetails, nobody, PersonFields, type PersonValues } from '#web/households/PersonFields.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

const labels: Readonly<Record<keyof PersonValues, string>> = {
  civility: 'Civilité',
  lastName: 'Nom',
  firstName: 'Prénom',
  birthName: 'Nom de naissance',
  birthOn: 'Date de naissance',
  phone: 'Téléphone',
  secondPhone: 'Autre téléphone',
  email: 'Courriel',
  language: 'Langue',
}
const fields = Object.keys(labels) as (keyof PersonValues)[]

const valuesOf = (member: PersonValues): PersonValues =>
  Object.fromEntries(fields.map((field) => [field, member[field]])) as PersonValues

const say = (value: string | null) =>
  value === null || value === '' ? 'non renseigné' : isPlainDate(value) ? formatDate(value) : value

type Props = { householdId: string; member: Member; onClose: () => void }

export const PersonForm = ({ householdId, member, onClose }: Props) => {
  const { personId } = member
  const form = useForm<PersonValues>({ initialValues: valuesOf(member) })
  const draft = useFormDraft(`person/${personId}`, form, form.values)
  const edit = useApiCommand(api.households.editPerson, {
    onDone: () => {
      draft.clear()
      void notify('Fiche enregistrée.')
      onClose()
    },
  })
  const issues = useIssues(nested(form), edit.issues, ['details'])
  const stale = useStaleEdit<PersonValues & { version: number }>(member.version, edit)
  const save = (values: PersonValues, on = stale.version) =>
    void edit.run({ householdId, personId, version: on, details: asDetails(values) })
  return (
    <SideForm
      title="Modifier la fiche"
      opened
      onClose={onClose}
      command={edit}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer la fiche"
      onSubmit={form.onSubmit((values) => save(values))}
      banner={stale.banner({
        fields: (theirs) =>
          fields.map((field) => ({
            label: labels[field],
            mine: say(form.values[field]),
            theirs: say(theirs[field]),
          })),
        onKeepMine: (on) => save(form.values, on),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <PersonFields form={form} />
    </SideForm>
  )
}

/** The server names a field `details.phone`; the form, `phone`. */
const nested = (form: {
  setFieldError(path: string, error: string): void
  getInputNode(path: string): HTMLElement | null
}) => ({
  setFieldError: (path: string, error: string) => form.setFieldError(path.replace(/^details\./, ''), error),
  getInputNode: (path: string) => form.getInputNode(path.replace(/^details\./, '')),
})

export const NewMemberForm = ({ householdId, onClose }: { householdId: string; onClose: () => void }) => {
  const today = useToday()
  const form = useForm({
    initialValues: {
      person: nobody,
      memberRole: 'child' as MemberRole,
      joinedOn: today as PlainDate | null,
    },
  })
  const draft = useFormDraft(`new-member/${householdId}`, form, form.values)
  const add = useApiCommand(api.households.addMember, {
    onDone: () => {
      draft.clear()
      void notify('Personne ajoutée au ménage.')
      onClose()
    },
  })
  const issues = useIssues(form, add.issues, ['person', 'memberRole', 'joinedOn'])
  const { person, joinedOn } = form.values
  const missing = person.lastName.trim() === '' || joinedOn === null
  return (
    <SideForm
      title="Ajouter une personne"
      opened
      onClose={onClose}
      command={add}
      issues={issues}
      draft={draft}
      submitLabel="Ajouter la personne"
      because={missing ? 'Écrivez au moins un nom et la date d’arrivée.' : undefined}
      onSubmit={form.onSubmit(({ person: details, memberRole, joinedOn: on }) =>
        on === null
          ? undefined
          : void add.run({ householdId, person: asDetails(details), memberRole, joinedOn: on }),
      )}
    >
      <Select
        label="Place dans le ménage"
        data={memberRoles.map((value) => ({ value, label: memberRoleLabels[value] }))}
        {...form.getInputProps('memberRole')}
      />
      <PersonFields form={form} at="person." />
      <DayInput label="Dans le ménage depuis le" max={today} {...form.getInputProps('joinedOn')} />
    </SideForm>
  )
}
