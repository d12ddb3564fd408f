import { contract } from '#contract/index.ts'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import { type Instalment, scheduleConventionLabels } from '#domain/plans/schedule.ts'
import type { LetterValues } from '#server/letters/compose-letter.ts'
import { type RenderedLetter, renderLetter } from '#server/letters/render-letter.ts'
import type { LetterTable } from '#server/letters/typeset-letter.ts'
import { type Acting, type FileAnswer, useCase } from '#server/use-case.ts'
import { findTenancy, type PlanTenancy } from './account-store.ts'
import { findPlan, listSchedules, type StoredPlan, type StoredSchedule } from './plan-store.ts'

type OfPlan = { householdId: string; planId: string }

export const downloadAgreement = useCase(contract.plans.downloadAgreement, async (context, input) => {
  const letter = await renderPlanLetter(context, 'plan-agreement', input)
  return letter ? asFile(letter) : context.refuse('unknown-record')
})

export const downloadPlanLetter = useCase(contract.plans.downloadLetter, async (context, input) => {
  const letter = await renderPlanLetter(context, 'plan-letter', input)
  return letter ? asFile(letter) : context.refuse('unknown-record')
})

const asFile = ({ pdf, fileName }: RenderedLetter): FileAnswer => ({
  fileName,
  contentType: 'application/pdf',
  inline: true,
  body: pdf,
})

const renderPlanLetter = async (
  context: Acting,
  templateKey: LetterTemplateKey,
  { householdId, planId }: OfPlan,
): Promise<RenderedLetter | undefined> => {
  const { tx, actor } = context
  const plan = await findPlan(tx, actor.organisationId, householdId, planId)
  const schedule = (await listSchedules(tx, actor.organisationId, [planId], 'latest'))[0]
  const tenancy = plan && (await findTenancy(tx, actor.organisationId, householdId, plan.tenancyId))
  if (!plan || !schedule || !tenancy) return undefined
  return renderLetter(context, {
    templateKey,
    householdId,
    tenancyId: plan.tenancyId,
    values: valuesOf(plan, schedule, tenancy),
    tables: { échéancier: tableOf(schedule.rows) },
  })
}

const valuesOf = (plan: StoredPlan, { rows }: StoredSchedule, tenancy: PlanTenancy): LetterValues => {
  const first = rows[0]
  const last = rows.at(-1)
  const payer = tenancy.payer?.toUpperCase() ?? 'CAF ou la MSA'
  return {
    'montant de la dette': formatEuros(plan.debtCents),
    'date de la dette': formatLongDate(plan.debtOn),
    'montant du plan': formatEuros(plan.amountCents),
    'nombre de mensualités': String(rows.length),
    mensualité: formatEuros(first?.amountCents ?? 0),
    'dernière mensualité': formatEuros(last?.amountCents ?? 0),
    'première échéance': formatLongDate(first?.dueOn ?? plan.proposedOn),
    'dernière échéance': formatLongDate(last?.dueOn ?? plan.proposedOn),
    'ordre des paiements':
      plan.paymentPriority === 'plan-first'
        ? 'la mensualité du plan d’abord, puis le loyer du mois'
        : 'le loyer du mois d’abord, puis la mensualité du plan',
    'règle d’arrondi': scheduleConventionLabels[plan.convention],
    'organisme payeur': payer,
    'approbation du plan': plan.needsPayerApproval
      ? `Vous recevez une aide au logement : ce plan doit être approuvé par la ${payer}. Nous le lui envoyons une fois signé.`
      : '',
  }
}

const tableOf = (rows: readonly Instalment[]): LetterTable => ({
  columns: [
    { label: 'N°', numeric: true },
    { label: 'À payer le', numeric: false },
    { label: 'Montant', numeric: true },
  ],
  rows: rows.map(({ number, dueOn, amountCents }) => [
    String(number),
    formatLongDate(dueOn),
    formatEuros(amountCents),
  ]),
})
