import { NumberInput, Radio, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Reception } from '#contract/reception.ts'
import type { Audience } from '#domain/casework/kinds.ts'
import type { ReceptionForm, ReceptionOutcome, ReceptionSubject } from '#domain/reception/kinds.ts'
import { audienceChoices } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { formChoices, outcomeChoices, subjectChoices } from '#web/reception/choices.ts'
import classes from '#web/reception/reception.module.css'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  outcome: ReceptionOutcome | null
  subject: ReceptionSubject
  form: ReceptionForm
  minutes: number | string
  body: string
  audience: Audience
}

type Props = { reception: Reception; onClose: () => void }

export const EndForm = ({ reception, onClose }: Props) => {
  const { receptionId, version, household, subject, form: given } = reception
  const form = useForm<Values>({
    initialValues: { outcome: null, subject, form: given, minutes: '', body: '', audience: 'team' },
  })
  const draft = useFormDraft(`end-reception/${receptionId}`, form, form.values)
  const command = useApiCommand(api.reception.end, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['outcome', 'subject', 'form', 'minutes', 'body'])
  const { outcome, minutes, body, audience } = form.values
  const send = (chosen: ReceptionOutcome) =>
    command.run({
      ...{ receptionId, version, outcome: chosen },
      ...{ subject: form.values.subject, form: form.values.form },
      minutes: typeof minutes === 'number' ? minutes : null,
      entry: household && body.trim() ? { body, audience } : null,
    })
  return (
    <SideForm
      title={`Terminer l’entretien n° ${reception.dayNumber}`}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Terminer"
      because={outcome ? undefined : 'Dites ce que l’entretien a donné.'}
      onSubmit={form.onSubmit(() => {
        if (outcome) void send(outcome)
      })}
    >
      <Select
        label="Ce que l’entretien a donné"
        data={outcomeChoices}
        data-autofocus
        {...form.getInputProps('outcome')}
      />
      <Select
        label="Pour quoi"
        data={subjectChoices}
        allowDeselect={false}
        {...form.getInputProps('subject')}
      />
      <Radio.Group label="Quel accueil" {...form.getInputProps('form')}>
        {formChoices.map(({ value, label }) => (
          <Radio key={value} mt="xs" value={value} label={label} />
        ))}
      </Radio.Group>
      <NumberInput
        label="Durée en minutes"
        description="Laissez vide : l’horloge la donne."
        min={0}
        max={600}
        {...form.getInputProps('minutes')}
      />
      {household ? (
        <>
          <Textarea
            label={`À écrire au fil de ${household.label}`}
            description="Facultatif. Pas de numéro de sécurité sociale, pas de détail de santé."
            autosize
            minRows={4}
            maxLength={5000}
            {...form.getInputProps('body')}
          />
          <Select
            label="Qui pourra le lire"
            data={audienceChoices}
            allowDeselect={false}
            {...form.getInputProps('audience')}
          />
        </>
      ) : (
        <p className={classes.soft}>Accueil anonyme : rien n’est écrit de la personne, il compte.</p>
      )}
    </SideForm>
  )
}
