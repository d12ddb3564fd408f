import type { Renewal } from '#domain/conventions/kinds.ts'
import type { Clauses, ConventionTerms, Target } from '#domain/conventions/terms.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { isSameTerritory, type NamedTerritory } from '#domain/territories/kinds.ts'

/** What an amendment changes; what it leaves out stays. Money goes into envelopes, in rows of its own. */
export type TermChanges = {
  endsOn?: PlainDate | null
  renewal?: Renewal
  renewalMonths?: number | null
  noticeDays?: number | null
  addedTerritories?: readonly NamedTerritory[]
  removedTerritories?: readonly NamedTerritory[]
  addedFields?: readonly FundingField[]
  removedFields?: readonly FundingField[]
  addedTargets?: readonly Target[]
  removedTargets?: readonly Target[]
  clauses?: Partial<Clauses>
}

export type Amendment = { number: number; effectiveOn: PlainDate; changes: TermChanges }

/** The terms on a day: what was agreed at first, and each amendment in force by then, in the order they take effect. */
export const termsAt = (
  agreed: ConventionTerms,
  amendments: readonly Amendment[],
  on: PlainDate,
): ConventionTerms =>
  amendments
    .filter(({ effectiveOn }) => effectiveOn <= on)
    .toSorted((a, b) =>
      a.effectiveOn === b.effectiveOn ? a.number - b.number : a.effectiveOn < b.effectiveOn ? -1 : 1,
    )
    .reduce((terms, { changes }) => amend(terms, changes), agreed)

const amend = (terms: ConventionTerms, changes: TermChanges): ConventionTerms => ({
  ...terms,
  endsOn: changes.endsOn === undefined ? terms.endsOn : changes.endsOn,
  renewal: changes.renewal ?? terms.renewal,
  renewalMonths: changes.renewalMonths === undefined ? terms.renewalMonths : changes.renewalMonths,
  noticeDays: changes.noticeDays === undefined ? terms.noticeDays : changes.noticeDays,
  territories: change(
    terms.territories,
    changes.addedTerritories,
    changes.removedTerritories,
    isSameTerritory,
  ),
  fields: change(terms.fields, changes.addedFields, changes.removedFields, Object.is),
  targets: change(terms.targets, changes.addedTargets, changes.removedTargets, isSameTarget),
  clauses: { ...terms.clauses, ...changes.clauses },
})

const isSameTarget = (one: Target, other: Target): boolean =>
  one.kind === other.kind && one.field === other.field && one.year === other.year

/** Adding what is there replaces it, so that nothing stands twice. */
const change = <T>(
  list: readonly T[],
  added: readonly T[] = [],
  removed: readonly T[] = [],
  isSame: (one: T, other: T) => boolean,
): readonly T[] => [
  ...list.filter((one) => ![...removed, ...added].some((other) => isSame(one, other))),
  ...added.filter((one, rank) => added.findIndex((other) => isSame(one, other)) === rank),
]
