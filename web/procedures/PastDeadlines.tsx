import type { ProcedureDeadlineView } from '#contract/procedure-shapes.ts'
import { DeadlineWhy } from '#web/procedures/DeadlineWhy.tsx'
import classes from '#web/procedures/procedures.module.css'
import { Day } from '#web/ui/Day.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

const words = { met: 'tenue', 'met-late': 'tenue en retard', lapsed: 'sans objet', open: 'passée' } as const
const signals = { met: 'done', 'met-late': 'late', lapsed: 'none', open: 'none' } as const

/** One that its own silence or beginning closed has simply come. */
const wordOf = ({ status, silence }: ProcedureDeadlineView): string =>
  status === 'lapsed' && silence ? 'passée' : words[status]

/** The dates behind: kept, kept late, or no longer to be kept. */
export const PastDeadlines = ({ deadlines }: { deadlines: readonly ProcedureDeadlineView[] }) => {
  if (deadlines.length === 0) return null
  return (
    <Section title="Dates passées">
      <ul className={classes.list}>
        {deadlines.map((deadline) => (
          <li key={deadline.key}>
            <div>
              {deadline.label}
              <DeadlineWhy deadline={deadline} />
            </div>
            <p className={classes.due}>
              <Day date={deadline.dueOn} />{' '}
              <Signal kind={signals[deadline.status]}>{wordOf(deadline)}</Signal>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
