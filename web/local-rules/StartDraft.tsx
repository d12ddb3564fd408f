import type { RuleView } from '#contract/local-rule-shapes.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand } from '#web/use-api.ts'

/** Opens a draft: of the organisation's own rules, or of those shipped, taken over. */
export const StartDraft = ({ rule }: { rule: RuleView }) => {
  const { kind, territoryCode, territoryName, own } = rule
  const editing = useAccess('edit-local-rules')
  const create = useApiCommand(api.localRules.create)
  const start = useApiCommand(api.localRules.startDraft)
  const run = () =>
    own
      ? start.run({ ruleId: own.ruleId, version: own.version })
      : create.run({ kind, territoryCode, territoryName, start: 'shipped' })
  const told = (create.refusal ?? start.refusal)?.message ?? create.failure ?? start.failure
  return (
    <>
      <ReasonedButton
        because={editing.because}
        loading={create.isRunning || start.isRunning}
        onClick={() => void run()}
      >
        {own ? 'Préparer la version suivante' : 'Reprendre ces règles'}
      </ReasonedButton>
      {told && <Notice kind="late">{told}</Notice>}
    </>
  )
}
