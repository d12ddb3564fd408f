import { Button } from '@mantine/core'
import { useState } from 'react'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import { channelLabels, refusalOriginLabels, skipReasonLabels } from '#domain/communications/kinds.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import { RefusalForm } from '#web/communications/RefusalForm.tsx'
import { nameLanguage, tellAddress } from '#web/communications/words.ts'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Rules = Output<typeof communications.readContactRules>

/** How a household can be reached today, and what it refuses. */
export const ContactRules = ({ householdId }: { householdId: string }) => {
  const [isRefusing, setRefusing] = useState(false)
  const { because } = useAccess('send-messages')
  const { data, error, refetch } = useApiQuery(api.communications.readContactRules, { householdId })
  return (
    <Section
      title="Joindre ce ménage"
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={() => setRefusing(true)}>
          Ne plus contacter ainsi
        </ReasonedButton>
      }
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Canaux" />}
      {data && <Channels rules={data} />}
      {data && <Refusals householdId={householdId} rules={data} />}
      {data && <DeadAddresses householdId={householdId} rules={data} />}
      {isRefusing && <RefusalForm householdId={householdId} onClose={() => setRefusing(false)} />}
    </Section>
  )
}

const Channels = ({ rules: { refusesAll, today } }: { rules: Rules }) => (
  <>
    {refusesAll && (
      <Notice kind="late">
        Le dossier dit « ne pas contacter » : aucun message ne part, par aucun canal. Changez-le dans
        l’en-tête du dossier.
      </Notice>
    )}
    <LineList>
      {today.map(({ channel, address, language, reason, detail }) => (
        <li key={channel}>
          <span>
            <strong>{channelLabels[channel]}</strong>{' '}
            {reason ? (
              <Signal kind="soon">{`${skipReasonLabels[reason]}${detail ? ` (${tellAddress(detail)})` : ''}`}</Signal>
            ) : (
              <Signal kind="done">{`${address ? tellAddress(address) : ''}${language && language !== 'fr' ? `, en ${nameLanguage(language).toLocaleLowerCase('fr')} si le modèle le parle` : ''}`}</Signal>
            )}
          </span>
        </li>
      ))}
    </LineList>
  </>
)

type PartProps = { householdId: string; rules: Rules }

const Refusals = ({ householdId, rules: { refusals } }: PartProps) => {
  const { allowed } = useAccess('send-messages')
  const end = useApiCommand(api.communications.endRefusal, { onDone: () => void notify('Refus levé.') })
  if (refusals.length === 0) return null
  return (
    <LineList>
      {refusals.map((refusal) => (
        <li key={refusal.refusalId}>
          <span>{tellRefusal(refusal)}</span>
          {allowed && refusal.isRunning && (
            <Button
              variant="default"
              size="compact-sm"
              loading={end.isRunning}
              onClick={() => void end.run({ householdId, refusalId: refusal.refusalId })}
            >
              Lever ce refus
            </Button>
          )}
        </li>
      ))}
    </LineList>
  )
}

const tellRefusal = ({ channel, origin, reason, fromOn, untilOn, recordedBy }: Rules['refusals'][number]) => {
  const until = untilOn ? ` jusqu’au ${formatDate(untilOn as PlainDate)}` : ''
  const why = reason ? ` (${reason})` : ''
  return `${channelLabels[channel]} refusé depuis le ${formatDate(fromOn as PlainDate)}${until} : ${refusalOriginLabels[origin].toLocaleLowerCase('fr')}${why}. Noté par ${recordedBy}.`
}

const DeadAddresses = ({ householdId, rules: { deadAddresses } }: PartProps) => {
  const { allowed } = useAccess('send-messages')
  const revive = useApiCommand(api.communications.reviveAddress, {
    onDone: () => void notify('Cette adresse reçoit à nouveau.'),
  })
  if (deadAddresses.length === 0) return null
  return (
    <LineList>
      {deadAddresses.map(({ channel, address, reason }) => (
        <li key={`${channel}/${address}`}>
          <span className={classes.address}>
            <Signal kind="late">{`${channelLabels[channel]} : ${tellAddress(address)} ne reçoit plus rien. ${reason}`}</Signal>
          </span>
          {allowed && (
            <Button
              variant="default"
              size="compact-sm"
              loading={revive.isRunning}
              onClick={() => void revive.run({ householdId, channel, address })}
            >
              Elle fonctionne à nouveau
            </Button>
          )}
        </li>
      ))}
    </LineList>
  )
}
