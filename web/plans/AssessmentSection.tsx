import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { z } from 'zod'
import type { SupportAssessment } from '#contract/plan-shapes.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/plans/plans.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { StaleNotice } from '#web/ui/StaleNotice.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Assessment = z.output<typeof SupportAssessment>
type Props = { householdId: string; assessment: Assessment | null }
type Values = { firstContactOn: PlainDate | null; assessedOn: PlainDate | null; summary: string }

const valuesOf = (assessment: Assessment | null): Values => ({
  firstContactOn: assessment?.firstContactOn ?? null,
  assessedOn: assessment?.assessedOn ?? null,
  summary: assessment?.summary ?? '',
})

export const AssessmentSection = ({ householdId, assessment }: Props) => {
  const [isEditing, setEditing] = useState(false)
  const edit = useAccess('edit-social-situation')
  const read = useAccess('read-social-situation')
  return (
    <Section
      title="Évaluation"
      actions={
        <ReasonedButton size="xs" variant="default" because={edit.because} onClick={() => setEditing(true)}>
          {assessment ? 'Modifier l’évaluation' : 'Noter le premier contact'}
        </ReasonedButton>
      }
    >
      <FactList
        columns={2}
        facts={[
          {
            label: 'Premier contact',
            value: assessment?.firstContactOn && <Day date={assessment.firstContactOn} />,
          },
          { label: 'Évaluation', value: assessment?.assessedOn && <Day date={assessment.assessedOn} /> },
        ]}
      />
      {assessment?.summary && <p className={classes.prose}>{assessment.summary}</p>}
      {!read.allowed && assessment && (
        <p className={classes.soft}>La synthèse est réservée aux travailleurs sociaux.</p>
      )}
      {isEditing && (
        <AssessmentForm householdId={householdId} assessment={assessment} onClose={() => setEditing(false)} />
      )}
    </Section>
  )
}

const AssessmentForm = ({ householdId, assessment, onClose }: Props & { onClose: () => void }) => {
  const today = useToday()
  const [version, setVersion] = useState(assessment?.version)
  const form = useForm<Values>({ initialValues: valuesOf(assessment) })
  const draft = useFormDraft(`assessment/${householdId}`, form, form.values)
  const command = useApiCommand(api.plans.recordAssessment, {
    onDone: () => {
      draft.clear()
      void notify('Évaluation enregistrée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['firstContactOn', 'assessedOn', 'summary'])
  const theirs =
    command.refusal?.reason === 'stale-version' ? (command.refusal.details as Assessment) : undefined
  const save = ({ summary, ...days }: Values, over = version) =>
    command.run({ householdId, ...days, summary: summary.trim() || null, ...(over ? { version: over } : {}) })
  return (
    <SideForm
      title="Évaluation de la situation"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit((values) => void save(values))}
      command={command}
      submitLabel="Enregistrer l’évaluation"
      issues={issues}
      draft={draft}
      banner={
        theirs && (
          <StaleNotice
            message={command.refusal?.message ?? ''}
            fields={staleFields(form.values, theirs)}
            onReload={() => undefined}
            onKeepMine={() => void save(form.values, theirs.version)}
            onTakeTheirs={() => {
              setVersion(theirs.version)
              form.setValues(valuesOf(theirs))
              command.reset()
            }}
          />
        )
      }
    >
      <DayInput
        label="Premier contact"
        description="Appel, visite ou rendez-vous : le premier échange réel."
        max={today}
        {...form.getInputProps('firstContactOn')}
        value={form.values.firstContactOn}
      />
      <DayInput
        label="Évaluation"
        description="Le jour où la situation a été vue dans son ensemble."
        max={today}
        {...form.getInputProps('assessedOn')}
        value={form.values.assessedOn}
      />
      <Textarea
        label="Synthèse"
        description="Lue seulement par ceux qui lisent la situation sociale."
        autosize
        minRows={6}
        maxLength={10_000}
        {...form.getInputProps('summary')}
      />
    </SideForm>
  )
}

const told = (day: PlainDate | null) => (day ? formatDate(day) : 'non renseigné')

const staleFields = (mine: Values, theirs: Assessment) =>
  [
    { label: 'Premier contact', mine: told(mine.firstContactOn), theirs: told(theirs.firstContactOn) },
    { label: 'Évaluation', mine: told(mine.assessedOn), theirs: told(theirs.assessedOn) },
    { label: 'Synthèse', mine: mine.summary, theirs: theirs.summary ?? '' },
  ].filter((field) => field.mine !== field.theirs)
