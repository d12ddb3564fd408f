import { Button, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { handoverLabels } from '#domain/measures/handover.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/measures/measures.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'

export type HandoverValues = {
  done: string
  remains: string
  dates: { on: PlainDate | null; what: string }[]
  risks: string
  told: string
}

export const emptyHandover: HandoverValues = { done: '', remains: '', dates: [], risks: '', told: '' }

export const handoverFields = ['done', 'remains', 'dates', 'risks', 'told', 'handover']

/** What the API expects: lines left empty are dropped. */
export const handoverOf = ({ done, remains, dates, risks, told }: HandoverValues) => ({
  done,
  remains,
  dates: dates.flatMap(({ on, what }) => (on && what.trim() ? [{ on, what }] : [])),
  risks: risks.trim() || null,
  told: told.trim() || null,
})

export const whyNotHandover = ({ done, remains, dates }: HandoverValues): string | undefined => {
  if (!done.trim() || !remains.trim()) return 'Écrivez ce qui a été fait et ce qui reste à faire.'
  return dates.some(({ on, what }) => (on === null) !== (what.trim() === ''))
    ? 'Une date à venir n’est pas complète.'
    : undefined
}

/** What whoever takes over must know: a colleague or another service. */
export const HandoverFields = <V extends HandoverValues>({ form }: { form: UseFormReturnType<V> }) => (
  <>
    <Textarea
      label={handoverLabels.done}
      autosize
      minRows={3}
      maxLength={10_000}
      {...form.getInputProps('done')}
    />
    <Textarea
      label={handoverLabels.remains}
      description="Ce qui presse, ce qui compte pour le ménage."
      autosize
      minRows={3}
      maxLength={10_000}
      {...form.getInputProps('remains')}
    />
    <fieldset className={classes.dates}>
      <legend>{handoverLabels.dates}</legend>
      {form.values.dates.map(({ on }, rank) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else of its own while it is written.
        <div key={rank} className={classes.date}>
          <DayInput label="Le" {...form.getInputProps(`dates.${rank}.on`)} value={on} />
          <TextInput label="Quoi" maxLength={200} {...form.getInputProps(`dates.${rank}.what`)} />
          <Button variant="subtle" onClick={() => form.removeListItem('dates', rank)}>
            Retirer
          </Button>
        </div>
      ))}
      <Button
        variant="default"
        disabled={form.values.dates.length >= 20}
        onClick={() => form.setFieldValue('dates', [...form.values.dates, { on: null, what: '' }] as never)}
      >
        Ajouter une date
      </Button>
    </fieldset>
    <Textarea
      label={handoverLabels.risks}
      autosize
      minRows={2}
      maxLength={5_000}
      {...form.getInputProps('risks')}
    />
    <Textarea
      label={handoverLabels.told}
      description="Le ménage d’abord, puis le travailleur social référent, le bailleur…"
      autosize
      minRows={2}
      maxLength={2_000}
      {...form.getInputProps('told')}
    />
  </>
)
