import { FileInput, MultiSelect, Radio, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { TechnicalReportView } from '#contract/technical-reports.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import {
  type TechnicalConcern,
  type TechnicalSubject,
  type TechnicalUrgency,
  technicalConcernLabels,
  technicalConcerns,
  technicalSubjectLabels,
  technicalSubjects,
  technicalUrgencies,
  technicalUrgencyLabels,
} from '#domain/technical-reports/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import classes from '#web/technical-reports/technical-reports.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand, useApiUpload } from '#web/use-api.ts'

type Values = {
  concerns: TechnicalConcern
  place: string
  subjects: TechnicalSubject[]
  urgency: TechnicalUrgency
  description: string
  seenOn: PlainDate | null
}
type Props = { onClose: () => void } & (
  | { householdId: string; place: string | null; report?: undefined }
  | { report: TechnicalReportView; householdId?: undefined; place?: undefined }
)

const valuesOf = (report: Values): Values => ({
  concerns: report.concerns,
  place: report.place,
  subjects: [...report.subjects],
  urgency: report.urgency,
  description: report.description,
  seenOn: report.seenOn,
})

const missing = ({ place, subjects, description, seenOn }: Values): string | undefined => {
  if (!place.trim()) return 'Indiquez où.'
  if (subjects.length === 0) return 'Choisissez au moins un sujet.'
  if (!description.trim()) return 'Décrivez ce que vous avez vu.'
  return seenOn ? undefined : 'Indiquez le jour.'
}

/** Told to whoever manages the place, and to nobody's social file: one describes the walls, not the people. */
export const WriteReportForm = ({ householdId, place, report, onClose }: Props) => {
  const today = useToday()
  const [photos, setPhotos] = useState<File[]>([])
  const form = useForm<Values>({
    initialValues: report
      ? valuesOf(report)
      : {
          concerns: 'dwelling',
          place: place ?? '',
          subjects: [],
          urgency: 'ordinary',
          description: '',
          seenOn: today,
        },
  })
  const draft = useFormDraft(`technical-report/${report?.id ?? householdId}`, form, form.values)
  const upload = useApiUpload(api.technicalReports.addPhoto)
  const finish = async (reportId: string, told: string) => {
    draft.clear()
    for (const photo of photos) await upload.run({ reportId }, photo)
    void notify(told)
    onClose()
  }
  const write = useApiCommand(api.technicalReports.write, {
    onDone: ({ reportId, answerDueOn }) =>
      void finish(reportId, `Signalement transmis. Réponse attendue pour le ${formatDate(answerDueOn)}.`),
  })
  const change = useApiCommand(api.technicalReports.change, {
    onDone: (_, { reportId }) => void finish(reportId, 'Signalement corrigé.'),
  })
  const command = report ? change : write
  const stale = useStaleEdit<Values & { version: number }>(report?.version ?? 1, change)
  const issues = useIssues(form, command.issues, ['place', 'subjects', 'description', 'seenOn'])
  const { values } = form
  const save = (version: number) => {
    const { seenOn } = values
    if (!seenOn) return
    const facts = { ...values, seenOn, place: values.place.trim(), description: values.description.trim() }
    if (report) void change.run({ reportId: report.id, version, ...facts })
    else if (householdId) void write.run({ householdId, ...facts })
  }
  return (
    <SideForm
      title={report ? 'Corriger le signalement' : 'Signaler un problème technique'}
      opened
      onClose={onClose}
      command={{ ...command, isRunning: command.isRunning || upload.isRunning }}
      draft={draft}
      issues={issues}
      because={missing(values)}
      submitLabel={report ? 'Enregistrer' : 'Transmettre à la gestion'}
      onSubmit={form.onSubmit(() => save(stale.version))}
      banner={stale.banner({
        fields: (theirs) => [
          { label: 'Où', mine: values.place, theirs: theirs.place },
          { label: 'Ce que vous avez vu', mine: values.description, theirs: theirs.description },
        ],
        onKeepMine: save,
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <Radio.Group label="Concerne" {...form.getInputProps('concerns')}>
        <div className={classes.choices}>
          {technicalConcerns.map((one) => (
            <Radio key={one} value={one} label={technicalConcernLabels[one]} />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        label="Où"
        description="Adresse, étage, pièce ou partie commune."
        maxLength={300}
        {...form.getInputProps('place')}
      />
      <MultiSelect
        label="Sujets"
        placeholder={values.subjects.length === 0 ? 'Choisir' : ''}
        data={choicesOf(technicalSubjects, technicalSubjectLabels)}
        {...form.getInputProps('subjects')}
      />
      <Radio.Group label="Urgence" {...form.getInputProps('urgency')}>
        <div className={classes.choices}>
          {technicalUrgencies.map((one) => (
            <Radio key={one} value={one} label={technicalUrgencyLabels[one]} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label="Ce que vous avez vu"
        description="Le logement, jamais les personnes : la gestion locative lit ce texte."
        autosize
        minRows={4}
        maxLength={5_000}
        {...form.getInputProps('description')}
      />
      <DayInput
        label="Vu le"
        max={today}
        value={values.seenOn}
        onChange={(day) => form.setFieldValue('seenOn', day)}
      />
      <FileInput
        label="Photos"
        description="JPEG ou PNG, dix au plus. Sans visage ni papier."
        placeholder="Choisir des photos"
        multiple
        clearable
        accept="image/jpeg,image/png"
        value={photos}
        onChange={(chosen) => setPhotos(chosen.slice(0, 10))}
      />
    </SideForm>
  )
}
