import { supportPlan } from '#contract/support-plan.ts'
import { technicalReports } from '#contract/technical-reports.ts'
import type { ObjectiveResult, PlanService } from '#domain/measures/objectives.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import type { Teller } from '#server/demo/teller.ts'

const sayings = [
  'Je veux dormir sans penser aux factures.',
  'Rester près de l’école des enfants.',
  'Ne plus avoir peur d’ouvrir le courrier.',
]

type PlannedAction = { what: string; service: PlanService; who: string; dueInDays: number; isDone?: boolean }
/** For each objective in turn: several services in one plan. */
const planned: readonly (readonly PlannedAction[])[] = [
  [
    {
      what: 'Classer les courriers et lister les échéances',
      service: 'social',
      who: 'Le ménage',
      dueInDays: -12,
      isDone: true,
    },
    { what: 'Déposer la demande auprès de la CAF', service: 'budget', who: 'Le ménage', dueInDays: 14 },
  ],
  [
    {
      what: 'Demander l’avis du conseil juridique de l’ADIL',
      service: 'legal',
      who: 'ADIL, permanence du mardi',
      dueInDays: -4,
    },
    {
      what: 'Reprendre rendez-vous avec la Mission locale',
      service: 'training-and-work',
      who: 'Le ménage',
      dueInDays: 25,
    },
  ],
  [
    {
      what: 'Prendre contact avec le centre de santé',
      service: 'health',
      who: 'Infirmière de secteur',
      dueInDays: 20,
    },
  ],
]
const results: readonly ObjectiveResult[] = ['progress', 'reached', 'stalled']

type Running = { measureId: string; leadId: string; startedOn: PlainDate }

/** The oldest running measures of these workers. */
const listRunning = async (
  { tx, organisationId }: Teller,
  leadIds: readonly string[],
  count: number,
): Promise<Running[]> => {
  const rows = await tx
    .selectFrom('measure_standing')
    .where('organisation_id', '=', organisationId)
    .where('status', '=', 'active')
    .where('lead_id', 'in', leadIds)
    .select(['measure_id', 'lead_id', 'started_on'])
    .orderBy('started_on', 'desc')
    .orderBy('measure_id')
    .limit(count)
    .execute()
  return rows.flatMap(({ measure_id, lead_id, started_on }) =>
    lead_id && started_on ? [{ measureId: measure_id, leadId: lead_id, startedOn: started_on }] : [],
  )
}

/** Plans with their objectives, one reviewed, through the same use cases as the screens. */
export const tellSupportPlans = async (teller: Teller, workers: readonly string[]): Promise<void> => {
  const memberOf = new Map(workers.map((key) => [teller.memberId(key), key]))
  for (const running of await listRunning(teller, [...memberOf.keys()], 4))
    await tellPlan(teller, memberOf.get(running.leadId) ?? workers[0] ?? '', running)
}

const reviewedDaysAgo = 9

const tellPlan = async (teller: Teller, member: string, { measureId, startedOn }: Running) => {
  const age = daysBetween(startedOn, teller.today)
  const { kinds } = await teller.did(member, 0, supportPlan.open, { measureId })
  for (const [order, kind] of kinds.slice(0, planned.length).entries()) {
    const { objectiveId } = await teller.did(member, age, supportPlan.addObjective, {
      measureId,
      kind,
      openedOn: startedOn,
      ownWords: sayings[order] ?? null,
    })
    for (const action of planned[order] ?? []) await tellAction(teller, member, objectiveId, action)
  }
  if (age > reviewedDaysAgo) await tellReview(teller, member, measureId)
}

const tellAction = async (
  teller: Teller,
  member: string,
  objectiveId: string,
  { dueInDays, isDone, ...action }: PlannedAction,
) => {
  const { actionId } = await teller.did(member, 30, supportPlan.addAction, {
    objectiveId,
    ...action,
    dueOn: teller.daysAgo(-dueInDays),
  })
  if (isDone)
    await teller.did(member, 14, supportPlan.closeAction, {
      actionId,
      version: 1,
      as: 'done',
      on: teller.daysAgo(14),
      outcome: 'Fait ensemble à domicile.',
    })
}

const tellReview = async (teller: Teller, member: string, measureId: string) => {
  const { measureVersion, objectives } = await teller.did(member, 0, supportPlan.open, { measureId })
  await teller.did(member, reviewedDaysAgo, supportPlan.holdReview, {
    measureId,
    version: measureVersion,
    on: teller.daysAgo(reviewedDaysAgo),
    evaluations: objectives.map(({ id }, order) => ({
      objectiveId: id,
      result: results[order % results.length] ?? 'progress',
    })),
    householdWords: 'Je sais où j’en suis, c’est déjà beaucoup.',
    nextSteps: 'Finir les démarches commencées, puis parler du logement.',
  })
}

/** Two visits to dwellings of the stock: one was answered, the other still waits. */
export const tellTechnicalReports = async (
  teller: Teller,
  { author, manager, householdIds }: { author: string; manager: string; householdIds: readonly string[] },
): Promise<void> => {
  const [first, second] = householdIds
  if (!first || !second) return
  const placeOf = async (householdId: string) =>
    (await teller.did(author, 0, technicalReports.ofHousehold, { householdId })).place ?? 'Adresse du ménage'
  const { reportId } = await teller.did(author, 24, technicalReports.write, {
    householdId: first,
    concerns: 'building',
    place: await placeOf(first),
    subjects: ['lift', 'accessibility'],
    urgency: 'soon',
    description: 'L’ascenseur est à l’arrêt depuis trois jours. Aucun affichage dans le hall.',
    seenOn: teller.daysAgo(24),
  })
  await teller.did(manager, 20, technicalReports.answer, {
    reportId,
    version: 1,
    decision: 'work-ordered',
    answer: 'L’ascensoriste remplace la carte de commande ; un affichage est posé aujourd’hui.',
    answeredOn: teller.daysAgo(20),
    workDoneOn: null,
  })
  await teller.did(author, 12, technicalReports.write, {
    householdId: second,
    concerns: 'dwelling',
    place: await placeOf(second),
    subjects: ['damp', 'electricity'],
    urgency: 'soon',
    description:
      'Mur de la salle de bains trempé jusqu’à un mètre, peinture décollée. Une prise est descellée à côté du lavabo.',
    seenOn: teller.daysAgo(12),
  })
}
