import { tellFact } from '#domain/programmes/conditions.ts'
import type { EligibilityFacts, FactKey } from '#domain/programmes/eligibility-facts.ts'
import { type PublicKind, publicKindLabels } from '#domain/programmes/kinds.ts'

/** A yes-or-no fact settles these: true means « is one of them », or the contrary. */
const settledBy: Partial<Record<PublicKind, { fact: FactKey; when: boolean }>> = {
  'private-employee': { fact: 'private-employee', when: true },
  'non-employee': { fact: 'private-employee', when: false },
  dalo: { fact: 'dalo-recognised', when: true },
  'priority-group': { fact: 'priority-group', when: true },
}

export type Belonging = { belongs: 'yes' | 'no' | 'unknown'; reason: string }

const named = (kinds: readonly string[]) =>
  kinds.map((kind) => publicKindLabels[kind as PublicKind] ?? kind).join(', ')

const settle = (kind: string, facts: EligibilityFacts): { is: boolean; why: string } | undefined => {
  const rule = settledBy[kind as PublicKind]
  const fact = rule && facts[rule.fact]
  if (rule && fact && typeof fact.value === 'boolean')
    return { is: fact.value === rule.when, why: tellFact(rule.fact, fact) }
  const known = facts.public
  if (known && [known.value].flat().includes(kind))
    return { is: true, why: tellFact('public', { ...known, value: kind }) }
  return undefined
}

/** Whether the household is of one of these publics. The file tells what it is known to be, never what it is not. */
export const belongsTo = (publics: readonly string[], facts: EligibilityFacts): Belonging => {
  const settled = publics.map((kind) => settle(kind, facts))
  const is = settled.find((one) => one?.is)
  if (is) return { belongs: 'yes', reason: is.why }
  if (settled.every((one) => one?.is === false))
    return { belongs: 'no', reason: `Ce dispositif s’adresse à : ${named(publics)}.` }
  const open = publics.filter((_, index) => settled[index] === undefined)
  return { belongs: 'unknown', reason: `À vérifier par une personne : ${named(open)} ?` }
}
