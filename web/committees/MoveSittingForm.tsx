import { Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useSittingCommand } from '#web/committees/use-sitting-command.ts'
import type { Sitting } from '#web/committees/views.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Values = { heldOn: PlainDate | null; startsAt: string; place: string; reason: string }

/** Another day, hour or place; another day is given a reason, which the members read. */
export const MoveSittingForm = ({ sitting, onClose }: { sitting: Sitting; onClose: () => void }) => {
  const { id: sittingId, version } = sitting
  const form = useForm<Values>({
    initialValues: {
      heldOn: sitting.heldOn,
      startsAt: sitting.startsAt ?? '',
      place: sitting.place ?? '',
      reason: '',
    },
  })
  const draft = useFormDraft(`sitting-move/${sittingId}`, form, form.values)
  const move = useSittingCommand(api.committees.moveSitting, {
    onDone: ({ told, toTell }) => {
      draft.clear()
      void notify(doneWords(told.length, toTell))
      onClose()
    },
  })
  const issues = useIssues(form, move.issues, ['startsAt', 'place', 'reason'])
  const { heldOn } = form.values
  const isMoved = heldOn !== null && heldOn !== sitting.heldOn
  const reason = form.values.reason.trim()
  const decided = sitting.itemCount > sitting.pendingCount
  return (
    <SideForm
      title="Déplacer la séance"
      opened
      onClose={onClose}
      command={move}
      issues={issues}
      draft={draft}
      submitLabel={isMoved ? `Déplacer au ${formatDate(heldOn)}` : 'Enregistrer'}
      because={becauseOf({ heldOn, isMoved, reason, decided })}
      onSubmit={form.onSubmit((values) => {
        if (!heldOn) return
        const startsAt = values.startsAt.trim() || null
        const place = values.place.trim() || null
        void move.run({ sittingId, version, heldOn, startsAt, place, reason: isMoved ? reason : null })
      })}
    >
      <DayInput label="Jour" data-autofocus {...form.getInputProps('heldOn')} value={heldOn} />
      <TextInput label="Heure" placeholder="14:30" {...form.getInputProps('startsAt')} />
      <TextInput label="Lieu" maxLength={120} {...form.getInputProps('place')} />
      {isMoved && (
        <>
          <Textarea
            label="Pourquoi un autre jour"
            autosize
            minRows={2}
            maxLength={500}
            {...form.getInputProps('reason')}
          />
          <Notice kind="plain">{tellWords(sitting)}</Notice>
        </>
      )}
    </SideForm>
  )
}

type State = { heldOn: PlainDate | null; isMoved: boolean; reason: string; decided: boolean }

const becauseOf = ({ heldOn, isMoved, reason, decided }: State): string | undefined => {
  if (!heldOn) return 'Choisissez le jour.'
  if (isMoved && decided) return 'Une décision est déjà écrite : la séance ne change plus de jour.'
  return isMoved && !reason ? 'Dites pourquoi la séance change de jour.' : undefined
}

const tellWords = ({ members }: Sitting): string => {
  const outside = members.filter(({ membershipId }) => membershipId === null).map(({ name }) => name)
  const within = 'Les membres qui travaillent ici la trouvent dans leur journée, avec le motif.'
  return outside.length > 0 ? `${within} À prévenir vous-même : ${outside.join(', ')}.` : within
}

const doneWords = (told: number, toTell: readonly string[]): string => {
  const words =
    told > 0
      ? `Séance changée, ${told} membre${told > 1 ? 's' : ''} averti${told > 1 ? 's' : ''}.`
      : 'Séance changée.'
  return toTell.length > 0 ? `${words} À prévenir : ${toTell.join(', ')}.` : words
}
