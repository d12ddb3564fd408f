import { Fragment } from 'react'
import type { DeadlineRow } from '#contract/deadlines.ts'
import { formatLongDate, type PlainDate, weekdayName } from '#domain/plain-date.ts'
import { DeadlineItem } from '#web/deadlines/DeadlineItem.tsx'
import classes from '#web/deadlines/deadlines.module.css'
import { useAnswering } from '#web/deadlines/use-answering.tsx'
import { DataFoot } from '#web/ui/DataFoot.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import type { Paged } from '#web/ui/paged.ts'
import { Waiting } from '#web/ui/Waiting.tsx'

type Props = { page: Paged<DeadlineRow>; today: PlainDate; empty: string }

/** The dates day by day, each day under its name. */
export const DeadlineList = ({ page, today, empty }: Props) => {
  const { answer, form } = useAnswering()
  if (page.error && page.rows.length === 0) return <ErrorState error={page.error} retry={page.retry} />
  if (page.isLoading) return <Waiting label="Lecture des échéances…" />
  if (page.rows.length === 0)
    return (
      <EmptyState title={empty}>
        Les échéances viennent des procédures ouvertes dans les dossiers des ménages, à l’onglet Procédures.
      </EmptyState>
    )
  return (
    <div aria-busy={page.isRefreshing}>
      {[...Map.groupBy(page.rows, ({ dueOn }) => dueOn)].map(([day, rows]) => (
        <Fragment key={day}>
          <h3 className={classes.day}>
            {weekdayName(day)} {formatLongDate(day)}
          </h3>
          <ul className={classes.list}>
            {rows.map((row) => (
              <DeadlineItem
                key={`${row.procedureId} ${row.key}`}
                deadline={row}
                today={today}
                onAnswer={(one) => void answer(one)}
              />
            ))}
          </ul>
        </Fragment>
      ))}
      <DataFoot page={page} noun={{ one: 'échéance', many: 'échéances' }} />
      {form}
    </div>
  )
}
