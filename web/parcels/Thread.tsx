import type { ThreadLine } from '#contract/parcels.ts'
import { type NewsKind, newsLabels } from '#domain/parcels/kinds.ts'
import { type DeclineReason, declineReasonLabels } from '#domain/referrals/states.ts'
import classes from '#web/parcels/parcels.module.css'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Timeline } from '#web/ui/Timeline.tsx'

const labelOf = (kind: string): string => {
  if (kind === 'files-refused') return 'Pièces écartées'
  if (kind.startsWith('declined-'))
    return `Motif noté : ${declineReasonLabels[kind.slice('declined-'.length) as DeclineReason]}`
  return newsLabels[kind as NewsKind] ?? kind
}

/** What was said by each side, in its order. `other` names who is opposite. */
export const Thread = ({ lines, other }: { lines: readonly ThreadLine[]; other: string }) =>
  lines.length === 0 ? (
    <EmptyState title="Pas encore de nouvelles" />
  ) : (
    <Timeline
      label="Fil"
      moments={lines.map((line) => ({
        key: line.id,
        when: <span className="figures">{formatInstant(line.at)}</span>,
        title: labelOf(line.kind),
        by: byOf(line, other),
        ...(line.text ? { children: <p className={classes.message}>{line.text}</p> } : {}),
      }))}
    />
  )

const byOf = ({ by, isFromOther, isTold }: ThreadLine, other: string) => {
  if (isFromOther) return other
  return [by, isTold ? undefined : 'reste chez nous'].filter(Boolean).join(', ')
}
