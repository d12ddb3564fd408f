import { useState } from 'react'
import { Link } from 'react-router'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import classes from '#web/technical-reports/technical-reports.module.css'
import { StateSignal, subjectWords } from '#web/technical-reports/technical-signals.tsx'
import { WriteReportForm } from '#web/technical-reports/WriteReportForm.tsx'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** What was told of the dwelling or the building, for those who may read it. */
export const HouseholdReportsSection = ({ householdId }: { householdId: string }) => {
  const read = useAccess('read-technical-reports')
  return read.allowed ? <Reports householdId={householdId} /> : null
}

const Reports = ({ householdId }: { householdId: string }) => {
  const [isWriting, setWriting] = useState(false)
  const slug = useOrganisationSlug()
  const write = useAccess('write-technical-reports')
  const { data, error, refetch } = useApiQuery(api.technicalReports.ofHousehold, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  return (
    <Section
      title="Signalements techniques"
      actions={
        <ReasonedButton size="xs" variant="default" because={write.because} onClick={() => setWriting(true)}>
          Signaler un problème
        </ReasonedButton>
      }
    >
      {data?.reports.length === 0 && (
        <p className={classes.soft}>
          Humidité, chauffage, ascenseur… Ce que vous voyez en visite se transmet ici à la gestion locative,
          qui répond.
        </p>
      )}
      <ul className={classes.rows}>
        {data?.reports.map((report) => (
          <li key={report.id}>
            <p>
              <Link to={paths.technicalReport({ slug, reportId: report.id })}>{subjectWords(report)}</Link>
            </p>
            <p>
              <StateSignal {...report} />
            </p>
            <p className={classes.soft}>
              Écrit le <Day date={report.writtenOn} /> par {report.by}
            </p>
          </li>
        ))}
      </ul>
      {isWriting && data && (
        <WriteReportForm householdId={householdId} place={data.place} onClose={() => setWriting(false)} />
      )}
    </Section>
  )
}
