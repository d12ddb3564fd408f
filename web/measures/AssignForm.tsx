import { Select } from '@mantine/core'
import { useState } from 'react'
import type { MeasureView } from '#contract/measure-shapes.ts'
import { type WorkerPart, workerPartLabels, workerParts } from '#domain/measures/lists.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'

export const AssignForm = ({ measure, onClose }: { measure: MeasureView; onClose: () => void }) => {
  const today = useToday()
  const { workers, volunteers } = useColleagues()
  const [part, setPart] = useState<WorkerPart>(measure.leadId ? 'support' : 'lead')
  const [membershipId, setMembershipId] = useState<string | null>(null)
  const [fromOn, setFromOn] = useState<PlainDate | null>(today)
  const command = useMeasureCommand(api.measures.assign, { onDone: onClose })
  const { measureId, version } = measure
  return (
    <SideForm
      title="Confier la mesure"
      opened
      onClose={onClose}
      command={command}
      submitLabel="Confier"
      because={membershipId && fromOn ? undefined : 'Choisissez une personne et une date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (membershipId && fromOn) void command.run({ measureId, version, membershipId, part, fromOn })
      }}
    >
      <Select
        label="En tant que"
        data={choicesOf(workerParts, workerPartLabels)}
        value={part}
        onChange={(chosen) => {
          setPart(workerParts.find((one) => one === chosen) ?? 'lead')
          setMembershipId(null)
        }}
      />
      <Select
        label="Personne"
        searchable
        data-autofocus
        data={part === 'volunteer' ? volunteers : workers}
        value={membershipId}
        onChange={setMembershipId}
      />
      <DayInput
        label="À partir du"
        description="La personne lit le dossier du ménage à partir de ce jour."
        value={fromOn}
        onChange={setFromOn}
      />
    </SideForm>
  )
}
