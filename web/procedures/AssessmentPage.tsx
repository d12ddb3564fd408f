import { Button, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { procedures } from '#contract/procedures.ts'
import {
  type AssessmentTexts,
  assessmentHeadingLabel,
  assessmentHeadings,
  isOptionalHeading,
  missingHeadings,
} from '#domain/procedures/assessment-headings.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/procedures/procedures.module.css'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiDownload, useApiQuery } from '#web/use-api.ts'

type Assessment = Output<typeof procedures.getAssessment>
type Named = { householdId: string; procedureId: string }

export const AssessmentPage = () => {
  const { householdId = '', procedureId = '' } = useParams()
  const slug = useOrganisationSlug()
  const named = { householdId, procedureId }
  const { data, error, refetch } = useApiQuery(api.procedures.getAssessment, named)
  return (
    <Page
      title="Diagnostic social et financier"
      crumbs={[{ label: 'Procédure', to: paths.procedure({ slug, ...named }) }]}
      subtitle={
        data?.writtenBy && data.writtenAt
          ? `Écrit par ${data.writtenBy}, ${formatInstant(data.writtenAt)}`
          : undefined
      }
    >
      {data ? (
        <Editor key={procedureId} named={named} assessment={data} />
      ) : error ? (
        <ErrorState error={error} retry={() => void refetch()} />
      ) : (
        <Waiting label="Lecture du diagnostic…" />
      )}
    </Page>
  )
}

const Editor = ({ named, assessment }: { named: Named; assessment: Assessment }) => {
  const access = useAccess('edit-social-situation')
  const form = useForm<AssessmentTexts>({ initialValues: assessment.texts ?? assessment.fromFile })
  const draft = useFormDraft(`assessment/${named.procedureId}`, form, form.values)
  const command = useApiCommand(api.procedures.saveAssessment, {
    onDone: () => {
      draft.clear()
      form.resetDirty()
      void notify('Diagnostic enregistré.')
    },
  })
  const edit = useStaleEdit<{ version: number; texts: AssessmentTexts | null }>(assessment.version, command)
  const save = (version: number) => void command.run({ ...named, version, texts: form.getValues() })
  const current = command.refusal ? edit.version : assessment.version
  return (
    <>
      <Papers named={named} isWritten={assessment.version > 0} />
      <PageForm
        onSubmit={form.onSubmit(() => save(current))}
        command={command}
        submitLabel="Enregistrer le diagnostic"
        because={access.because}
        draft={draft}
        banner={edit.banner({
          fields: (theirs) =>
            assessmentHeadings.map((heading) => ({
              label: assessmentHeadingLabel(heading),
              mine: form.values[heading],
              theirs: theirs.texts?.[heading] ?? '',
            })),
          onKeepMine: save,
          onTakeTheirs: (theirs) => theirs.texts && form.setValues(theirs.texts),
        })}
      >
        <Completeness texts={form.values} />
        {assessmentHeadings.map((heading, rank) => (
          <Textarea
            key={heading}
            label={`${rank + 1}. ${assessmentHeadingLabel(heading)}`}
            description={isOptionalHeading(heading) ? 'S’il y a lieu.' : undefined}
            autosize
            minRows={2}
            maxLength={6_000}
            {...form.getInputProps(heading)}
          />
        ))}
      </PageForm>
    </>
  )
}

const Completeness = ({ texts }: { texts: AssessmentTexts }) => {
  const missing = missingHeadings(texts)
  return missing.length === 0 ? (
    <Notice kind="done">Toutes les rubriques obligatoires sont remplies.</Notice>
  ) : (
    <Notice kind="soon" title="Encore à remplir avant l’envoi">
      {missing.map(assessmentHeadingLabel).join(', ')}.
    </Notice>
  )
}

const readers = [
  ['judge', 'Pour le juge et la CCAPEX (PDF)'],
  ['tenant', 'Pour le locataire (PDF)'],
  ['landlord', 'Pour le bailleur (PDF)'],
] as const

const Papers = ({ named, isWritten }: { named: Named; isWritten: boolean }) => {
  const download = useApiDownload(api.procedures.downloadAssessment)
  if (!isWritten)
    return (
      <p className={classes.small}>
        Ce que le dossier sait est déjà rempli. Relisez, corrigez, complétez ; le PDF se fait une fois
        enregistré.
      </p>
    )
  return (
    <Section title="Envoyer">
      <div className={classes.buttons}>
        {readers.map(([reader, label]) => (
          <Button
            key={reader}
            size="xs"
            variant="default"
            loading={download.isRunning}
            onClick={() => void download.run({ ...named, for: reader }, 'tab')}
          >
            {label}
          </Button>
        ))}
      </div>
    </Section>
  )
}
