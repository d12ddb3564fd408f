import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Relative } from '#contract/households.ts'
import {
  type Language,
  type RelativeKind,
  relativeKindLabels,
  relativeKinds,
} from '#domain/households/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { languageChoices } from '#web/households/PersonFields.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  kind: RelativeKind
  name: string
  phone: string
  email: string
  language: Language | null
  roleNote: string
  informedOn: PlainDate | null
}

const valuesOf = (relative: Relative | undefined): Values => ({
  kind: relative?.kind ?? 'parent',
  name: relative?.name ?? '',
  phone: relative?.phone ?? '',
  email: relative?.email ?? '',
  language: (relative?.language as Language | null | undefined) ?? null,
  roleNote: relative?.roleNote ?? '',
  informedOn: relative?.informedOn ?? null,
})

const known = (text: string) => text.trim() || null
const asSent = (values: Values) => ({
  ...values,
  phone: known(values.phone),
  email: known(values.email),
  roleNote: known(values.roleNote),
})

const labels = { kind: 'Lien', name: 'Nom', phone: 'Téléphone', email: 'Courriel', roleNote: 'Rôle' } as const

const sideBySide = (mine: Values, theirs: Values) =>
  (Object.keys(labels) as (keyof typeof labels)[]).map((field) => ({
    label: labels[field],
    mine: mine[field] || '—',
    theirs: theirs[field] || '—',
  }))

type Props = { householdId: string; relative: Relative | undefined; onClose: () => void }

export const RelativeForm = ({ householdId, relative, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: valuesOf(relative) })
  const draft = useFormDraft(`relative/${relative?.id ?? householdId}`, form, form.values)
  const done = () => {
    draft.clear()
    onClose()
  }
  const add = useApiCommand(api.households.addRelative, { onDone: done })
  const edit = useApiCommand(api.households.editRelative, { onDone: done })
  const remove = useApiCommand(api.households.removeRelative, { onDone: done })
  const command = relative ? edit : add
  const issues = useIssues(form, command.issues, Object.keys(form.values))
  const stale = useStaleEdit<Relative>(relative?.version ?? 1, edit)
  const save = (values: Values, version = stale.version) =>
    relative
      ? void edit.run({ householdId, relativeId: relative.id, version, ...asSent(values) })
      : void add.run({ householdId, ...asSent(values) })
  return (
    <SideForm
      title={relative ? 'Modifier un proche' : 'Ajouter un proche'}
      opened
      onClose={onClose}
      command={remove.refusal ? remove : command}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer"
      because={form.values.name.trim() === '' ? 'Écrivez son nom.' : undefined}
      onSubmit={form.onSubmit((values) => save(values))}
      banner={stale.banner({
        fields: (theirs) => sideBySide(form.values, valuesOf(theirs)),
        onKeepMine: (version) => save(form.values, version),
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <Select
        label="Lien"
        data={relativeKinds.map((value) => ({ value, label: relativeKindLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <TextInput label="Nom" required {...form.getInputProps('name')} />
      <TextInput label="Téléphone" type="tel" {...form.getInputProps('phone')} />
      <TextInput label="Courriel" type="email" {...form.getInputProps('email')} />
      <Select
        label="Langue parlée"
        data={languageChoices}
        searchable
        clearable
        {...form.getInputProps('language')}
      />
      <TextInput
        label="Pourquoi l’appeler"
        description="En quelques mots : « a les clés », « traduit au téléphone »."
        maxLength={300}
        {...form.getInputProps('roleNote')}
      />
      <DayInput
        label="Informé le"
        description="Cette personne sait que ses coordonnées sont notées ici (RGPD, article 14)."
        max={today}
        {...form.getInputProps('informedOn')}
      />
      {relative && (
        <Button
          variant="subtle"
          color="late"
          loading={remove.isRunning}
          onClick={() => void remove.run({ householdId, relativeId: relative.id, version: relative.version })}
        >
          Retirer du dossier
        </Button>
      )}
    </SideForm>
  )
}
