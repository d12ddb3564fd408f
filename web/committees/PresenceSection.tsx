import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { hasQuorum } from '#domain/committees/sittings.ts'
import { api } from '#web/client.ts'
import { useSittingCommand } from '#web/committees/use-sitting-command.ts'
import type { Sitting } from '#web/committees/views.ts'
import classes from '#web/offers/offers.module.css'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

/** `isReading`: the sitting has just changed, and its new version is on its way. */
type Props = { sitting: Sitting; isReading: boolean }

/** Who was there, and whether that is enough for a decision to hold. */
export const PresenceSection = ({ sitting, isReading }: Props) => {
  const { id: sittingId, version, members, quorum, state } = sitting
  const [typed, setTyped] = useState<string[] | undefined>()
  const present = typed ?? sitting.presentIds
  const may = useAccess('review-applications')
  const command = useSittingCommand(api.committees.setPresence, { onDone: () => setTyped(undefined) })
  const told = command.refusal?.message ?? command.failure
  const isOpen = state === 'to-decide' || state === 'to-sign'
  const isReached = hasQuorum(quorum, members, present)
  return (
    <Section title="Présents">
      {state !== 'planned' && state !== 'cancelled' && (
        <Signal kind={isReached ? 'done' : 'soon'}>
          {isReached ? `Quorum de ${quorum} atteint` : `Quorum de ${quorum} pas atteint`}
        </Signal>
      )}
      {told && <Notice kind="late">{told}</Notice>}
      {isOpen && may.allowed ? (
        <Checkbox.Group value={present} onChange={setTyped} label="Membres présents" mt="sm">
          {members.map((member) => (
            <Checkbox key={member.id} value={member.id} mt="xs" label={describe(member)} />
          ))}
        </Checkbox.Group>
      ) : (
        <ul className={classes.rows} aria-label="Membres">
          {members.map((member) => (
            <li key={member.id}>
              <span>{describe(member)}</span>
              {state !== 'planned' && state !== 'cancelled' && (
                <Signal kind={present.includes(member.id) ? 'done' : 'none'}>
                  {present.includes(member.id) ? 'Présence' : 'Absence'}
                </Signal>
              )}
            </li>
          ))}
        </ul>
      )}
      {isOpen && (
        <ReasonedButton
          mt="md"
          size="xs"
          because={may.because ?? (typed === undefined ? 'Rien n’a changé.' : undefined)}
          loading={command.isRunning || isReading}
          onClick={() => void command.run({ sittingId, version, memberIds: present })}
        >
          Noter les présents
        </ReasonedButton>
      )}
      {state === 'planned' && <p>{`Quorum : ${quorum}. Les présents se notent le jour de la séance.`}</p>}
    </Section>
  )
}

const describe = ({ name, capacity, isChair, hasVote }: Sitting['members'][number]): string =>
  [name, isChair && 'préside', capacity, !hasVote && 'sans voix'].filter(Boolean).join(', ')
