import { Button, TextInput } from '@mantine/core'
import { useId } from 'react'
import { LineActs } from '#web/programmes/LineActs.tsx'
import classes from '#web/programmes/programmes.module.css'
import { moved, nextKey, type SectionProps } from '#web/programmes/section.ts'

export const PhaseFields = ({ definition: { phases }, set, wrong }: SectionProps) => {
  const id = useId()
  const key = nextKey(
    'phase',
    phases.map((phase) => phase.key),
  )
  return (
    <fieldset className={classes.group} aria-describedby={id}>
      <legend>Phases, dans l’ordre</legend>
      <p id={id} className={classes.hint}>
        Aucune phase : la mesure n’en a qu’une.
      </p>
      {wrong('phases') && <p className={classes.wrong}>{wrong('phases')}</p>}
      <ol className={classes.lines}>
        {phases.map((phase, index) => (
          <li key={phase.key} className={classes.phase}>
            <TextInput
              aria-label={`Phase ${index + 1}`}
              maxLength={120}
              value={phase.label}
              onChange={({ currentTarget: { value: label } }) =>
                set({ phases: phases.map((one, place) => (place === index ? { ...one, label } : one)) })
              }
            />
            <LineActs
              name={`la phase ${phase.label || index + 1}`}
              isFirst={index === 0}
              isLast={index === phases.length - 1}
              onMove={(by) => set({ phases: moved(phases, index, by) })}
              onRemove={() => set({ phases: phases.filter((_, place) => place !== index) })}
            />
          </li>
        ))}
      </ol>
      <Button variant="default" onClick={() => set({ phases: [...phases, { key, label: '' }] })}>
        Ajouter une phase
      </Button>
    </fieldset>
  )
}
