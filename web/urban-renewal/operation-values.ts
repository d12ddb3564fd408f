import type { Operation, OperationFacts } from '#contract/urban-renewal.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { InvestmentTax, OperationKind, RequalificationReading } from '#domain/urban-renewal/kinds.ts'

export type OperationValues = {
  name: string
  committedOn: PlainDate | null
  kind: OperationKind
  plus: number | string
  plai: number | string
  isComplementaryAsked: boolean
  investmentCents: number | null
  investmentTax: InvestmentTax
  anruSubsidyCents: number | null
  reading: RequalificationReading
}

export const operationValues = (operation: Operation | undefined, today: PlainDate): OperationValues => {
  const facts = operation?.facts
  const homes = facts?.kind === 'reconstitution' ? facts : undefined
  const works = facts?.kind === 'requalification' ? facts : undefined
  return {
    name: operation?.name ?? '',
    committedOn: operation?.committedOn ?? today,
    kind: facts?.kind ?? 'reconstitution',
    plus: homes?.units.plus ?? 0,
    plai: homes?.units.plai ?? 0,
    isComplementaryAsked: homes?.isComplementaryAsked ?? false,
    investmentCents: works?.investmentCents ?? null,
    investmentTax: works?.investmentTax ?? 'unknown',
    anruSubsidyCents: works?.anruSubsidyCents ?? null,
    reading: works?.reading ?? 'literal',
  }
}

/** Undefined while something is missing. */
export const operationFacts = (values: OperationValues): OperationFacts | undefined => {
  if (values.kind === 'reconstitution') {
    const units = { plus: Number(values.plus) || 0, plai: Number(values.plai) || 0 }
    if (units.plus + units.plai === 0) return undefined
    return { kind: 'reconstitution', units, isComplementaryAsked: values.isComplementaryAsked }
  }
  const { investmentCents, investmentTax, anruSubsidyCents, reading } = values
  if (!investmentCents || anruSubsidyCents === null) return undefined
  return { kind: 'requalification', investmentCents, investmentTax, anruSubsidyCents, reading }
}
