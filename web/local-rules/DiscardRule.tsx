import { useNavigate } from 'react-router'
import type { RuleView } from '#contract/local-rule-shapes.ts'
import { api } from '#web/client.ts'
import { DiscardDraft } from '#web/definitions/DiscardDraft.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { notify } from '#web/ui/notify.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { rule: RuleView; ruleId: string; version: number; onGone: () => void }

export const DiscardRule = ({ rule, ruleId, version, onGone }: Props) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const command = useApiCommand(api.localRules.discardDraft, {
    onDone: ({ isGone }) => {
      onGone()
      void notify('Brouillon abandonné.')
      if (isGone) void navigate(paths.settingsLocalRules({ slug }))
    },
  })
  return (
    <DiscardDraft command={command} discard={() => command.run({ ruleId, version })}>
      {rule.versions.length === 0
        ? 'Ces règles n’ont jamais été en vigueur : elles disparaissent avec leur brouillon.'
        : 'Les règles en vigueur ne changent pas. Ce qui est écrit dans ce brouillon est perdu.'}
    </DiscardDraft>
  )
}
