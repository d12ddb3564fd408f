import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { RehearsedInput } from '#contract/deadlines.ts'
import type { Parameter } from '#contract/settings.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/deadlines/deadlines.module.css'
import { formatParameter, readParameter, unitSuffix } from '#web/settings/parameter-value.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useApiQuery } from '#web/use-api.ts'

const kinds = [
  { value: 'holiday-added', label: 'un jour férié de plus' },
  { value: 'holiday-removed', label: 'un jour férié de moins' },
  { value: 'parameter', label: 'un délai d’une autre longueur' },
  { value: 'reform-moved', label: 'la réforme des impayés du 1er janvier 2027 à un autre jour' },
] as const
type Kind = (typeof kinds)[number]['value']
type Values = { kind: Kind; day: PlainDate | null; key: string | null; typed: string }

/** Lengths are whole months, days or counts: the other figures start no date. */
const isLength = ({ unit }: Parameter): boolean => unit === 'months' || unit === 'days' || unit === 'count'

const dayLabels: Readonly<Record<Kind, string>> = {
  'holiday-added': 'Jour férié ajouté',
  'holiday-removed': 'Jour férié retiré',
  parameter: 'À partir du',
  'reform-moved': 'Elle commencerait le',
}

export const RehearsalForm = ({ onTry }: { onTry: (change: RehearsedInput) => void }) => {
  const form = useForm<Values>({ initialValues: { kind: 'holiday-added', day: null, key: null, typed: '' } })
  const { kind } = form.values
  const { data, error } = useApiQuery(api.settings.listParameters, {}, { enabled: kind === 'parameter' })
  const lengths = data?.rows.filter(isLength) ?? []
  const parameter = lengths.find(({ key }) => key === form.values.key)
  const change = changeIn(form.values, parameter)
  return (
    <PageForm
      onSubmit={form.onSubmit(() => change && onTry(change))}
      command={{ isRunning: false, failure: error ? 'Les paramètres n’ont pas pu être lus.' : undefined }}
      submitLabel="Essayer"
      because={change ? undefined : 'Remplissez ce qui changerait.'}
    >
      <div className={classes.tried}>
        <Select
          label="Ce qui changerait"
          data={kinds}
          allowDeselect={false}
          {...form.getInputProps('kind')}
        />
        {kind === 'parameter' && (
          <>
            <Select
              label="Délai"
              searchable
              limit={50}
              data={lengths.map(({ key, subject, label }) => ({
                value: key,
                label: `${subject} : ${label}`,
              }))}
              {...form.getInputProps('key')}
            />
            <TextInput
              label="Nouvelle longueur"
              inputMode="numeric"
              description={
                parameter?.current
                  ? `aujourd’hui : ${formatParameter(parameter.current.value, parameter.unit)}`
                  : undefined
              }
              rightSection={parameter ? unitSuffix[parameter.unit] : undefined}
              rightSectionWidth={56}
              {...form.getInputProps('typed')}
            />
          </>
        )}
        <DayInput label={dayLabels[kind]} {...form.getInputProps('day')} />
      </div>
    </PageForm>
  )
}

/** Undefined while something is missing or cannot be read. */
const changeIn = (
  { kind, day, typed }: Values,
  parameter: Parameter | undefined,
): RehearsedInput | undefined => {
  if (!day) return undefined
  if (kind === 'reform-moved') return { kind, to: day }
  if (kind !== 'parameter') return { kind, day }
  if (!parameter || parameter.unit === 'cents' || parameter.unit === 'boolean') return undefined
  const value = readParameter(typed, parameter.unit)
  return value === undefined ? undefined : { kind, key: parameter.key, value, from: day }
}
