import { Link } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { myDay } from '#contract/my-day.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/my-day/my-day.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { Day } from '#web/ui/Day.tsx'
import { Section } from '#web/ui/Section.tsx'

export type DayView = Output<typeof myDay.open>
type Props = { forgotten: DayView['forgotten']; today: PlainDate }

/** The households one follows, and has not heard of. */
export const Forgotten = ({ forgotten: { rows, total }, today }: Props) => {
  const slug = useOrganisationSlug()
  if (rows.length === 0) return null
  return (
    <Section
      title="Sans nouvelles depuis trente jours"
      aside={total.count > rows.length ? `${rows.length} affichés sur ${total.count}` : String(total.count)}
    >
      <ul className={classes.plain}>
        {rows.map(({ id, label, lastContactOn, followedSince }) => (
          <li key={id}>
            <span className={classes.grow}>
              <Link to={paths.householdLog({ slug, householdId: id })}>{label}</Link>
            </span>
            <span className={classes.soft}>
              {lastContactOn ? 'dernier échange le ' : 'aucun échange, suivi depuis le '}
              <Day date={(lastContactOn ?? followedSince) as PlainDate} today={today} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
