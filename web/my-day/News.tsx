import { Link } from 'react-router'
import type { DayView } from '#web/my-day/Forgotten.tsx'
import classes from '#web/my-day/my-day.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'

/** What others wrote this week in one's households. */
export const News = ({ news }: { news: DayView['news'] }) => {
  const slug = useOrganisationSlug()
  if (news.length === 0) return null
  return (
    <Section title="Écrit cette semaine par d’autres">
      <ul className={classes.plain}>
        {news.map(({ id, at, household, author, what }) => (
          <li key={id}>
            <span className={classes.grow}>
              {author} {what} :{' '}
              <Link to={paths.householdLog({ slug, householdId: household.id })}>{household.label}</Link>
            </span>
            <span className={classes.soft}>{formatInstant(at)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
