import { Button } from '@mantine/core'
import { api } from '#web/client.ts'
import type { Batch } from '#web/communications/BatchPage.tsx'
import type { Recipient } from '#web/communications/RecipientsSection.tsx'
import { useAccess } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { batch: Batch; recipient: Recipient }

/** Taking somebody out before the release; saying whether a message cut short has left. */
export const RecipientActs = ({ batch: { batchId, state: batchState }, recipient }: Props) => {
  const { messageId, householdLabel, state } = recipient
  const { allowed } = useAccess('send-messages')
  const exclude = useApiCommand(api.communications.excludeRecipient, {
    onDone: () => void notify(`${householdLabel} ne recevra pas cet envoi.`),
  })
  const settle = useApiCommand(api.communications.settleUncertain, {
    onDone: () => void notify('C’est noté.'),
  })
  if (!allowed) return null
  if (state === 'planned' && batchState === 'rehearsed')
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        loading={exclude.isRunning}
        onClick={() => void exclude.run({ batchId, messageId })}
      >
        Retirer<span className="on-screen-readers"> {householdLabel} de l’envoi</span>
      </Button>
    )
  if (state !== 'uncertain') return null
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={settle.isRunning}
        onClick={() => void settle.run({ batchId, messageId, hasLeft: true })}
      >
        Il est parti
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        loading={settle.isRunning}
        onClick={() => void settle.run({ batchId, messageId, hasLeft: false })}
      >
        L’envoyer
      </Button>
    </>
  )
}
