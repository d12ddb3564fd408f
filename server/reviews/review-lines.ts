import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { type ApplicationFact, fundingRefusalReasonLabels } from '#domain/funding/application-facts.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import { type ApplicationCourse, lineOf } from '#domain/funding/walk-application.ts'
import { formatEuros } from '#domain/money.ts'
import type { Acting } from '#server/use-case.ts'

type ReviewLine = Output<typeof contract.reviews.get>['lines'][number]

/** What the file asks for, line by line, and where each stands. */
export const listReviewLines = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  applicationId: string,
  course: ApplicationCourse,
  facts: readonly ApplicationFact[],
): Promise<ReviewLine[]> => {
  const rows = await tx
    .selectFrom('application_line as l')
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'l.organisation_id')
        .onRef('v.product_id', '=', 'l.product_id')
        .onRef('v.number', '=', 'l.product_number'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.application_id', '=', applicationId)
    .select(['l.id as lineId', 'v.name as productName', 'v.kind'])
    .select(['l.requested_cents as requestedCents', 'l.months'])
    .orderBy('l.position')
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as FinancingKind,
    ...standing(course, facts, row.lineId),
  }))
}

const standing = (course: ApplicationCourse, facts: readonly ApplicationFact[], lineId: string) => {
  const line = lineOf(course, lineId)
  const isGranted = line.state === 'granted'
  return {
    state: line.state,
    sitting:
      line.state === 'on-agenda' ? { id: line.sittingId, heldOn: line.heldOn } : lastSitting(facts, lineId),
    financingId: isGranted ? line.grant.financingId : null,
    told: tell(line),
  }
}

const lastSitting = (facts: readonly ApplicationFact[], lineId: string) => {
  const placed = facts.findLast((fact) => fact.kind === 'placed-on-agenda' && fact.lineId === lineId)
  return placed?.kind === 'placed-on-agenda' ? { id: placed.sittingId, heldOn: placed.heldOn } : null
}

const tell = (line: ReturnType<typeof lineOf>): string | null => {
  switch (line.state) {
    case 'granted': {
      const { cents, months, conditions } = line.grant
      const length = months === null ? '' : ` sur ${months} mois`
      return [`${formatEuros(cents)}${length}`, conditions].filter(Boolean).join('. ')
    }
    case 'refused': {
      const reasons = line.reasons as (keyof typeof fundingRefusalReasonLabels)[]
      return `${reasons.map((reason) => fundingRefusalReasonLabels[reason]).join(' ; ')}. ${line.text}`
    }
    case 'adjourned':
      return line.reason
    default:
      return null
  }
}
