import { api } from '#web/client.ts'
import { DeadlineItem } from '#web/deadlines/DeadlineItem.tsx'
import classes from '#web/deadlines/deadlines.module.css'
import { useAnswering } from '#web/deadlines/use-answering.tsx'
import { useToday } from '#web/session/session.ts'
import { Section } from '#web/ui/Section.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** What passed without being met in one procedure, answered or not. */
export const OverdueOfProcedure = ({ procedureId }: { procedureId: string }) => {
  const today = useToday()
  const { data } = useApiQuery(api.deadlines.list, { procedureId, limit: 200 })
  const { answer, form } = useAnswering()
  const rows = data?.rows.filter(({ isOverdue }) => isOverdue) ?? []
  if (rows.length === 0) return null
  return (
    <Section title="Échéances passées dont il faut répondre">
      <ul className={classes.list}>
        {rows.map((row) => (
          <DeadlineItem
            key={row.key}
            deadline={row}
            today={today}
            showsDay
            showsProcedure={false}
            onAnswer={(one) => void answer(one)}
          />
        ))}
      </ul>
      {form}
    </Section>
  )
}
