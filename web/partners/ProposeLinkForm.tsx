import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { api } from '#web/client.ts'
import { kindChoices } from '#web/partners/PartnerForm.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const ProposeLinkForm = ({ onClose }: { onClose: () => void }) => {
  const form = useForm<{ slug: string; kind: PartnerKind }>({
    initialValues: { slug: '', kind: 'association' },
  })
  const propose = useApiCommand(api.partners.proposeLink, {
    onDone: () => {
      notify('Lien proposé. Il vaudra quand l’autre organisation l’aura accepté.')
      onClose()
    },
  })
  const issues = useIssues(form, propose.issues, ['slug', 'kind'])
  return (
    <SideForm
      title="Proposer un lien"
      opened
      onClose={onClose}
      command={propose}
      issues={issues}
      submitLabel="Proposer le lien"
      because={form.values.slug.trim() === '' ? 'Écrivez l’identifiant de l’organisation.' : undefined}
      onSubmit={form.onSubmit(({ slug, kind }) => void propose.run({ slug: slug.trim(), kind }))}
    >
      <TextInput
        label="Identifiant de l’organisation"
        description="Le premier mot de son adresse dans Palier : « association-le-pas »."
        {...form.getInputProps('slug')}
      />
      <Select label="Nature" data={kindChoices} {...form.getInputProps('kind')} />
    </SideForm>
  )
}
