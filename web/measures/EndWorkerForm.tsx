import { useState } from 'react'
import type { MeasureView, WorkerView } from '#contract/measure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'

type Props = { measure: MeasureView; worker: WorkerView; onClose: () => void }

export const EndWorkerForm = ({ measure, worker, onClose }: Props) => {
  const today = useToday()
  const [untilOn, setUntilOn] = useState<PlainDate | null>(today)
  const command = useMeasureCommand(api.measures.endWorker, { onDone: onClose })
  const { measureId, version } = measure
  const { membershipId, part, fromOn, name } = worker
  return (
    <SideForm
      title={`Fin de participation : ${name}`}
      opened
      onClose={onClose}
      command={command}
      submitLabel="Mettre fin"
      because={untilOn ? undefined : 'Écrivez d’abord la date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (untilOn) void command.run({ measureId, version, membershipId, part, fromOn, untilOn })
      }}
    >
      <DayInput
        label="Dernier jour"
        description="Le dossier du ménage ne lui est plus ouvert ensuite, sauf autre mesure."
        data-autofocus
        min={fromOn}
        value={untilOn}
        onChange={setUntilOn}
      />
    </SideForm>
  )
}
