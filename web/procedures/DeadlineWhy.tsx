import type { ProcedureDeadlineView } from '#contract/procedure-shapes.ts'
import { formatDate } from '#domain/plain-date.ts'
import classes from '#web/procedures/procedures.module.css'

/** Where a date comes from: the fact, the count, the day moved, the text. */
export const DeadlineWhy = ({ deadline }: { deadline: ProcedureDeadlineView }) => {
  const { label, triggeredBy, triggeredOn, rawDueOn, dueOn, why, source, silence, documents } = deadline
  return (
    <details className={classes.why}>
      <summary>
        pourquoi cette date ?<span className="on-screen-readers"> {label}</span>
      </summary>
      <dl>
        <dt>Part de</dt>
        <dd>
          {triggeredBy}, {formatDate(triggeredOn)}
        </dd>
        <dt>Calcul</dt>
        <dd>{why}</dd>
        {rawDueOn !== dueOn && (
          <>
            <dt>Avant report</dt>
            <dd>{formatDate(rawDueOn)}</dd>
          </>
        )}
        {silence && (
          <>
            <dt>Ensuite</dt>
            <dd>{silence}</dd>
          </>
        )}
        {documents.length > 0 && (
          <>
            <dt>Pièces</dt>
            <dd>{documents.join(', ')}</dd>
          </>
        )}
        <dt>Texte</dt>
        <dd>{source}</dd>
      </dl>
    </details>
  )
}
