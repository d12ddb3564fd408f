import { Radio } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { api } from '#web/client.ts'
import { nobodyYet } from '#web/reception/choices.ts'
import { WhoFields, type WithCommune, whoOf } from '#web/reception/WhoFields.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { placeId: string; onClose: () => void }

export const WelcomeForm = ({ placeId, onClose }: Props) => {
  const [way, setWay] = useState<'walk-in' | 'phone'>('walk-in')
  const form = useForm<WithCommune>({ initialValues: { ...nobodyYet, commune: [] } })
  const command = useApiCommand(api.reception.welcome, {
    onDone: ({ dayNumber }) => {
      notify(`Numéro ${dayNumber} : dans la file.`)
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['subject', 'emergency', 'form'])
  return (
    <SideForm
      title="Accueillir une personne"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel="Mettre dans la file"
      onSubmit={form.onSubmit((values) => void command.run({ placeId, way, ...whoOf(values) }))}
    >
      <Radio.Group
        label="La personne"
        value={way}
        onChange={(value) => setWay(value === 'phone' ? 'phone' : 'walk-in')}
      >
        <Radio mt="xs" value="walk-in" label="est sur place" />
        <Radio mt="xs" value="phone" label="est au téléphone" />
      </Radio.Group>
      <WhoFields form={form} />
    </SideForm>
  )
}
