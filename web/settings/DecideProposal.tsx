import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Override } from '#contract/settings.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

/** The second person puts the value in force, or refuses it and says why. */
export const DecideProposal = ({ override }: { override: Override }) => {
  const { allowed, because } = useAccess('check-parameters')
  const [isRefusing, setRefusing] = useState(false)
  const [reason, setReason] = useState('')
  const decide = useApiCommand(api.settings.decideParameter)
  const barrier = allowed ? undefined : because
  const own = override.isMine ? 'Une autre personne que vous doit la vérifier.' : barrier
  if (isRefusing)
    return (
      <PageForm
        onSubmit={(event) => {
          event.preventDefault()
          void decide.run({ overrideId: override.id, decision: 'refuse', reason })
        }}
        command={decide}
        submitLabel="Refuser cette valeur"
        because={reason.trim() === '' ? 'Dites pourquoi elle est refusée.' : undefined}
        onCancel={() => setRefusing(false)}
      >
        <TextInput
          label="Pourquoi"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </PageForm>
    )
  return (
    <Group gap="xs">
      <ReasonedButton
        size="compact-sm"
        because={own}
        loading={decide.isRunning}
        onClick={() => void decide.run({ overrideId: override.id, decision: 'accept' })}
      >
        Mettre en vigueur
      </ReasonedButton>
      {!own && (
        <Button size="compact-sm" variant="default" onClick={() => setRefusing(true)}>
          Refuser
        </Button>
      )}
    </Group>
  )
}
