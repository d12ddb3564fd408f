import { useState } from 'react'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand } from '#web/use-api.ts'

export const CloseOrReopen = ({ programme }: { programme: ProgrammeView }) => {
  const { programmeId, version, closedOn, running } = programme
  const editing = useAccess('edit-programmes')
  const [isAsking, setAsking] = useState(false)
  const close = useApiCommand(api.programmes.close, {
    onDone: () => void notify('Dispositif fermé.'),
  })
  const reopen = useApiCommand(api.programmes.reopen, {
    onDone: () => void notify('Dispositif rouvert.'),
  })
  const word = closedOn ? 'Rouvrir' : 'Fermer'
  const command = closedOn ? reopen : close
  return (
    <>
      <ReasonedButton variant="default" because={editing.because} onClick={() => setAsking(true)}>
        {word}
      </ReasonedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`${word} ce dispositif ?`}
        confirmLabel={`${word} le dispositif`}
        command={command}
        onConfirm={() => command.run({ programmeId, version })}
      >
        {closedOn
          ? 'De nouvelles mesures pourront s’ouvrir, avec la dernière version.'
          : tellClosing(running)}
      </ConfirmDialog>
    </>
  )
}

const tellClosing = (running: number) => {
  if (running === 0) return 'Plus aucune mesure ne pourra s’ouvrir. Vous pourrez le rouvrir.'
  const going =
    running === 1
      ? 'La mesure en cours continue'
      : `Les ${formatInteger(running)} mesures en cours continuent`
  return `Plus aucune mesure ne pourra s’ouvrir. ${going}. Vous pourrez le rouvrir.`
}
