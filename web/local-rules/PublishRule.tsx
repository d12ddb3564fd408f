import { useState } from 'react'
import type { RuleView } from '#contract/local-rule-shapes.ts'
import { addDays, formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { rule: RuleView; ruleId: string; version: number; onClose: () => void }

export const PublishRule = ({ rule: { versions }, ruleId, version, onClose }: Props) => {
  const today = useToday()
  const [latest] = versions
  const earliest = latest && addDays(latest.validFrom, 1)
  const [validFrom, setValidFrom] = useState(earliest && earliest > today ? earliest : today)
  const command = useApiCommand(api.localRules.publish, {
    onDone: ({ number }) => void notify(`Version ${number} en vigueur.`),
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Mettre ces règles en vigueur ?"
      confirmLabel="Mettre en vigueur"
      command={command}
      onConfirm={() => command.run({ ruleId, version, validFrom })}
    >
      <p>
        {typeset(
          latest && (latest.validTo === null || latest.validTo >= validFrom)
            ? `La version ${latest.number} s’arrêtera le ${formatDate(addDays(validFrom, -1))}. Les demandes déjà évaluées ne changent pas.`
            : 'À partir de ce jour, Palier applique ces règles aux demandes de ce territoire.',
        )}
      </p>
      <DayInput
        label="À partir du"
        min={earliest}
        value={validFrom}
        onChange={(day) => day && setValidFrom(day)}
      />
    </ConfirmDialog>
  )
}
