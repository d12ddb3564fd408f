import type { ReportFacts } from '#contract/support-plan-shapes.ts'
import { objectiveResultLabels, planServiceLabels } from '#domain/measures/objectives.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import { objectiveKindLabels } from '#domain/programmes/kinds.ts'
import type { LetterTables } from '#server/letters/compose-letter.ts'
import { type RenderedLetter, renderLetter } from '#server/letters/render-letter.ts'
import type { LetterTable } from '#server/letters/typeset-letter.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { leadValues } from '#server/support-plan/contract-letter.ts'
import type { ReportVersion } from '#server/support-plan/report-store.ts'
import type { Acting } from '#server/use-case.ts'

/** The report as it was saved: its facts are those of that day, whatever the file says since. */
export const renderReport = async (
  context: Acting,
  measure: FoundMeasure,
  { from, to, words, ...saved }: ReportVersion,
): Promise<RenderedLetter> => {
  const facts = saved.facts as unknown as ReportFacts
  return renderLetter(context, {
    templateKey: 'prescriber-report',
    householdId: measure.householdId,
    recipient: facts.prescriber ? [facts.prescriber] : [],
    values: {
      ...(await leadValues(context, measure)),
      ménage: facts.household,
      dispositif: facts.programme,
      ...(facts.prescriber && { prescripteur: facts.prescriber }),
      'période du rapport': `du ${formatLongDate(from)} au ${formatLongDate(to)}`,
      'situation de la mesure': standingWords(facts),
      'texte du rapport': words,
    },
    tables: tablesOf(facts),
  })
}

const standingWords = ({
  statusLabel,
  startedOn,
  endsOn,
  endedOn,
  exit,
  reviewedOn,
}: ReportFacts): string => {
  const course = endedOn
    ? `, du ${startedOn ? formatLongDate(startedOn) : '…'} au ${formatLongDate(endedOn)}${exit ? ` : ${exit}` : ''}`
    : `${startedOn ? ` depuis le ${formatLongDate(startedOn)}` : ''}${endsOn ? `, jusqu’au ${formatLongDate(endsOn)}` : ''}`
  const reviews = reviewedOn.length > 0 ? ` Bilan le ${reviewedOn.map(formatLongDate).join(', le ')}.` : ''
  return `${statusLabel}${course}.${reviews}`
}

const text = (label: string) => ({ label, numeric: false })
const table = (columns: LetterTable['columns'], rows: string[][], otherwise: string): LetterTable => ({
  columns,
  rows: rows.length > 0 ? rows : [[otherwise, ...columns.slice(1).map(() => '')]],
})
const dayOr = (day: PlainDate | null, otherwise: string) => (day ? formatLongDate(day) : otherwise)

const tablesOf = ({ contacts, contactCount, objectives, remaining }: ReportFacts): LetterTables => ({
  échanges: table(
    [text('Lieu'), { label: 'Échanges', numeric: true }],
    contacts.length > 0
      ? [...contacts.map(({ label, count }) => [label, String(count)]), ['En tout', String(contactCount)]]
      : [],
    'Aucun échange sur la période',
  ),
  'évaluation des objectifs': table(
    [text('Objectif'), text('Où il en est'), text('Évalué le')],
    objectives.map(({ kind, result, evaluatedOn }) => [
      objectiveKindLabels[kind],
      result ? objectiveResultLabels[result] : 'Pas encore évalué',
      dayOr(evaluatedOn, ''),
    ]),
    'Aucun objectif posé',
  ),
  'reste à faire': table(
    [text('Action'), text('Service'), text('Pour le')],
    remaining.map(({ what, service, dueOn }) => [
      what,
      planServiceLabels[service],
      dayOr(dueOn, 'sans date'),
    ]),
    'Rien de prévu',
  ),
})
