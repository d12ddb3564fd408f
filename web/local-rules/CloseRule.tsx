import { useState } from 'react'
import type { RuleView } from '#contract/local-rule-shapes.ts'
import { api } from '#web/client.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

/** The rules answer no more after their last day; nothing shipped takes their place. */
export const CloseRule = ({ rule: { own } }: { rule: RuleView }) => {
  const today = useToday()
  const editing = useAccess('edit-local-rules')
  const [isAsking, setAsking] = useState(false)
  const [lastDay, setLastDay] = useState(today)
  const command = useApiCommand(api.localRules.close, { onDone: () => void notify('Règles closes.') })
  if (!own) return null
  return (
    <>
      <ReasonedButton variant="default" because={editing.because} onClick={() => setAsking(true)}>
        Clore
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Clore ces règles ?"
        confirmLabel="Clore les règles"
        isDangerous
        command={command}
        onConfirm={() => command.run({ ruleId: own.ruleId, version: own.version, lastDay })}
      >
        <p>{typeset('Après ce jour, Palier ne dira plus rien du fonds de ce territoire.')}</p>
        <DayInput label="Dernier jour" value={lastDay} onChange={(day) => day && setLastDay(day)} />
      </ConfirmDialog>
    </>
  )
}
