import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import type { Template } from '#web/communications/WordingEditor.tsx'
import { useAccess } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

/** Renaming a template, setting it aside, taking it back. */
export const TemplateActs = ({ template }: { template: Template }) => {
  const { templateId, version, name, isArchived } = template
  const { because } = useAccess('edit-letter-templates')
  const [isRenaming, setRenaming] = useState(false)
  const archive = useApiCommand(api.communications.editTemplate, {
    onDone: () => void notify(isArchived ? 'Modèle repris.' : 'Modèle archivé.'),
  })
  return (
    <div className={classes.buttons}>
      <ReasonedButton variant="default" because={because} onClick={() => setRenaming(true)}>
        Renommer
      </ReasonedButton>
      <ReasonedButton
        variant="default"
        because={because}
        loading={archive.isRunning}
        onClick={() => void archive.run({ templateId, version, name, isArchived: !isArchived })}
      >
        {isArchived ? 'Reprendre' : 'Archiver'}
      </ReasonedButton>
      {isRenaming && <RenameForm template={template} onClose={() => setRenaming(false)} />}
    </div>
  )
}

const RenameForm = ({ template, onClose }: { template: Template; onClose: () => void }) => {
  const { templateId, version, isArchived, name } = template
  const form = useForm({ initialValues: { name } })
  const rename = useApiCommand(api.communications.editTemplate, { onDone: onClose })
  const issues = useIssues(form, rename.issues, ['name'])
  return (
    <SideForm
      title="Renommer le modèle"
      opened
      onClose={onClose}
      command={rename}
      submitLabel="Renommer"
      because={form.values.name.trim() ? undefined : 'Donnez un nom.'}
      issues={issues}
      onSubmit={form.onSubmit((values) => rename.run({ templateId, version, isArchived, ...values }))}
    >
      <TextInput label="Nom du modèle" maxLength={120} {...form.getInputProps('name')} />
    </SideForm>
  )
}
