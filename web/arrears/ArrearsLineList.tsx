import { Link } from 'react-router'
import type { ArrearsLine } from '#contract/arrears-line.ts'
import { procedureKindLabels } from '#domain/procedures/kinds.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/procedures/procedures.module.css'
import { stateSignal } from '#web/procedures/signals.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** The arrears of each home beside the other procedures: nothing is opened, the account tells it. */
export const ArrearsLineList = ({ householdId }: { householdId: string }) => {
  const { allowed } = useAccess('read-tenancy')
  const { data } = useApiQuery(api.arrears.openLines, { householdId }, { enabled: allowed })
  if (!data || data.lines.length === 0) return null
  return (
    <Section title="D’après le compte du logement">
      <ul className={classes.list}>
        {data.lines.map((line) => (
          <Line key={line.tenancy.tenancyId} householdId={householdId} line={line} />
        ))}
      </ul>
    </Section>
  )
}

const Line = ({ householdId, line }: { householdId: string; line: ArrearsLine }) => {
  const slug = useOrganisationSlug()
  const today = useToday()
  const { tenancy, stateLabel, ends, since, deadlines } = line
  const [next] = deadlines
  return (
    <li>
      <div>
        <Link to={paths.arrearsLine({ slug, householdId, tenancyId: tenancy.tenancyId })}>
          {procedureKindLabels.arrears}, bail {tenancy.number}
        </Link>
        <p className={classes.small}>
          <Signal kind={stateSignal(ends)}>{stateLabel}</Signal> depuis le <Day date={since} />
        </p>
      </div>
      {next && (
        <p className={classes.due}>
          {next.label}
          <br />
          <Day date={next.dueOn} today={today} />
        </p>
      )}
    </li>
  )
}
