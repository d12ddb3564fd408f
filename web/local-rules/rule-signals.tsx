import { type LocalRuleStatus, localRuleStatusLabels } from '#domain/local-rules/kinds.ts'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const kinds: Readonly<Record<LocalRuleStatus, SignalKind>> = {
  draft: 'soon',
  coming: 'soon',
  'in-force': 'done',
  closed: 'none',
}

type Props = { status: LocalRuleStatus; hasDraft: boolean; isShipped: boolean }

export const RuleStatus = ({ status, hasDraft, isShipped }: Props) => {
  if (isShipped) return <Signal kind="none">fournie avec Palier</Signal>
  const told = localRuleStatusLabels[status].toLowerCase()
  return (
    <Signal kind={kinds[status]}>
      {hasDraft && status !== 'draft' ? `${told}, brouillon ouvert` : told}
    </Signal>
  )
}
