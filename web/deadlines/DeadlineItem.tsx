import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { DeadlineRow } from '#contract/deadlines.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { deadlineAnswerLabels } from '#domain/procedures/deadline-answers.ts'
import { deadlineSenseLabels, procedureActorLabels, procedureKindLabels } from '#domain/procedures/kinds.ts'
import { api } from '#web/client.ts'
import classes from '#web/deadlines/deadlines.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  deadline: DeadlineRow
  today: PlainDate
  /** Left out where the day is the heading. */
  showsDay?: boolean
  /** Left out on the page of the procedure itself. */
  showsProcedure?: boolean
  onAnswer: (deadline: DeadlineRow) => void
}

/** One date: what it asks, of whom, in which procedure, why that day, and what was said of it once it had passed. */
export const DeadlineItem = ({ deadline, today, showsDay, showsProcedure = true, onAnswer }: Props) => {
  const slug = useOrganisationSlug()
  const { because } = useAccess('write-procedures')
  const { household, procedureId, kind, label, sense, who, dueOn, referents, isOverdue, answer } = deadline
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        {showsProcedure ? (
          <Link to={paths.procedure({ slug, householdId: household.id, procedureId })}>{label}</Link>
        ) : (
          <strong>{label}</strong>
        )}
        <p className={classes.line}>
          <Told deadline={deadline} />
          {showsDay ? (
            <span>
              {sense === 'act-by' ? '' : `${deadlineSenseLabels[sense].toLowerCase()} `}
              <Day date={dueOn} today={today} />
            </span>
          ) : (
            <span>
              {deadlineSenseLabels[sense]} {formatDate(dueOn)}
            </span>
          )}
          <span>qui agit : {procedureActorLabels[who]}</span>
        </p>
        {showsProcedure && (
          <p className={classes.line}>
            <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
            <span>{procedureKindLabels[kind]}</span>
            {referents.length > 0 && <span>suivi par {referents.join(', ')}</span>}
          </p>
        )}
        {answer && <Answered deadline={deadline} answer={answer} because={because} />}
        <details className={classes.why}>
          <summary>
            pourquoi cette date ?<span className="on-screen-readers"> {label}</span>
          </summary>
          <p>{deadline.why}</p>
          <p>{deadline.source}</p>
        </details>
      </div>
      {isOverdue && !answer && (
        <ReasonedButton size="xs" variant="default" because={because} onClick={() => onAnswer(deadline)}>
          Répondre
          <span className="on-screen-readers">
            {' '}
            : {label}, {household.label}
          </span>
        </ReasonedButton>
      )}
    </li>
  )
}

const Told = ({ deadline: { isOverdue, isLegal, answer } }: { deadline: DeadlineRow }) => {
  const legal = isLegal ? ' légale' : ''
  if (answer) return <Signal kind="none">Échéance{legal} répondue</Signal>
  if (isOverdue) return <Signal kind="late">Échéance{legal} passée</Signal>
  return <Signal kind={isLegal ? 'soon' : 'none'}>Échéance{legal}</Signal>
}

type AnsweredProps = {
  deadline: DeadlineRow
  answer: NonNullable<DeadlineRow['answer']>
  because: string | undefined
}

const Answered = ({ deadline, answer, because }: AnsweredProps) => {
  const command = useApiCommand(api.deadlines.withdrawAnswer)
  const told = command.refusal?.message ?? command.failure
  const { household, procedureId, label } = deadline
  return (
    <div className={classes.answer}>
      <p>
        {deadlineAnswerLabels[answer.answer]} : {answer.reason} — {answer.by}, le{' '}
        {formatDate(answer.at.slice(0, 10) as PlainDate)}
      </p>
      {because === undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={command.isRunning}
          aria-label={`Retirer la réponse : ${label}`}
          onClick={() => void command.run({ householdId: household.id, procedureId, answerId: answer.id })}
        >
          Retirer la réponse
        </Button>
      )}
      {told && <Notice kind="late">{told}</Notice>}
    </div>
  )
}
