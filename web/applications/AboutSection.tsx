import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { ApplicationView } from '#contract/application-shapes.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import { fundingPurposeLabels } from '#domain/funding/product-kinds.ts'
import { applicantStatusLabels, type Project } from '#domain/funding/project.ts'
import classes from '#web/applications/applications.module.css'
import { ContentFields } from '#web/applications/ContentFields.tsx'
import { type ContentValues, contentOf, valuesOf } from '#web/applications/content-values.ts'
import { useApplicationCommand } from '#web/applications/use-application-command.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

/** The project and whom it is for, as the file tells it. */
export const AboutSection = ({ application }: { application: ApplicationView }) => {
  const [isEditing, setEditing] = useState(false)
  const writing = useAccess('write-applications')
  const { content, communeName } = application
  return (
    <Section
      title="Le projet"
      actions={
        <ReasonedButton variant="default" because={writing.because} onClick={() => setEditing(true)}>
          Modifier
        </ReasonedButton>
      }
    >
      {content.summary && <p className={classes.summary}>{typeset(content.summary)}</p>}
      <FactList
        columns={2}
        facts={[
          { label: 'Domaine', value: fundingFieldLabels[content.field] },
          { label: 'Usage', value: fundingPurposeLabels[content.purpose] },
          { label: 'Commune du logement', value: communeName },
          ...projectFacts(content.project),
        ]}
      />
      {isEditing && <ContentForm application={application} onClose={() => setEditing(false)} />}
    </Section>
  )
}

const yesNo = (value: boolean | null) => (value === null ? null : value ? 'oui' : 'non')

const projectFacts = (project: Project) => [
  {
    label: 'Statut d’occupation',
    value: project.applicantStatus && applicantStatusLabels[project.applicantStatus],
  },
  ...[
    { label: 'Année de construction', value: project.dwellingBuiltYear },
    {
      label: 'Classe énergétique',
      value:
        project.energyLabelBefore &&
        `${project.energyLabelBefore}${project.energyLabelAfter ? ` → ${project.energyLabelAfter}` : ''}`,
    },
    {
      label: 'Travaux commencés',
      value: project.worksStartedOn ? (
        <>
          oui, le <Day date={project.worksStartedOn} />
        </>
      ) : (
        yesNo(project.areWorksStarted)
      ),
    },
    { label: 'Logement indigne', value: yesNo(project.isUnfitDwelling) },
    { label: 'Perte d’autonomie reconnue', value: yesNo(project.hasLossOfAutonomy) },
    { label: 'Refus d’une banque', value: yesNo(project.wasRefusedByBank) },
    {
      label: 'Dette due au bailleur',
      value: project.rentDebtCents === null ? null : <Amount cents={project.rentDebtCents} />,
    },
  ].filter(({ value }) => value !== null),
]

const ContentForm = ({ application, onClose }: { application: ApplicationView; onClose: () => void }) => {
  const { applicationId, version, householdId, filedOn, content: former, communeName } = application
  const form = useForm<ContentValues>({ initialValues: valuesOf(former, communeName) })
  const draft = useFormDraft(`application/${applicationId}`, form, form.values)
  const command = useApplicationCommand(api.applications.edit, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['field', 'purpose', 'summary'])
  const content = contentOf(form.values)
  return (
    <SideForm
      title="Le projet"
      opened
      onClose={onClose}
      size={560}
      command={command}
      draft={draft}
      issues={issues}
      because={content ? undefined : 'Choisissez d’abord le domaine et l’usage.'}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit(() => content && void command.run({ applicationId, version, content }))}
    >
      <ContentFields form={form} householdId={householdId} isFiled={filedOn !== null} />
    </SideForm>
  )
}
