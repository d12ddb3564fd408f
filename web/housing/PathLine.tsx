import { occupancyKindLabels } from '#domain/housing/kinds.ts'
import type { PathSegment } from '#domain/housing/path.ts'
import { daysBetween, formatDate, type PlainDate, yearOf } from '#domain/plain-date.ts'
import classes from '#web/housing/housing.module.css'
import { Section } from '#web/ui/Section.tsx'

type Props = { segments: readonly PathSegment[]; today: PlainDate }

/** The years of a household on one line. The table of stays under it says the same in words. */
export const PathLine = ({ segments, today }: Props) => {
  const [first] = segments
  if (!first) return null
  const days = Math.max(1, daysBetween(first.from, today))
  const share = (day: PlainDate) => (100 * daysBetween(first.from, day)) / days
  return (
    <Section title="Parcours">
      <div className={classes.line} role="img" aria-label={labelOf(segments)}>
        {segments.map((segment) => {
          const from = share(segment.from)
          const width = share(segment.to ?? today) - from
          return (
            <span
              key={`${segment.from} ${segment.isStay ? segment.id : 'unknown'}`}
              className={classes.stay}
              data-kind={segment.isStay ? segment.kind : 'unknown'}
              style={{ insetInlineStart: `${from}%`, inlineSize: `${Math.max(0.6, width)}%` }}
              title={titleOf(segment)}
            >
              {width > 12 && <span>{segment.isStay ? occupancyKindLabels[segment.kind] : 'non connu'}</span>}
            </span>
          )
        })}
      </div>
      <div className={classes.years} aria-hidden="true">
        {yearMarks(first.from, today).map((year) => (
          <span key={year} style={{ insetInlineStart: `${share(`${year}-01-01` as PlainDate)}%` }}>
            {year}
          </span>
        ))}
      </div>
    </Section>
  )
}

const titleOf = (segment: PathSegment): string => {
  const until = segment.to ? `au ${formatDate(segment.to)}` : 'à aujourd’hui'
  const what = segment.isStay ? `${occupancyKindLabels[segment.kind]}, ${segment.place}` : 'Non connu'
  return `${what}, du ${formatDate(segment.from)} ${until}`
}

const labelOf = (segments: readonly PathSegment[]) => segments.map(titleOf).join(' ; ')

/** At most eight years written, evenly spaced. */
const yearMarks = (from: PlainDate, to: PlainDate): number[] => {
  const first = yearOf(from) + 1
  const years = Array.from({ length: Math.max(0, yearOf(to) - first + 1) }, (_, index) => first + index)
  const step = Math.ceil(years.length / 8)
  return years.filter((_, index) => index % step === 0)
}
