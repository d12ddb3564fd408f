import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { hasQuorum } from '#domain/committees/sittings.ts'
import { api } from '#web/client.ts'
import type { Sitting } from '#web/committees/views.ts'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiCommand } from '#web/use-api.ts'

/** Who was there, and whether that is enough for a decision to hold. */
export const PresenceSection = ({ sitting }: { sitting: Sitting }) => {
  const { id: sittingId, version, members, quorum, state } = sitting
  const [typed, setTyped] = useState<string[] | undefined>()
  const present = typed ?? sitting.presentIds
  const may = useAccess('review-applications')
  const command = useApiCommand(api.committees.setPresence, { onDone: () => setTyped(undefined) })
  const told = command.refusal?.message ?? command.failure
  const isOpen = state === 'to-decide' || state === 'to-sign'
  const isReached = hasQuorum(quorum, members, present)
  return (
    <Section title="Présents">
      <Signal kind={isReached ? 'done' : 'soon'}>
        {isReached ? `Quorum de ${quorum} atteint` : `Quorum de ${quorum} pas encore atteint`}
      </Signal>
      {told && <Notice kind="late">{told}</Notice>}
      <Checkbox.Group value={present} onChange={setTyped} label="Membres présents" mt="sm">
        {members.map(({ id, name, capacity, isChair, hasVote }) => (
          <Checkbox
            key={id}
            value={id}
            mt="xs"
            disabled={!isOpen || !may.allowed}
            label={[name, isChair && 'préside', capacity, !hasVote && 'sans voix'].filter(Boolean).join(', ')}
          />
        ))}
      </Checkbox.Group>
      {isOpen && (
        <ReasonedButton
          mt="md"
          size="xs"
          because={may.because ?? (typed === undefined ? 'Rien n’a changé.' : undefined)}
          loading={command.isRunning}
          onClick={() => void command.run({ sittingId, version, memberIds: present })}
        >
          Noter les présents
        </ReasonedButton>
      )}
      {state === 'planned' && <p>Les présents se notent le jour de la séance.</p>}
    </Section>
  )
}
