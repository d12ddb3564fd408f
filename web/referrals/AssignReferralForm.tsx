import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api } from '#web/client.ts'
import type { ActProps } from '#web/referrals/ReferralActs.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

export const AssignReferralForm = ({ referral, onClose }: ActProps) => {
  const colleagues = useApiQuery(api.identity.listColleagues, {})
  const form = useForm<{ assigneeId: string | null }>({
    initialValues: { assigneeId: referral.assignee?.id ?? null },
  })
  const assign = useApiCommand(api.referrals.assign, { onDone: onClose })
  return (
    <SideForm
      title="Confier la demande"
      opened
      onClose={onClose}
      command={assign}
      submitLabel="Confier"
      onSubmit={form.onSubmit(
        ({ assigneeId }) =>
          void assign.run({ referralId: referral.id, version: referral.version, assigneeId }),
      )}
    >
      <Select
        label="À qui"
        description="Vide : à personne ; les responsables sont prévenus avant l’échéance."
        searchable
        clearable
        data={(colleagues.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('assigneeId')}
      />
    </SideForm>
  )
}
