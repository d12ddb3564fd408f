import { Link } from 'react-router'
import type { deadlines } from '#contract/deadlines.ts'
import type { Output } from '#contract/endpoint.ts'
import { formatInteger } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { DeadlineItem } from '#web/deadlines/DeadlineItem.tsx'
import classes from '#web/deadlines/deadlines.module.css'
import { useAnswering } from '#web/deadlines/use-answering.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

const parts = [
  ['late', 'Passées, sans réponse'],
  ['today', 'Aujourd’hui'],
  ['week', 'Dans les sept jours'],
  ['ahead', 'Dans les trente jours'],
] as const

type Props = { memberId?: string | undefined; today: PlainDate }

/** The dates of the procedures of my households: one that passed stays here until somebody answers for it. */
export const DayDeadlines = ({ memberId, today }: Props) => {
  const slug = useOrganisationSlug()
  const { data, error, refetch } = useApiQuery(api.deadlines.ofDay, memberId ? { memberId } : {}, {
    keepPrevious: true,
  })
  const { answer, form } = useAnswering()
  if (error && !data)
    return (
      <Section title="Échéances de procédures">
        <ErrorState error={error} retry={() => void refetch()} />
      </Section>
    )
  if (!data || parts.every(([part]) => data[part].count === 0)) return null
  const all = (
    <Link to={`${paths.deadlines({ slug })}${memberId ? `?personne=${memberId}` : ''}`}>Calendrier</Link>
  )
  return (
    <Section title="Échéances de procédures" aside={all}>
      {parts.map(([part, title]) => (
        <Part key={part} title={title} part={data[part]} today={today} onAnswer={(one) => void answer(one)} />
      ))}
      {form}
    </Section>
  )
}

type PartProps = {
  title: string
  part: Output<typeof deadlines.ofDay>['late']
  today: PlainDate
  onAnswer: Parameters<typeof DeadlineItem>[0]['onAnswer']
}

const Part = ({ title, part: { rows, count }, today, onAnswer }: PartProps) => {
  if (count === 0) return null
  const told =
    count > rows.length ? `${rows.length} affichées sur ${formatInteger(count)}` : formatInteger(count)
  return (
    <>
      <h3 className={classes.part}>
        {title} <span className={classes.soft}>{told}</span>
      </h3>
      <ul className={classes.list}>
        {rows.map((row) => (
          <DeadlineItem
            key={`${row.procedureId} ${row.key}`}
            deadline={row}
            today={today}
            showsDay
            onAnswer={onAnswer}
          />
        ))}
      </ul>
    </>
  )
}
