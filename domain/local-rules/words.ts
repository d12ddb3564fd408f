import type { DaloRule } from '#domain/local-rules/dalo-rule.ts'
import {
  type FslAid,
  type FslCeiling,
  type FslCondition,
  type FslRule,
  fslAidKindLabels,
  fslDocumentLabels,
  fslFormLabels,
  fslRaiseLabels,
} from '#domain/local-rules/fsl-rule.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPercent } from '#domain/ratio.ts'

/** A line of the rules as a person reads it, in the order of the rules. */
export type RuleLine = { label: string; values: string[] }

export const tellCondition = (condition: FslCondition): string => {
  switch (condition.is) {
    case 'quotient-per-person':
      return `(ressources + aide au logement − loyer) ÷ personnes, au plus ${[
        `${formatEuros(condition.single)} pour une personne seule`,
        `${formatEuros(condition.couple)} pour un couple`,
        `${formatEuros(condition.oneChild)} avec un enfant`,
        `${formatEuros(condition.twoChildren)} avec deux`,
        `${formatEuros(condition.threeChildren)} avec trois ou plus`,
      ].join(', ')}`
    case 'quotient-per-unit':
      return `ressources ÷ unités de consommation, au plus ${formatEuros(condition.ceiling)}`
    case 'resources-per-rsa':
      return `ressources, au plus ${formatPercent(condition.multiple)} du RSA du foyer`
    case 'resources-per-poverty-line':
      return `ressources, au plus ${formatPercent(condition.share)} du seuil de pauvreté du ménage`
    case 'effort-below':
      return `pour l’accès, taux d’effort inférieur à ${formatPercent(condition.ceiling)}${
        condition.countsFslLoan ? ', mensualité du prêt FSL comprise' : ''
      }`
    case 'energy-label':
      return `pour l’accès, étiquette énergie ${condition.worst} ou meilleure`
  }
}

export const tellCeiling = (ceiling: FslCeiling): string => {
  switch (ceiling.is) {
    case 'cents':
      return `au plus ${formatEuros(ceiling.value)}`
    case 'share':
      return `${formatPercent(ceiling.value)} de la facture`
    case 'months-covered':
      return `${ceiling.value} mois garantis`
    case 'months-of-rent':
      return `au plus ${ceiling.value} mois de loyer hors charges${
        ceiling.whenFurnished === null ? '' : `, ${ceiling.whenFurnished} en meublé`
      }`
  }
}

export const tellAid = ({ kind, form, ceiling, frequency, note }: FslAid): string => {
  const terms = [
    `${fslAidKindLabels[kind]} : ${fslFormLabels[form].toLowerCase()}`,
    ceiling ? tellCeiling(ceiling) : null,
    frequency,
  ].filter((words) => words !== null)
  return note ? `${terms.join(', ')}. ${note}` : terms.join(', ')
}

const told = (lines: readonly (RuleLine | null)[]): RuleLine[] =>
  lines.filter((line): line is RuleLine => line !== null && line.values.length > 0)

export const tellFslRule = (rule: FslRule): RuleLine[] =>
  told([
    { label: 'Conditions', values: rule.conditions.map(tellCondition) },
    { label: 'Plafonds relevés pour', values: rule.raisedFor.map((one) => fslRaiseLabels[one]) },
    { label: 'Aides', values: rule.aids.map(tellAid) },
    { label: 'Pièces demandées', values: rule.documents.map((one) => fslDocumentLabels[one]) },
    rule.monthsToApplyAfterEntry === null
      ? null
      : {
          label: 'Délai pour demander',
          values: [`${rule.monthsToApplyAfterEntry} mois après l’entrée`],
        },
    rule.decisionMonths === null
      ? null
      : { label: 'Délai de réponse du fonds', values: [`${rule.decisionMonths} mois`] },
    rule.notes === null ? null : { label: 'À savoir', values: [rule.notes] },
  ])

export const tellDaloRule = (rule: DaloRule): RuleLine[] =>
  told([
    rule.longWaitMonths === null
      ? null
      : { label: 'Délai anormalement long', values: [`${rule.longWaitMonths} mois`] },
    { label: 'Outre-mer', values: [rule.isOverseas ? 'oui : délais plus longs' : 'non'] },
    rule.hasLargeAgglomeration === null
      ? null
      : {
          label: 'Agglomération de plus de 300 000 habitants',
          values: [
            rule.hasLargeAgglomeration ? 'oui : le préfet a six mois' : 'non : le préfet a trois mois',
          ],
        },
    rule.notes === null ? null : { label: 'À savoir', values: [rule.notes] },
  ])
