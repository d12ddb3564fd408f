import { Button, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { HearingFile } from '#contract/hearing-files.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { HearingFields, type HearingValues } from '#web/hearing-files/HearingFields.tsx'
import classes from '#web/reception/reception.module.css'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Values = HearingValues & { note: string }

/** The note for the lawyer, drafted from the facts then written by a person, and where the hearing stands. */
export const NoteSection = ({ file }: { file: HearingFile }) => {
  const { household, hearingFileId, version } = file
  const householdId = household.id
  const form = useForm<Values>({
    initialValues: {
      hearingOn: file.hearingOn as PlainDate,
      hearingTime: file.hearingTime ?? '',
      court: file.court,
      lawyer: file.lawyer ?? '',
      note: file.note ?? '',
    },
  })
  const draft = useFormDraft(`hearing/${hearingFileId}`, form, form.values)
  const drafted = useApiQuery(api.hearingFiles.draftNote, { householdId, hearingFileId }, { enabled: false })
  const command = useApiCommand(api.hearingFiles.change, {
    onDone: () => {
      draft.clear()
      notify('Dossier d’audience enregistré.')
    },
  })
  const issues = useIssues(form, command.issues, ['hearingOn', 'hearingTime', 'court', 'lawyer', 'note'])
  const { hearingOn, court, note } = form.values
  const write = async () => {
    const { data } = await drafted.refetch()
    if (data) form.setFieldValue('note', note.trim() ? `${note}\n\n${data.text}` : data.text)
  }
  return (
    <Section
      title="La note pour l’avocat"
      actions={
        <Button variant="default" loading={drafted.isFetching} onClick={() => void write()}>
          Rédiger d’après le dossier
        </Button>
      }
    >
      <p className={classes.soft}>
        Lue par les travailleurs sociaux, les responsables et les conseillers d’accès aux droits ; elle
        n’entre dans la liasse que si vous le demandez. La gestion locative ne la lit pas.
      </p>
      <PageForm
        command={command}
        issues={issues}
        draft={draft}
        submitLabel="Enregistrer"
        because={hearingOn && court.trim() ? undefined : 'Gardez le jour et le tribunal.'}
        onSubmit={form.onSubmit((values) => {
          if (!values.hearingOn) return
          void command.run({
            ...{ householdId, hearingFileId, version },
            hearingOn: values.hearingOn,
            hearingTime: values.hearingTime || null,
            court: values.court,
            lawyer: values.lawyer.trim() || null,
            note: values.note.trim() || null,
          })
        })}
      >
        <Textarea
          label="Note"
          description="Relisez, complétez avec le ménage. Pas de détail de santé."
          autosize
          minRows={8}
          maxLength={20_000}
          {...form.getInputProps('note')}
        />
        <HearingFields input={(name) => form.getInputProps(name)} hearingOn={hearingOn} />
      </PageForm>
    </Section>
  )
}
