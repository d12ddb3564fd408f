import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { TechnicalReportView } from '#contract/technical-reports.ts'
import {
  technicalConcernLabels,
  technicalDecisionLabels,
  technicalUrgencyLabels,
} from '#domain/technical-reports/kinds.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { AnswerForm, WorkDoneForm } from '#web/technical-reports/AnswerForms.tsx'
import classes from '#web/technical-reports/technical-reports.module.css'
import { StateSignal, subjectWords } from '#web/technical-reports/technical-signals.tsx'
import { WriteReportForm } from '#web/technical-reports/WriteReportForm.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

export const TechnicalReportPage = () => {
  const slug = useOrganisationSlug()
  const { reportId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.technicalReports.open, { reportId })
  const list = { label: 'Signalements techniques', to: paths.technicalReports({ slug }) }
  if (!data)
    return (
      <Page title="Signalement" crumbs={[list]}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture du signalement" />
        )}
      </Page>
    )
  return (
    <Page title={subjectWords(data)} crumbs={[list]} subtitle={<StateSignal {...data} />}>
      <Seen report={data} />
      <Answer report={data} />
    </Page>
  )
}

const Seen = ({ report }: { report: TechnicalReportView }) => {
  const [isChanging, setChanging] = useState(false)
  const slug = useOrganisationSlug()
  const today = useToday()
  const { householdId, householdLabel, answeredOn, isMine } = report
  return (
    <Section
      title="Ce qui a été vu"
      actions={
        isMine &&
        answeredOn === null && (
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            Corriger ou joindre des photos
          </Button>
        )
      }
    >
      <p className={classes.prose}>{report.description}</p>
      <FactList
        columns={2}
        facts={[
          { label: 'Concerne', value: technicalConcernLabels[report.concerns] },
          { label: 'Où', value: report.place },
          { label: 'Urgence', value: technicalUrgencyLabels[report.urgency] },
          { label: 'Vu le', value: <Day date={report.seenOn} /> },
          {
            label: 'Écrit par',
            value: (
              <>
                {report.by}, le <Day date={report.writtenOn} />
              </>
            ),
          },
          {
            label: 'Ménage',
            value: <Link to={paths.householdTenancy({ slug, householdId })}>{householdLabel}</Link>,
          },
          {
            label: 'Réponse attendue pour le',
            value: <Day date={report.answerDueOn} today={answeredOn ? undefined : today} />,
          },
        ]}
      />
      <Photos report={report} />
      {isChanging && <WriteReportForm report={report} onClose={() => setChanging(false)} />}
    </Section>
  )
}

const Photos = ({ report: { id: reportId, photos } }: { report: TechnicalReportView }) => {
  const open = useApiDownload(api.technicalReports.openPhoto)
  const told = open.refusal?.message ?? open.failure
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <div className={classes.buttons}>
        {photos.map(({ documentId, title }) => (
          <Button
            key={documentId}
            size="compact-sm"
            variant="subtle"
            onClick={() => void open.run({ reportId, documentId }, 'tab')}
          >
            {title}
          </Button>
        ))}
      </div>
    </>
  )
}

const Answer = ({ report }: { report: TechnicalReportView }) => {
  const [form, setForm] = useState<'answer' | 'work'>()
  const may = useAccess('answer-technical-reports')
  const { answer, decision, answeredOn, answeredBy, workDoneOn } = report
  const close = () => setForm(undefined)
  return (
    <Section
      title="Réponse"
      actions={
        answeredOn === null ? (
          <ReasonedButton size="xs" because={may.because} onClick={() => setForm('answer')}>
            Répondre
          </ReasonedButton>
        ) : (
          workDoneOn === null && (
            <ReasonedButton size="xs" because={may.because} onClick={() => setForm('work')}>
              Noter les travaux faits
            </ReasonedButton>
          )
        )
      }
    >
      {answeredOn === null || decision === null ? (
        <p className={classes.soft}>Pas encore de réponse. Son auteur sera prévenu dès qu’elle est donnée.</p>
      ) : (
        <>
          <p className={classes.prose}>{answer}</p>
          <FactList
            columns={2}
            facts={[
              { label: 'Décidé', value: technicalDecisionLabels[decision] },
              {
                label: 'Répondu',
                value: (
                  <>
                    le <Day date={answeredOn} />
                    {answeredBy && `, par ${answeredBy}`}
                  </>
                ),
              },
              ...(workDoneOn ? [{ label: 'Travaux faits le', value: <Day date={workDoneOn} /> }] : []),
            ]}
          />
        </>
      )}
      {form === 'answer' && <AnswerForm report={report} onClose={close} />}
      {form === 'work' && <WorkDoneForm report={report} onClose={close} />}
    </Section>
  )
}
