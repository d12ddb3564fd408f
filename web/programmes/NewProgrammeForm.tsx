import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { Sent } from '#contract/endpoint.ts'
import type { programmes } from '#contract/programmes.ts'
import { programmeFamilyLabels } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { CopyChoice, ShippedChoice, StartFrom } from '#web/definitions/StartFields.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/programmes/programmes.module.css'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiPages, useApiQuery } from '#web/use-api.ts'

type Start = Sent<typeof programmes.create>['start']
type Values = { from: Start['from']; name: string; key: string; programmeId: string | null }

/** What is still missing, in words, or what is sent. */
const readStart = ({ from, name, key, programmeId }: Values): Start | string => {
  if (from === 'shipped') return key ? { from, key } : 'Choisissez un dispositif.'
  if (name.trim() === '') return 'Donnez un nom au dispositif.'
  if (from === 'blank') return { from, name }
  return programmeId ? { from, programmeId, name } : 'Choisissez le dispositif à copier.'
}

export const NewProgrammeForm = ({ onClose }: { onClose: () => void }) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const form = useForm<Values>({ initialValues: { from: 'shipped', name: '', key: '', programmeId: null } })
  const draft = useFormDraft('new-programme', form, form.values)
  const command = useApiCommand(api.programmes.create, {
    onDone: ({ programmeId }) => {
      draft.clear()
      void navigate(paths.programmeDraft({ slug, programmeId }))
    },
  })
  const issues = useIssues(form, command.issues, [])
  const start = readStart(form.values)
  return (
    <SideForm
      opened
      onClose={onClose}
      title="Nouveau dispositif"
      submitLabel="Préparer ce dispositif"
      because={typeof start === 'string' ? start : undefined}
      command={command}
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (typeof start !== 'string') void command.run({ start })
      })}
    >
      <p className={classes.hint}>
        {typeset('Rien n’est ouvert avant que vous ne le publiiez : vous relirez chaque règle.')}
      </p>
      <StartFrom noun="dispositif" inputs={form.getInputProps('from')} />
      {form.values.from === 'shipped' && <Shipped form={form} />}
      {form.values.from === 'copy' && <Copied form={form} />}
      {form.values.from !== 'shipped' && (
        <TextInput label="Nom du dispositif" maxLength={120} required {...form.getInputProps('name')} />
      )}
    </SideForm>
  )
}

type FieldProps = { form: ReturnType<typeof useForm<Values>> }

const Shipped = ({ form }: FieldProps) => {
  const { data } = useApiQuery(api.programmes.listShipped, {})
  return (
    <ShippedChoice
      label="Dispositif fourni"
      rows={(data?.rows ?? []).map(({ key, name, family, summary }) => ({
        key,
        name,
        words: `${programmeFamilyLabels[family]}. ${summary}`,
      }))}
      inputs={form.getInputProps('key')}
    />
  )
}

const Copied = ({ form }: FieldProps) => {
  const { rows } = useApiPages(api.programmes.list, { limit: 200 })
  return (
    <CopyChoice
      noun="dispositif"
      rows={rows.map(({ programmeId, name }) => ({ value: programmeId, name }))}
      inputs={form.getInputProps('programmeId')}
    />
  )
}
