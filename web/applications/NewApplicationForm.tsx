import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import { ContentFields } from '#web/applications/ContentFields.tsx'
import { type ContentValues, contentOf, emptyContent } from '#web/applications/content-values.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const NewApplicationForm = ({
  householdId,
  onClose,
}: {
  householdId: string
  onClose: () => void
}) => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const form = useForm<ContentValues>({ initialValues: emptyContent(null) })
  const draft = useFormDraft(`new-application/${householdId}`, form, form.values)
  const command = useApiCommand(api.applications.create, {
    onDone: ({ applicationId }) => {
      draft.clear()
      void navigate(paths.application({ slug, applicationId }))
    },
  })
  const issues = useIssues(form, command.issues, ['field', 'purpose', 'summary'])
  const content = contentOf(form.values)
  return (
    <SideForm
      title="Nouveau dossier de financement"
      opened
      onClose={onClose}
      size={560}
      command={command}
      draft={draft}
      issues={issues}
      because={content ? undefined : 'Choisissez d’abord le domaine et l’usage.'}
      submitLabel="Ouvrir le dossier"
      onSubmit={form.onSubmit(() => {
        if (!content) return
        const { officerId, ...rest } = content
        void command.run({ householdId, ...rest, ...(officerId ? { officerId } : {}) })
      })}
    >
      <ContentFields form={form} householdId={householdId} />
    </SideForm>
  )
}
