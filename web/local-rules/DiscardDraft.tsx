import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { RuleView } from '#contract/local-rule-shapes.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { rule: RuleView; ruleId: string; version: number; onGone: () => void }

export const DiscardDraft = ({ rule, ruleId, version, onGone }: Props) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const command = useApiCommand(api.localRules.discardDraft, {
    onDone: ({ isGone }) => {
      onGone()
      void notify('Brouillon abandonné.')
      if (isGone) void navigate(paths.settingsLocalRules({ slug }))
    },
  })
  const isFirst = rule.versions.length === 0
  return (
    <>
      <Button variant="subtle" color="late" onClick={() => setAsking(true)}>
        Abandonner le brouillon
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Abandonner le brouillon ?"
        confirmLabel="Abandonner le brouillon"
        isDangerous
        command={command}
        onConfirm={() => command.run({ ruleId, version })}
      >
        {isFirst
          ? 'Ces règles n’ont jamais été en vigueur : elles disparaissent avec leur brouillon.'
          : 'Les règles en vigueur ne changent pas. Ce qui est écrit dans ce brouillon est perdu.'}
      </ConfirmDialog>
    </>
  )
}
