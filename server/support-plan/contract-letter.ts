import { contract } from '#contract/index.ts'
import type { ContractPaper, ObjectiveView } from '#contract/support-plan-shapes.ts'
import { type DerivedMeasure, deriveMeasure } from '#domain/measures/derive.ts'
import { planServiceLabels } from '#domain/measures/objectives.ts'
import { rhythmOf } from '#domain/measures/reminders.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import { objectiveKindLabels } from '#domain/programmes/kinds.ts'
import type { LetterValues } from '#server/letters/compose-letter.ts'
import { type RenderedLetter, renderLetter } from '#server/letters/render-letter.ts'
import type { LetterTable } from '#server/letters/typeset-letter.ts'
import { type FoundMeasure, leadOn } from '#server/measures/find-measure.ts'
import { findReachable } from '#server/measures/hold-measure.ts'
import { readObjectives } from '#server/support-plan/open-plan.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const templateOf = {
  'support-contract': 'support-contract',
  'three-party-agreement': 'three-party-contract',
} as const satisfies Record<ContractPaper, string>

export const downloadContract = useCase(
  contract.supportPlan.downloadContract,
  async (context, { measureId, paper }) => {
    const measure = await findReachable(context, 'read-measure', measureId)
    if (!measure) return context.refuse('unknown-record')
    const { pdf, fileName } = await renderContract(context, measure, paper)
    return { fileName, contentType: 'application/pdf', inline: true, body: pdf }
  },
)

export const renderContract = async (
  context: Acting,
  measure: FoundMeasure,
  paper: ContractPaper,
): Promise<RenderedLetter> => {
  const open = (await readObjectives(context, measure.id)).filter(({ closedOn }) => closedOn === null)
  return renderLetter(context, {
    templateKey: templateOf[paper],
    householdId: measure.householdId,
    values: { ...(await leadValues(context, measure)), ...valuesOf(measure, context.today) },
    tables: { objectifs: objectivesTable(open) },
  })
}

/** Whoever carries the measure signs for the body that accompanies. */
export const leadValues = async (
  { tx, actor, today }: Acting,
  { workers }: FoundMeasure,
): Promise<LetterValues> => {
  const lead = leadOn(workers, today)
  if (!lead) return {}
  const member = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', lead.membershipId)
    .select('phone')
    .executeTakeFirst()
  return { référent: lead.name, ...(member?.phone && { 'téléphone du référent': member.phone }) }
}

const valuesOf = (measure: FoundMeasure, today: PlainDate): LetterValues => {
  const { definition, facts, prescriberName, meetingWeeks } = measure
  const asked = facts.find((fact) => fact.kind === 'requested')
  const isLandlord = asked?.kind === 'requested' && asked.prescriber === 'landlord'
  const weeks = rhythmOf(definition, meetingWeeks)
  const months = definition.reviewEveryMonths
  return {
    dispositif: definition.name,
    'durée de l’accompagnement': durationWords(measure, deriveMeasure(definition, facts, today)),
    'rythme des rencontres':
      weeks === null
        ? 'Nous décidons ensemble quand nous voir.'
        : `Nous nous voyons au moins une fois ${weeks === 1 ? 'par semaine' : `toutes les ${weeks} semaines`}.`,
    'rythme des bilans':
      months === null
        ? ''
        : `Nous faisons le point ensemble ${months === 1 ? 'chaque mois' : `tous les ${months} mois`}. Les objectifs peuvent alors changer.`,
    ...(isLandlord && prescriberName && { bailleur: prescriberName }),
  }
}

const durationWords = ({ definition }: FoundMeasure, { startedOn, endsOn }: DerivedMeasure): string => {
  const { firstMonths, totalMonths } = definition.length
  if (startedOn && endsOn)
    return `Il commence le ${formatLongDate(startedOn)} et finit le ${formatLongDate(endsOn)}.`
  if (startedOn) return `Il commence le ${formatLongDate(startedOn)}. Il dure le temps de vos besoins.`
  if (firstMonths === null) return 'Il dure le temps de vos besoins.'
  const most = totalMonths !== null && totalMonths > firstMonths
  return `Il dure ${firstMonths} mois à partir de son début.${most ? ` Il peut être prolongé, jusqu’à ${totalMonths} mois en tout.` : ''}`
}

const column = (label: string) => ({ label, numeric: false })

const objectivesTable = (objectives: readonly ObjectiveView[]): LetterTable => ({
  columns: ['Objectif', 'Avec vos mots', 'Ce qui est prévu'].map(column),
  rows:
    objectives.length === 0
      ? [['Les objectifs sont à écrire ensemble.', '', '']]
      : objectives.map(({ kind, ownWords, actions }) => [
          objectiveKindLabels[kind],
          ownWords ?? '',
          actions
            .filter(({ closedOn }) => closedOn === null)
            .map(
              ({ what, who, service, dueOn }) =>
                `${what} (${who}, ${planServiceLabels[service].toLowerCase()}${dueOn ? `, avant le ${formatLongDate(dueOn)}` : ''})`,
            )
            .join(' ; '),
        ]),
})
