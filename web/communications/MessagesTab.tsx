import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import {
  channelLabels,
  channels,
  compartmentLabels,
  messageStateLabels,
  skipReasonLabels,
} from '#domain/communications/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { ContactRules } from '#web/communications/ContactRules.tsx'
import { MessagePanel } from '#web/communications/MessagePanel.tsx'
import { messageSignals } from '#web/communications/words.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

type MessageRow = Output<typeof communications.listHouseholdMessages>['rows'][number]
const schema = { canal: oneOf(channels), message: text() }

/** What was sent to a household, and how it may be reached. */
export const MessagesTab = ({ householdId }: { householdId: string }) => {
  const { slug } = useMember()
  const sending = useAccess('send-messages')
  return (
    <>
      <ContactRules householdId={householdId} />
      <Section
        title="Messages"
        actions={
          sending.allowed && (
            <Button
              component={Link}
              size="xs"
              to={`${paths.newMessages({ slug })}?source=household&menage=${householdId}`}
            >
              Écrire à ce ménage
            </Button>
          )
        }
      >
        <Messages householdId={householdId} />
      </Section>
    </>
  )
}

const Messages = ({ householdId }: { householdId: string }) => {
  const [{ canal, message }, change] = useUrlState(schema)
  const [opened, setOpened] = useState<string>()
  const shown = opened ?? (message || undefined)
  const page = useApiPages(api.communications.listHouseholdMessages, {
    householdId,
    ...(canal && { channel: canal }),
    limit: 30,
  })
  const close = () => {
    setOpened(undefined)
    change({ message: '' })
  }
  return (
    <>
      <Filters isActive={canal !== undefined} onClear={() => change({ canal: undefined })}>
        <OneFilter
          label="Canal"
          choices={choicesOf(channels, channelLabels)}
          value={canal}
          onChange={(chosen) => change({ canal: chosen })}
        />
      </Filters>
      <DataTable
        label="Messages du ménage"
        noun={{ one: 'message', many: 'messages' }}
        columns={columnsOf(setOpened)}
        page={page}
        rowKey={({ messageId }) => messageId}
        empty={
          <EmptyState title="Aucun message">
            Écrivez à ce ménage à partir d’un modèle : la preuve de chaque envoi reste ici.
          </EmptyState>
        }
      />
      {shown && <MessagePanel householdId={householdId} messageId={shown} onClose={close} />}
    </>
  )
}

const columnsOf = (open: (messageId: string) => void): Column<MessageRow>[] => [
  {
    key: 'name',
    header: 'Message',
    cell: ({ messageId, name }) => (
      <Button variant="subtle" size="compact-sm" px={0} onClick={() => open(messageId)}>
        {name}
      </Button>
    ),
  },
  { key: 'channel', header: 'Canal', cell: ({ channel }) => channelLabels[channel] },
  {
    key: 'side',
    header: 'Service',
    from: 'laptop',
    cell: ({ compartment }) => compartmentLabels[compartment],
  },
  { key: 'state', header: 'État', grows: true, cell: (row) => <StateOf row={row} /> },
  {
    key: 'at',
    header: 'Parti le',
    from: 'tablet',
    cell: ({ sentAt }) => (sentAt ? formatInstant(sentAt) : '—'),
  },
]

const StateOf = ({
  row: { state, skipReason, bouncedAt, bounceReason, deliveredAt },
}: {
  row: MessageRow
}) => {
  if (bouncedAt) return <Signal kind="late">{`Revenu : ${bounceReason}`}</Signal>
  if (skipReason) return <Signal kind="soon">{skipReasonLabels[skipReason]}</Signal>
  return <Signal kind={messageSignals[state]}>{deliveredAt ? 'Reçu' : messageStateLabels[state]}</Signal>
}
