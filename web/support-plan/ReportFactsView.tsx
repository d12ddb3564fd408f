import type { ReportFacts } from '#contract/support-plan-shapes.ts'
import { objectiveResultLabels, planServiceLabels } from '#domain/measures/objectives.ts'
import { formatDate } from '#domain/plain-date.ts'
import { objectiveKindLabels } from '#domain/programmes/kinds.ts'
import classes from '#web/support-plan/support-plan.module.css'

/** What the file says of the period, as the report will print it. */
export const ReportFactsView = ({ facts }: { facts: ReportFacts }) => {
  const { statusLabel, startedOn, endsOn, contacts, contactCount, reviewedOn, objectives, remaining } = facts
  return (
    <section className={classes.facts} aria-label="Faits repris dans le rapport">
      <p>
        {statusLabel}
        {startedOn && ` depuis le ${formatDate(startedOn)}`}
        {endsOn && `, jusqu’au ${formatDate(endsOn)}`}
        {reviewedOn.length > 0 && ` ; bilan le ${reviewedOn.map(formatDate).join(', le ')}`}
      </p>
      <p>
        {contactCount === 0
          ? 'Aucun échange sur la période.'
          : `${contactCount} échange${contactCount > 1 ? 's' : ''} : ${contacts.map(({ label, count }) => `${label.toLowerCase()} ${count}`).join(', ')}.`}
      </p>
      {objectives.length === 0 ? <p>Aucun objectif posé.</p> : <p>Objectifs</p>}
      <ul>
        {objectives.map(({ kind, openedOn, result, evaluatedOn }) => (
          <li key={`${kind} ${openedOn}`}>
            {objectiveKindLabels[kind]} :{' '}
            {result ? objectiveResultLabels[result].toLowerCase() : 'pas encore évalué'}
            {evaluatedOn && ` (${formatDate(evaluatedOn)})`}
          </li>
        ))}
      </ul>
      {remaining.length > 0 && <p>Reste à faire</p>}
      <ul>
        {remaining.map(({ what, service, dueOn }) => (
          <li key={`${what} ${service} ${dueOn}`}>
            {what} ({planServiceLabels[service].toLowerCase()}
            {dueOn && `, pour le ${formatDate(dueOn)}`})
          </li>
        ))}
      </ul>
    </section>
  )
}
