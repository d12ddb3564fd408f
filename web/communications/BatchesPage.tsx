import { Button } from '@mantine/core'
import { Link } from 'react-router'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import {
  batchStateLabels,
  batchStates,
  channelLabels,
  compartmentLabels,
} from '#domain/communications/kinds.ts'
import { formatInteger } from '#domain/money.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { MessagesFrame } from '#web/communications/MessagesFrame.tsx'
import { batchSignals } from '#web/communications/words.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

type BatchRow = Output<typeof communications.listBatches>['rows'][number]
const schema = { etat: oneOf(batchStates) }

export const BatchesPage = () => {
  const { slug } = useMember()
  const sending = useAccess('send-messages')
  const [{ etat }, change] = useUrlState(schema)
  const page = useApiPages(api.communications.listBatches, { ...(etat && { state: etat }), limit: 50 })
  return (
    <MessagesFrame
      title="Messages"
      subtitle="Rien ne part sans qu’une personne ait relu l’envoi et l’ait lancé."
      actions={
        sending.allowed && (
          <Button component={Link} to={paths.newMessages({ slug })}>
            Préparer un envoi
          </Button>
        )
      }
    >
      <Filters isActive={etat !== undefined} onClear={() => change({ etat: undefined })}>
        <OneFilter
          label="État"
          choices={choicesOf(batchStates, batchStateLabels)}
          value={etat}
          onChange={(chosen) => change({ etat: chosen })}
        />
      </Filters>
      <DataTable
        label="Envois"
        noun={{ one: 'envoi', many: 'envois' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ batchId }) => batchId}
        empty={
          <EmptyState title="Aucun envoi">
            Écrivez un modèle, puis préparez un envoi : vous verrez qui le recevra avant de le lancer.
          </EmptyState>
        }
      />
    </MessagesFrame>
  )
}

const columnsOf = (slug: string): Column<BatchRow>[] => [
  {
    key: 'name',
    header: 'Envoi',
    cell: ({ batchId, name }) => <Link to={paths.messageBatch({ slug, batchId })}>{name}</Link>,
  },
  { key: 'channel', header: 'Canal', cell: ({ channel }) => channelLabels[channel] },
  {
    key: 'side',
    header: 'Service',
    from: 'laptop',
    cell: ({ compartment }) => compartmentLabels[compartment],
  },
  {
    key: 'state',
    header: 'État',
    cell: ({ state }) => <Signal kind={batchSignals[state]}>{batchStateLabels[state]}</Signal>,
  },
  {
    key: 'recipients',
    header: 'Destinataires',
    align: 'end',
    cell: ({ recipients }) => formatInteger(recipients),
  },
  { key: 'sent', header: 'Envoyés', align: 'end', cell: ({ sent }) => formatInteger(sent) },
  {
    key: 'skipped',
    header: 'Écartés',
    align: 'end',
    from: 'tablet',
    cell: ({ skipped }) => formatInteger(skipped),
  },
  {
    key: 'returned',
    header: 'Revenus',
    align: 'end',
    from: 'tablet',
    cell: ({ returned }) => formatInteger(returned),
  },
  {
    key: 'at',
    header: 'Préparé',
    from: 'laptop',
    cell: ({ createdAt, createdBy }) => `${formatInstant(createdAt)}, ${createdBy}`,
  },
]
