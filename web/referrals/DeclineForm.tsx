import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type DeclineReason, declineReasonLabels, declineReasons } from '#domain/referrals/states.ts'
import { api } from '#web/client.ts'
import { whoReads } from '#web/referrals/MessageForms.tsx'
import type { ActProps } from '#web/referrals/ReferralActs.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

export const DeclineForm = ({ referral, onClose }: ActProps) => {
  const form = useForm<{ reason: DeclineReason | null; message: string }>({
    initialValues: { reason: null, message: '' },
  })
  const draft = useFormDraft(`decline/${referral.id}`, form, form.values)
  const decline = useApiCommand(api.referrals.decline, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, decline.issues, ['reason', 'message'])
  return (
    <SideForm
      title="Décliner la demande"
      opened
      onClose={onClose}
      command={decline}
      issues={issues}
      draft={draft}
      submitLabel="Décliner la demande"
      because={form.values.reason === null ? 'Choisissez un motif.' : undefined}
      onSubmit={form.onSubmit(({ reason, message }) =>
        reason === null
          ? undefined
          : void decline.run({
              ...{ referralId: referral.id, version: referral.version, reason },
              message: message.trim() || null,
            }),
      )}
    >
      <Select
        label="Motif"
        description="Il reste ici, pour les bilans : l’expéditeur ne le lit pas."
        data={declineReasons.map((value) => ({ value, label: declineReasonLabels[value] }))}
        {...form.getInputProps('reason')}
      />
      <Textarea
        label="Ce qui est dit à l’expéditeur"
        description={whoReads(referral)}
        autosize
        minRows={3}
        maxLength={5000}
        {...form.getInputProps('message')}
      />
    </SideForm>
  )
}
