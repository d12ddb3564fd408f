import { centsInput, countInput, explain } from '#domain/explanation.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { type AidFamily, type AidZone, aidZoneNames } from '#domain/rights/aid-facts.ts'
import { knowsRls, type RlsFigures, readRlsFigures, valueForFamily } from '#domain/rights/aid-figures.ts'
import type { RightsFacts } from '#domain/rights/facts.ts'
import { aidFamilyOf } from '#domain/rights/family.ts'
import { countResources } from '#domain/rights/resource-bases.ts'
import { estimated, lacking, notDue, type RightEstimate, toCheck } from '#domain/rights/right-estimate.ts'

export type RlsFacts = AidFamily & { zone: AidZone; resourcesMonthCents: Cents }

/** Nought from the ceiling on: resources must be « inférieures » to it (CCH L.442-2-1). */
export const estimateRls = (facts: RlsFacts, figures: RlsFigures): Cents => {
  const { amounts, ceilings } = figures[facts.zone]
  return facts.resourcesMonthCents < valueForFamily(ceilings, facts) ? valueForFamily(amounts, facts) : 0
}

/** The reduction a social landlord takes off the rent. */
export const rlsRight = (
  facts: RightsFacts,
  zone: AidZone | null,
  params: ParameterReader,
): RightEstimate => {
  const { answers, situation, tenancy } = facts
  if (answers.isSocialLandlord === false)
    return notDue('rls', facts, 'La RLS ne concerne que les logements des bailleurs sociaux.')
  if (!knowsRls(params)) return toCheck('rls', facts, 'Aucun barème de la RLS n’est connu à cette date.')
  if (!situation || zone === null || answers.isSocialLandlord === null)
    return lacking('rls', facts, [
      ...(answers.isSocialLandlord === null ? (['social-landlord'] as const) : []),
      ...(situation ? [] : (['situation'] as const)),
      ...(zone === null ? (['zone'] as const) : []),
    ])
  const family = aidFamilyOf(situation.members, params)
  const counted = countResources('housing-aid', situation, params)
  const figures = readRlsFigures(params)
  const amount = estimateRls({ zone, ...family, resourcesMonthCents: counted.monthlyCents }, figures)
  const keys = [`rls.amount.${zone}.`, `rls.ceiling.${zone}.`]
  return estimated('rls', facts, amount, {
    inPaymentCents: tenancy?.rlsCents ?? 0,
    explanation: explain({
      label: 'Réduction de loyer de solidarité par mois',
      result: { kind: 'cents', value: amount },
      formula: 'montant de la zone et de la famille, quand les ressources sont inférieures au plafond',
      inputs: [
        centsInput('Ressources par mois', counted.monthlyCents),
        centsInput('Plafond', valueForFamily(figures[zone].ceilings, family)),
        { label: 'Zone', kind: 'text', value: aidZoneNames[zone] },
        { label: 'En couple', kind: 'boolean', value: family.isCouple },
        countInput('Personnes à charge', family.dependants),
      ],
      sources: ['CCH L.442-2-1'],
      parameters: params.used().filter(({ key }) => keys.some((prefix) => key.startsWith(prefix))),
      asOf: params.onDate,
      steps: [counted.explanation],
    }),
  })
}
