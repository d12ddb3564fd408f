import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Member } from '#contract/identity.ts'
import { type Role, roleLabels } from '#domain/access.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { roleChoices } from '#web/settings/role-choices.ts'
import { useTeams } from '#web/settings/use-teams.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import type { StaleField } from '#web/ui/StaleNotice.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Values = { name: string; role: Role; teamId: string | null; endedOn: PlainDate | null }
const valuesOf = ({ name, role, teamId, endedOn }: Member): Values => ({
  name,
  role,
  teamId,
  endedOn: endedOn as PlainDate | null,
})

export const MemberForm = ({ member, onClose }: { member: Member; onClose: () => void }) => {
  const form = useForm<Values>({ initialValues: valuesOf(member) })
  const draft = useFormDraft(`member/${member.id}`, form, form.values)
  const { choices } = useTeams()
  const update = useApiCommand(api.identity.updateMember, {
    onDone: () => {
      draft.clear()
      void notify('Membre enregistré.')
      onClose()
    },
  })
  const banner = useIssues(form, update.issues, ['name', 'role', 'teamId', 'endedOn'])
  const stale = useStaleEdit<Member>(member.version, update)
  const save = (values: Values, version = stale.version) =>
    update.run({ membershipId: member.id, version, ...values })
  return (
    <SideForm
      title={`Modifier ${member.name}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit((values) => void save(values))}
      command={update}
      submitLabel="Enregistrer"
      issues={banner}
      draft={draft}
      banner={stale.banner({
        fields: (theirs) => staleFields(form.values, theirs),
        onKeepMine: (version) => void save(form.values, version),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <TextInput label="Nom" required withAsterisk={false} maxLength={120} {...form.getInputProps('name')} />
      <Select
        label="Rôle"
        description="Il décide de ce que cette personne voit et peut faire."
        data={roleChoices}
        {...form.getInputProps('role')}
      />
      <Select
        label="Équipe"
        placeholder="sans équipe"
        data={choices}
        clearable
        {...form.getInputProps('teamId')}
      />
      <DayInput
        label="Dernier jour"
        description="Le lendemain, l’accès est fermé. Vide : pas de fin connue."
        {...form.getInputProps('endedOn')}
        value={form.values.endedOn}
      />
      {member.isActive && <Deactivate member={member} onDone={onClose} />}
    </SideForm>
  )
}

const staleFields = (mine: Values, theirs: Member): StaleField[] =>
  (
    [
      ['Nom', mine.name, theirs.name],
      ['Rôle', roleLabels[mine.role], roleLabels[theirs.role]],
      ['Dernier jour', told(mine.endedOn), told(theirs.endedOn)],
    ] as const
  )
    .filter(([, a, b]) => a !== b)
    .map(([label, a, b]) => ({ label, mine: a, theirs: b }))

const told = (day: string | null) => (day ? formatDate(day as PlainDate) : 'sans fin')

const Deactivate = ({ member, onDone }: { member: Member; onDone: () => void }) => {
  const today = useToday()
  const [isAsking, setAsking] = useState(false)
  const command = useApiCommand(api.identity.deactivateMember, { onDone })
  return (
    <div>
      <Button variant="subtle" color="late" onClick={() => setAsking(true)}>
        Retirer l’accès tout de suite
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Retirer l’accès à ${member.name} ?`}
        confirmLabel="Retirer l’accès"
        isDangerous
        command={command}
        onConfirm={() => command.run({ membershipId: member.id, version: member.version })}
      >
        <p>
          Dès le {formatDate(today)}, ses sessions sont fermées et les jetons qu’elle a créés ne marchent
          plus.{' '}
          {member.households > 0 &&
            `Elle suit ${member.households} ménage${member.households > 1 ? 's' : ''} : désignez-leur un autre référent.`}
        </p>
        <p>Ce qu’elle a écrit reste dans les dossiers. Une nouvelle invitation la fait revenir.</p>
      </ConfirmDialog>
    </div>
  )
}
