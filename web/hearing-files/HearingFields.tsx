import { TextInput } from '@mantine/core'
import type { useForm } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { DayInput } from '#web/ui/DayInput.tsx'

export type HearingValues = {
  hearingOn: PlainDate | null
  hearingTime: string
  court: string
  lawyer: string
}
export const noHearing: HearingValues = { hearingOn: null, hearingTime: '', court: '', lawyer: '' }

type Props = {
  input: (name: keyof HearingValues) => ReturnType<ReturnType<typeof useForm>['getInputProps']>
  hearingOn: PlainDate | null
}

/** When, where, and who speaks for the household. */
export const HearingFields = ({ input, hearingOn }: Props) => (
  <>
    <DayInput label="Jour de l’audience" {...input('hearingOn')} value={hearingOn} />
    <TextInput label="Heure" type="time" {...input('hearingTime')} />
    <TextInput label="Tribunal" placeholder="Tribunal judiciaire de…" maxLength={200} {...input('court')} />
    <TextInput label="Avocat ou personne qui représente" maxLength={200} {...input('lawyer')} />
  </>
)
