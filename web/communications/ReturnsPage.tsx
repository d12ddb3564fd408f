import { Link } from 'react-router'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import { channelLabels, channels } from '#domain/communications/kinds.ts'
import { tellPhone } from '#domain/phone.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import { MessagesFrame } from '#web/communications/MessagesFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

type ReturnRow = Output<typeof communications.listReturns>['rows'][number]
const schema = { canal: oneOf(channels) }

/** Messages that came back: whom to call to learn where they live now. */
export const ReturnsPage = () => {
  const { slug } = useMember()
  const [{ canal }, change] = useUrlState(schema)
  const page = useApiPages(api.communications.listReturns, { ...(canal && { channel: canal }), limit: 50 })
  return (
    <MessagesFrame
      title="Messages revenus"
      needs="read-messages"
      subtitle="Une adresse fausse pour de bon ne reçoit plus rien : corrigez-la dans le dossier, ou dites qu’elle fonctionne à nouveau."
    >
      <Filters isActive={canal !== undefined} onClear={() => change({ canal: undefined })}>
        <OneFilter
          label="Canal"
          choices={choicesOf(channels, channelLabels)}
          value={canal}
          onChange={(chosen) => change({ canal: chosen })}
        />
      </Filters>
      <DataTable
        label="Messages revenus"
        noun={{ one: 'message', many: 'messages' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ messageId }) => messageId}
        empty={
          <EmptyState title="Aucun message revenu">
            Un courrier revient ? Ouvrez le dossier du ménage, onglet Messages, et notez son retour.
          </EmptyState>
        }
      />
    </MessagesFrame>
  )
}

const columnsOf = (slug: string): Column<ReturnRow>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ householdId, householdLabel }) => (
      <Link to={paths.householdMessages({ slug, householdId })}>{householdLabel}</Link>
    ),
  },
  { key: 'channel', header: 'Canal', cell: ({ channel }) => channelLabels[channel] },
  {
    key: 'address',
    header: 'Adresse',
    from: 'tablet',
    cell: ({ address }) => <span className={classes.address}>{address && tellPhone(address)}</span>,
  },
  {
    key: 'reason',
    header: 'Raison',
    grows: true,
    cell: ({ bounceReason, bounceIsPermanent }) => (
      <Signal kind={bounceIsPermanent ? 'late' : 'soon'}>
        {bounceReason} {bounceIsPermanent ? '(pour de bon)' : '(passager)'}
      </Signal>
    ),
  },
  {
    key: 'at',
    header: 'Revenu le',
    from: 'tablet',
    cell: ({ bouncedAt }) => bouncedAt && formatInstant(bouncedAt),
  },
]
