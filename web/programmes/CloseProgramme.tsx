import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { CloseOrReopen } from '#web/definitions/CloseOrReopen.tsx'
import { useAccess } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { useApiCommand } from '#web/use-api.ts'

export const CloseProgramme = ({ programme }: { programme: ProgrammeView }) => {
  const { programmeId, version, closedOn, running } = programme
  const { because } = useAccess('edit-programmes')
  const close = useApiCommand(api.programmes.close, { onDone: () => void notify('Dispositif fermé.') })
  const reopen = useApiCommand(api.programmes.reopen, { onDone: () => void notify('Dispositif rouvert.') })
  const command = closedOn ? reopen : close
  return (
    <CloseOrReopen
      isClosed={closedOn !== null}
      noun="dispositif"
      because={because}
      command={command}
      confirm={() => command.run({ programmeId, version })}
    >
      {closedOn ? 'De nouvelles mesures pourront s’ouvrir, avec la dernière version.' : tellClosing(running)}
    </CloseOrReopen>
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
