import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { Committee } from '#web/committees/views.ts'
import classes from '#web/offers/offers.module.css'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Member = Omit<Committee['members'][number], 'id'> & { id?: string; key: string }
type Values = { name: string; quorum: number; members: Member[] }
type Form = UseFormReturnType<Values>

const newMember = (fromOn: PlainDate, key: string): Member => ({
  key,
  membershipId: null,
  name: '',
  capacity: null,
  isChair: false,
  hasVote: true,
  fromOn,
  untilOn: null,
})

/** A committee and who sits in it. One who has sat is ended by a date, never removed. */
export const CommitteeForm = ({
  committee,
  onClose,
}: {
  committee: Committee | undefined
  onClose: () => void
}) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      name: committee?.name ?? '',
      quorum: committee?.quorum ?? 2,
      members: committee?.members.map((one) => ({ ...one, key: one.id })) ?? [newMember(today, 'first')],
    },
  })
  const draft = useFormDraft(`committee/${committee?.id ?? 'new'}`, form, form.values)
  const command = useApiCommand(api.committees.save, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const { name, quorum, members } = form.values
  const isNamed = name.trim() !== '' && members.every((one) => one.name.trim() !== '')
  return (
    <SideForm
      title={committee ? committee.name : 'Nouvelle commission'}
      size={560}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      submitLabel="Enregistrer la commission"
      because={isNamed ? undefined : 'Nommez la commission et chacun de ses membres.'}
      onSubmit={form.onSubmit((values) => {
        const given = values.members.map(({ key: _, ...one }) => one)
        const known = committee ? { committeeId: committee.id, version: committee.version } : {}
        void command.run({ ...known, ...values, members: given, closedOn: committee?.closedOn ?? null })
      })}
    >
      <TextInput label="Nom" data-autofocus maxLength={120} {...form.getInputProps('name')} />
      <NumberInput
        label="Quorum"
        description="Membres qui votent et qui doivent être présents."
        min={1}
        max={50}
        allowDecimal={false}
        value={quorum}
        onChange={(typed) => form.setFieldValue('quorum', typeof typed === 'number' ? typed : 1)}
      />
      {members.map(({ key }, index) => (
        <MemberFields key={key} form={form} index={index} />
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() =>
            form.insertListItem('members', newMember(today, String(Date.now() + members.length)))
          }
        >
          Ajouter un membre
        </Button>
      </div>
    </SideForm>
  )
}

const MemberFields = ({ form, index }: { form: Form; index: number }) => {
  const { data } = useApiQuery(api.identity.listColleagues, {})
  const member = form.values.members[index]
  if (!member) return null
  const at = (field: keyof Member) => `members.${index}.${field}`
  const people = data?.rows ?? []
  return (
    <fieldset className={classes.stack}>
      <legend>{member.name || `Membre ${index + 1}`}</legend>
      <Select
        label="Collègue"
        description="Ou laissez vide et écrivez le nom d’une personne extérieure."
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        searchable
        value={member.membershipId}
        onChange={(id) => {
          form.setFieldValue(at('membershipId'), id)
          const found = people.find((one) => one.id === id)
          if (found) form.setFieldValue(at('name'), found.name)
        }}
      />
      <TextInput label="Nom" maxLength={120} {...form.getInputProps(at('name'))} />
      <TextInput
        label="Qualité"
        placeholder="Trésorière, Département…"
        maxLength={120}
        value={member.capacity ?? ''}
        onChange={(event) => form.setFieldValue(at('capacity'), event.currentTarget.value || null)}
      />
      <Checkbox label="Préside" {...form.getInputProps(at('isChair'), { type: 'checkbox' })} />
      <Checkbox label="Vote" {...form.getInputProps(at('hasVote'), { type: 'checkbox' })} />
      <DayInput
        label="Depuis le"
        value={member.fromOn}
        onChange={(on) => on && form.setFieldValue(at('fromOn'), on)}
      />
      <DayInput
        label="Jusqu’au"
        value={member.untilOn}
        onChange={(on) => form.setFieldValue(at('untilOn'), on)}
      />
      {!member.id && (
        <div>
          <Button variant="subtle" size="xs" onClick={() => form.removeListItem('members', index)}>
            Retirer {member.name || 'ce membre'}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
