import type { budget, Snapshot } from '#contract/budget.ts'
import type { Output } from '#contract/endpoint.ts'
import { assessBudget, type BudgetAssessment } from '#domain/budget/assess.ts'
import type { ChargeKind, ResourceKind } from '#domain/budget/kinds.ts'
import type { BudgetSnapshot, Period } from '#domain/budget/snapshot.ts'
import { readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export type Situation = Output<typeof budget.openSituation>

type Line<Kind> = {
  kind: Kind
  amountCents: number | null
  every: Period
  proofSeen: boolean
  proofFileId: string | null
  note: string | null
}
export type MemberValues = Snapshot['members'][number]

/** A situation as it is being written: an amount may still be missing. */
export type SnapshotValues = {
  onDate: PlainDate | null
  comment: string
  members: MemberValues[]
  resources: Line<ResourceKind>[]
  charges: Line<ChargeKind>[]
}

export const newLine = <Kind>(kind: Kind, amountCents: number | null = null): Line<Kind> => ({
  kind,
  amountCents,
  every: 'month',
  proofSeen: false,
  proofFileId: null,
  note: null,
})

export const valuesOf = ({ onDate, comment, members, resources, charges }: Snapshot): SnapshotValues => ({
  onDate,
  comment: comment ?? '',
  members,
  resources,
  charges,
})

/** The last situation taken up again today; proofs are to be seen again. Without any, the household and its rent. */
export const startFrom = (
  situation: Situation,
  last: Snapshot | undefined,
  today: PlainDate,
): SnapshotValues => {
  if (last) {
    const unseen = <T extends { proofSeen: boolean; proofFileId: string | null }>(line: T): T => ({
      ...line,
      proofSeen: false,
      proofFileId: null,
    })
    const { members, resources, charges } = valuesOf(last)
    return {
      onDate: today,
      comment: '',
      members,
      resources: resources.map(unseen),
      charges: charges.map(unseen),
    }
  }
  const { members, tenancy } = situation
  return {
    onDate: today,
    comment: '',
    members,
    resources: [
      newLine<ResourceKind>('wages'),
      ...(tenancy && tenancy.benefitCents > 0
        ? [newLine<ResourceKind>('housing-benefit', tenancy.benefitCents)]
        : []),
    ],
    charges: [
      newLine<ChargeKind>('rent', tenancy?.rentCents ?? null),
      ...(tenancy && tenancy.chargesCents > 0
        ? [newLine<ChargeKind>('recoverable-charges', tenancy.chargesCents)]
        : []),
      newLine<ChargeKind>('electricity'),
    ],
  }
}

/** A document is a proof only of a line whose proof was seen. */
const written = <Kind>(lines: Line<Kind>[]) =>
  lines.flatMap((line) =>
    line.amountCents === null
      ? []
      : [{ ...line, amountCents: line.amountCents, proofFileId: line.proofSeen ? line.proofFileId : null }],
  )

/** What is sent: lines without an amount are left out. */
export const contentOf = (values: SnapshotValues, onDate: PlainDate) => ({
  onDate,
  comment: values.comment.trim() || null,
  members: values.members,
  resources: written(values.resources),
  charges: written(values.charges),
})

/** The figures of a situation, by the rules the server has, on the figures in force that day. */
export const assess = (snapshot: BudgetSnapshot, figures: Situation['figures']): BudgetAssessment =>
  assessBudget(snapshot, readParameters(figures, snapshot.onDate))
