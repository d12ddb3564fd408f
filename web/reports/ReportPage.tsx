import { Select } from '@mantine/core'
import { useState } from 'react'
import type { Figure } from '#contract/reports.ts'
import { yearOf } from '#domain/plain-date.ts'
import { reportFigures } from '#domain/reports/figures.ts'
import { api } from '#web/client.ts'
import { FigureLine } from '#web/reports/FigureLine.tsx'
import { GapForm } from '#web/reports/GapForm.tsx'
import { ReportsFrame } from '#web/reports/ReportsFrame.tsx'
import { type ReportPeriod, useReportPeriod, yearPeriod } from '#web/reports/report-period.ts'
import classes from '#web/reports/reports.module.css'
import { useAccess } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const yearsBack = 10

/** The report of a period: each figure says what it counts and opens on its list. */
export const ReportPage = () => {
  const { period, setUrl, thisYear } = useReportPeriod()
  const { data, error, refetch } = useApiQuery(api.reports.open, period, { keepPrevious: true })
  const [isStating, setStating] = useState(false)
  const { because } = useAccess('edit-reports')
  const year = data?.year ?? null
  const years = Array.from({ length: yearsBack }, (_, index) => String(thisYear - index))
  const isYear = period.from.endsWith('-01-01') && period.to === `${yearOf(period.from)}-12-31`
  const programmes = data?.programmes ?? []
  const asked = (data?.asked ?? []).flatMap((key) => data?.figures.filter((one) => one.key === key) ?? [])
  const others = data?.figures.filter(({ key }) => !data.asked.includes(key)) ?? []
  const isEmpty = data?.figures.every(({ count, gap }) => count === 0 && gap === null)
  return (
    <ReportsFrame
      title="Rapport d’activité"
      subtitle="Chaque chiffre s’ouvre sur la liste qu’il compte."
      actions={
        <ReasonedButton
          variant="default"
          because={because ?? (year === null ? 'Choisissez d’abord une année entière.' : undefined)}
          onClick={() => setStating(true)}
        >
          Dire un chiffre non communiqué
        </ReasonedButton>
      }
    >
      <search className={classes.period}>
        <Select
          size="xs"
          label="Année"
          placeholder="autre période"
          data={years}
          value={isYear ? String(yearOf(period.from)) : null}
          onChange={(year) => year && setUrl(yearPeriod(Number(year)))}
        />
        <DayInput size="xs" label="Du" value={period.from} onChange={(du) => du && setUrl({ du })} />
        <DayInput size="xs" label="Au" value={period.to} onChange={(au) => au && setUrl({ au })} />
        <Select
          size="xs"
          label="Dispositif"
          placeholder="Tous"
          clearable
          searchable
          data={programmes.map(({ id, name }) => ({ value: id, label: name }))}
          value={period.programmeId ?? null}
          onChange={(id) => setUrl({ dispositif: id ?? '' })}
        />
      </search>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Calcul du rapport" />}
      {isEmpty && (
        <EmptyState title="Rien à compter sur cette période">
          Choisissez une autre année ou un autre dispositif. Les chiffres viennent des mesures, des contacts
          et des actions notés dans les dossiers.
        </EmptyState>
      )}
      {data && !error && !isEmpty && (
        <>
          {asked.length > 0 && (
            <Section title="Demandés par le financeur">
              <Figures figures={asked} period={period} year={year} />
            </Section>
          )}
          <Section title={asked.length > 0 ? 'Autres chiffres' : 'Chiffres'}>
            <Figures figures={others} period={period} year={year} />
          </Section>
        </>
      )}
      {isStating && year !== null && <GapForm year={year} onClose={() => setStating(false)} />}
    </ReportsFrame>
  )
}

type FiguresProps = { figures: readonly Figure[]; period: ReportPeriod; year: number | null }

const Figures = ({ figures, period, year }: FiguresProps) => (
  <dl className={classes.figures}>
    {figures.map((figure) => (
      <FigureLine
        key={figure.key}
        figure={figure}
        words={reportFigures[figure.key]}
        period={period}
        year={year}
      />
    ))}
  </dl>
)
