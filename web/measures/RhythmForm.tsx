import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { MeasureView } from '#contract/measure-shapes.ts'
import { api } from '#web/client.ts'
import { useMeasureCommand } from '#web/measures/use-measure-command.ts'
import { SideForm } from '#web/ui/SideForm.tsx'

/** Every how many weeks, as the household wishes; empty, no rhythm is kept. */
export const RhythmForm = ({ measure, onClose }: { measure: MeasureView; onClose: () => void }) => {
  const { measureId, version, meetingWeeks } = measure
  const [weeks, setWeeks] = useState<number | null>(meetingWeeks)
  const command = useMeasureCommand(api.measures.setRhythm, { onDone: onClose })
  return (
    <SideForm
      title="Rythme des rencontres"
      opened
      onClose={onClose}
      command={command}
      submitLabel="Noter le rythme"
      onSubmit={(event) => {
        event.preventDefault()
        void command.run({ measureId, version, weeks })
      }}
    >
      <NumberInput
        label="Une rencontre toutes les… semaines"
        description="Convenu avec le ménage. Laissez vide s’il n’y a pas de rythme."
        data-autofocus
        min={1}
        max={52}
        allowDecimal={false}
        value={weeks ?? ''}
        onChange={(typed) => setWeeks(typeof typed === 'number' ? typed : null)}
      />
    </SideForm>
  )
}
