import { Radio, Select, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { CheckView } from '#contract/measure-shapes.ts'
import type { api } from '#web/client.ts'
import { CheckLine } from '#web/measures/CheckLine.tsx'
import classes from '#web/measures/measures.module.css'
import type { RequestValues } from '#web/measures/request-values.ts'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'

export type RequestableProgramme = Awaited<
  ReturnType<typeof api.measures.previewRequest>
>['programmes'][number]
type Form = UseFormReturnType<RequestValues>

const standings = {
  settled: 'critères remplis',
  'to-check': 'à vérifier',
  refused: 'un critère n’est pas rempli',
} as const

type Props = {
  programmes: readonly RequestableProgramme[]
  chosen: RequestableProgramme | undefined
  form: Form
}

/** The programmes the household may enter come first; the criteria of the chosen one are laid out. */
export const ProgrammeChoice = ({ programmes, chosen, form }: Props) => {
  const groups = (['settled', 'to-check', 'refused'] as const).map((state) => ({
    group: standings[state],
    items: programmes
      .filter(({ eligibility }) => eligibility === state)
      .map(({ programmeId, name }) => ({ value: programmeId, label: name })),
  }))
  return (
    <>
      <Select
        label="Dispositif"
        searchable
        placeholder={programmes.length === 0 ? 'Aucun dispositif publié' : ''}
        data={groups.filter(({ items }) => items.length > 0)}
        {...form.getInputProps('programmeId')}
      />
      {chosen && <Chosen programme={chosen} form={form} />}
      {programmes.length === 0 && (
        <EmptyState title="Aucun dispositif ouvert">
          Un responsable publie d’abord un dispositif, dans « Accompagnements », onglet « Dispositifs ».
        </EmptyState>
      )}
    </>
  )
}

const Chosen = ({ programme, form }: { programme: RequestableProgramme; form: Form }) => {
  const { summary, checks, running, capacity } = programme
  return (
    <>
      {summary && <p className={classes.small}>{summary}</p>}
      {capacity !== null && <p className={classes.small}>{`Places : ${running} prises sur ${capacity}.`}</p>}
      <ul className={classes.checks} aria-label="Critères du dispositif">
        {checks.map((check) => (
          <li key={check.testKey}>
            <CheckLine check={asAnswered(check, form.values)} />
            {check.byPerson && <AnswerFields check={check} form={form} />}
            {asAnswered(check, form.values).answer === 'no' && <DerogationField check={check} form={form} />}
          </li>
        ))}
      </ul>
      {checks.some((check) => asAnswered(check, form.values).answer === 'to-check') && (
        <Notice kind="soon">
          Ce qui reste à vérifier peut l’être plus tard : la mesure ne commencera pas avant.
        </Notice>
      )}
    </>
  )
}

const asAnswered = (check: CheckView, { answers }: RequestValues): CheckView => {
  const given = answers[check.testKey]
  return check.byPerson && given?.answer
    ? { ...check, answer: given.answer, reason: given.reason || 'Dites pourquoi.' }
    : check
}

const AnswerFields = ({ check, form }: { check: CheckView; form: Form }) => {
  const given = form.values.answers[check.testKey] ?? { answer: null, reason: '' }
  const change = (part: Partial<typeof given>) =>
    form.setFieldValue('answers', { ...form.values.answers, [check.testKey]: { ...given, ...part } })
  return (
    <>
      <Radio.Group
        label="Votre réponse"
        value={given.answer ?? ''}
        onChange={(value) => change({ answer: value === 'yes' ? 'yes' : 'no' })}
      >
        <Radio mt={4} value="yes" label="Oui" />
        <Radio mt={4} value="no" label="Non" />
      </Radio.Group>
      {given.answer && (
        <TextInput
          label="Pourquoi"
          maxLength={500}
          value={given.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      )}
    </>
  )
}

const DerogationField = ({ check, form }: { check: CheckView; form: Form }) => {
  const manage = useAccess('manage-measures')
  if (!manage.allowed)
    return <p className={classes.small}>Un responsable peut accorder une dérogation, avec son motif.</p>
  return (
    <Textarea
      label="Dérogation : pourquoi laisser passer ce critère"
      autosize
      minRows={2}
      maxLength={500}
      value={form.values.derogations[check.testKey] ?? ''}
      onChange={(event) =>
        form.setFieldValue('derogations', {
          ...form.values.derogations,
          [check.testKey]: event.currentTarget.value,
        })
      }
    />
  )
}
