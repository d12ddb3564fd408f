import { contract } from '#contract/index.ts'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import { type Instalment, scheduleConventionLabels, totalOf } from '#domain/plans/schedule.ts'
import type { LetterTables, LetterValues } from '#server/letters/compose-letter.ts'
import { type RenderedLetter, renderLetter } from '#server/letters/render-letter.ts'
import type { LetterTable } from '#server/letters/typeset-letter.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { changesOf } from '#server/plans/get-plan.ts'
import { type Acting, type FileAnswer, useCase } from '#server/use-case.ts'
import { findTenancy } from './account-store.ts'
import { followOne, type StandingPlan, type StandingVersion } from './follow-one.ts'
import { findPlan } from './plan-store.ts'

type Asked = { householdId: string; planId: string; scheduleNumber?: number | undefined }

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
  templateKey: Extract<LetterTemplateKey, 'plan-agreement' | 'plan-letter'>,
  { householdId, planId, scheduleNumber }: Asked,
): Promise<RenderedLetter | undefined> => {
  const { tx, actor, today } = context
  const plan = await findPlan(tx, actor.organisationId, householdId, planId)
  if (!plan) return undefined
  const standing = await followOne(context, plan, await readOrganisationParameters(context, today))
  const version = versionToPrint(standing, scheduleNumber)
  if (!version) return undefined
  const tenancy = await findTenancy(tx, actor.organisationId, householdId, plan.tenancyId)
  const isAmendment = version.made.awaitsAgreement && templateKey === 'plan-agreement'
  return renderLetter(context, {
    templateKey: isAmendment ? 'plan-amendment' : templateKey,
    householdId,
    tenancyId: plan.tenancyId,
    values: valuesOf(standing, version, tenancy?.payer?.toUpperCase() ?? 'CAF ou la MSA'),
    tables: tablesOf(standing, version),
  })
}

/** The version asked for; by default the one that waits to be signed, else the one in force. */
const versionToPrint = ({ versions, pending, scheduleNumber }: StandingPlan, asked: number | undefined) =>
  asked === undefined
    ? (pending ?? versions.find(({ made }) => made.number === scheduleNumber))
    : versions.find(({ made }) => made.number === asked)

const valuesOf = ({ plan }: StandingPlan, { made }: StandingVersion, payer: string): LetterValues => {
  const toPay = made.rows.slice(made.frozenCount)
  const first = toPay[0]
  const last = toPay.at(-1)
  const needsApproval = made.awaitsAgreement ? made.needsPayerApproval : plan.needsPayerApproval
  return {
    'montant de la dette': formatEuros(plan.debtCents),
    'date de la dette': formatLongDate(plan.debtOn),
    'date du plan': formatLongDate(plan.proposedOn),
    'montant du plan': formatEuros(plan.amountCents),
    'nombre de mensualités': String(toPay.length),
    mensualité: formatEuros(first?.amountCents ?? 0),
    'dernière mensualité': formatEuros(last?.amountCents ?? 0),
    'première échéance': formatLongDate(first?.dueOn ?? plan.proposedOn),
    'dernière échéance': formatLongDate(last?.dueOn ?? plan.proposedOn),
    'numéro de version': String(made.number),
    'motif du changement': made.reason,
    'déjà payé': formatEuros(totalOf(made.rows.slice(0, made.frozenCount))),
    'reste à payer': formatEuros(totalOf(toPay)),
    'dette effacée':
      made.writtenOffCents > 0
        ? `Le bailleur a effacé ${formatEuros(made.writtenOffCents)} de cette dette : vous ne les devez plus.`
        : '',
    'ordre des paiements':
      plan.paymentPriority === 'plan-first'
        ? 'la mensualité du plan d’abord, puis le loyer du mois'
        : 'le loyer du mois d’abord, puis la mensualité du plan',
    'règle d’arrondi': scheduleConventionLabels[made.awaitsAgreement ? 'half-up' : plan.convention],
    'organisme payeur': payer,
    'approbation du plan': needsApproval
      ? `Vous recevez une aide au logement : ce plan doit être approuvé par la ${payer}. Nous le lui envoyons une fois signé.`
      : '',
  }
}

const tablesOf = (standing: StandingPlan, version: StandingVersion): LetterTables => {
  const { rows, frozenCount } = version.made
  return {
    échéancier: scheduleTable(rows, frozenCount),
    'ce qui change': {
      columns: [
        { label: 'Votre plan', numeric: false },
        { label: 'Avant', numeric: true },
        { label: 'Maintenant', numeric: true },
      ],
      rows: changesOf(standing, version).map(({ label, before, after }) => [label, before, after]),
    },
  }
}

const scheduleTable = (rows: readonly Instalment[], frozenCount: number): LetterTable => {
  const paidColumn = frozenCount > 0 ? [{ label: 'État', numeric: false }] : []
  return {
    columns: [
      { label: 'N°', numeric: true },
      { label: 'À payer le', numeric: false },
      ...paidColumn,
      { label: 'Montant', numeric: true },
    ],
    rows: rows.map(({ number, dueOn, amountCents }, index) => [
      String(number),
      formatLongDate(dueOn),
      ...paidColumn.map(() => (index < frozenCount ? 'déjà payée' : 'à payer')),
      formatEuros(amountCents),
    ]),
  }
}
