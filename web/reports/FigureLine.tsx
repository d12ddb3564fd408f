import { Link } from 'react-router'
import type { Figure } from '#contract/reports.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import type { reportFigures } from '#domain/reports/figures.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { type ReportPeriod, searchOf } from '#web/reports/report-period.ts'
import classes from '#web/reports/reports.module.css'
import { useAccess, useMember } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand } from '#web/use-api.ts'

type Words = (typeof reportFigures)[Figure['key']]
type Props = { figure: Figure; words: Words; period: ReportPeriod; year: number | null }

export const FigureLine = ({ figure, words, period, year }: Props) => {
  const { because } = useAccess('edit-reports')
  const withdraw = useApiCommand(api.reports.withdrawGap)
  return (
    <div className={classes.figure}>
      <dt>
        <span className={classes.label}>{typeset(words.label)}</span>
        <span className={classes.counts}>{typeset(words.counts)}</span>
      </dt>
      <dd>
        <FigureValue figure={figure} words={words} period={period} />
        {figure.gap === null && figure.groups.length > 0 && <Parts figure={figure} period={period} />}
        {year !== null && figure.gap !== null && (
          <ReasonedButton
            because={because}
            size="compact-xs"
            variant="subtle"
            loading={withdraw.isRunning}
            onClick={() => void withdraw.run({ year, key: figure.key })}
          >
            Communiquer ce chiffre<span className="on-screen-readers"> : {words.label}</span>
          </ReasonedButton>
        )}
      </dd>
    </div>
  )
}

const useListAddress = () => {
  const { slug } = useMember()
  return (key: string, period: ReportPeriod, part?: string) =>
    `${paths.figureList({ slug, figure: key })}${searchOf(period, part)}`
}

const FigureValue = ({ figure, words, period }: Omit<Props, 'year'>) => {
  const addressOf = useListAddress()
  if (figure.gap)
    return (
      <p className={classes.value}>
        non communiqué
        <span className={classes.counts}>
          {typeset(figure.gap.reason)} ({figure.gap.by})
        </span>
      </p>
    )
  const noun = figure.count < 2 ? words.noun.one : words.noun.many
  return (
    <p className={classes.value}>
      <Link to={addressOf(figure.key, period)}>{writtenOf(figure)}</Link>
      <span className={classes.counts}>{detailOf(figure, noun)}</span>
    </p>
  )
}

const writtenOf = ({ count, percent, averageTenths, cents }: Figure): string => {
  if (cents !== null) return formatEuros(cents)
  if (percent !== null) return `${percent}\u202f%`
  if (averageTenths !== null)
    return `${formatInteger(Math.trunc(averageTenths / 10))},${averageTenths % 10}\u00a0mois`
  return formatInteger(count)
}

const detailOf = ({ count, percent, averageTenths, groups, cents }: Figure, noun: string): string => {
  if (cents !== null || (percent !== null && groups.length === 0)) return `${formatInteger(count)} ${noun}`
  if (percent !== null)
    return `${formatInteger(groups.find(({ key }) => key === 'met')?.count ?? 0)} sur ${formatInteger(count)} ${noun}`
  return averageTenths === null ? noun : `sur ${formatInteger(count)} ${noun}`
}

/** How the figure parts, drawn and written: each part opens on its own list. */
const Parts = ({ figure, period }: { figure: Figure; period: ReportPeriod }) => {
  const addressOf = useListAddress()
  const largest = Math.max(...figure.groups.map(({ count }) => count))
  return (
    <ul className={classes.parts}>
      {figure.groups.map(({ key, label, count }) => (
        <li key={key}>
          <span>{typeset(label)}</span>
          <span className={classes.bar} aria-hidden="true">
            <span style={{ inlineSize: `${(100 * count) / largest}%` }} />
          </span>
          <Link className="figures" to={addressOf(figure.key, period, key)}>
            {formatInteger(count)}
            <span className="on-screen-readers"> : {label}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
