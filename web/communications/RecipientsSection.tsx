import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import {
  messageStateLabels,
  messageStates,
  skipReasonLabels,
  skipReasons,
} from '#domain/communications/kinds.ts'
import { tellPhone } from '#domain/phone.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import type { Batch } from '#web/communications/BatchPage.tsx'
import classes from '#web/communications/communications.module.css'
import { MessagePreview } from '#web/communications/MessagePreview.tsx'
import { RecipientActs } from '#web/communications/RecipientActs.tsx'
import { messageSignals, nameLanguage, tellAddress } from '#web/communications/words.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { flag, oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

export type Recipient = Output<typeof communications.listRecipients>['rows'][number]

const schema = { q: text(), etat: oneOf(messageStates), raison: oneOf(skipReasons), revenus: flag() }
const noFilters = { q: '', etat: undefined, raison: undefined, revenus: false }

/** Who gets the message and who does not, with what each would read. */
export const RecipientsSection = ({ batch }: { batch: Batch }) => {
  const { slug } = useMember()
  const [{ q, etat, raison, revenus }, change] = useUrlState(schema)
  const [shown, setShown] = useState<Recipient>()
  const page = useApiPages(api.communications.listRecipients, {
    batchId: batch.batchId,
    ...(q.trim() && { text: q.trim() }),
    ...(etat && { state: etat }),
    ...(raison && { reason: raison }),
    ...(revenus && { returned: true as const }),
    limit: 50,
  })
  return (
    <Section title="Destinataires">
      <Filters isActive={Boolean(q || etat || raison || revenus)} onClear={() => change(noFilters)}>
        <TextFilter label="Nom du ménage" value={q} onChange={(typed) => change({ q: typed }, 'replace')} />
        <OneFilter
          label="État"
          choices={choicesOf(messageStates, messageStateLabels)}
          value={etat}
          onChange={(chosen) => change({ etat: chosen })}
        />
        <OneFilter
          label="Raison"
          choices={choicesOf(skipReasons, skipReasonLabels)}
          value={raison}
          onChange={(chosen) => change({ raison: chosen })}
        />
      </Filters>
      <DataTable
        label="Destinataires"
        noun={{ one: 'ménage', many: 'ménages' }}
        columns={columnsOf(slug, batch, setShown)}
        page={page}
        rowKey={({ messageId }) => messageId}
        empty={<EmptyState title="Aucun destinataire ainsi">Changez un filtre.</EmptyState>}
      />
      {shown && <PreviewPanel batch={batch} recipient={shown} onClose={() => setShown(undefined)} />}
    </Section>
  )
}

const columnsOf = (slug: string, batch: Batch, show: (row: Recipient) => void): Column<Recipient>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ householdId, householdLabel }) => (
      <Link to={paths.householdMessages({ slug, householdId })}>{householdLabel}</Link>
    ),
  },
  { key: 'state', header: 'État', grows: true, cell: (row) => <StateOf row={row} /> },
  {
    key: 'address',
    header: 'À',
    from: 'laptop',
    cell: ({ address }) => (address ? tellAddress(address) : '—'),
  },
  {
    key: 'language',
    header: 'Langue',
    from: 'laptop',
    cell: ({ language, untranslated }) =>
      untranslated
        ? `Français (au lieu de : ${nameLanguage(untranslated).toLocaleLowerCase('fr')})`
        : language && nameLanguage(language),
  },
  {
    key: 'acts',
    header: 'Message',
    isAct: true,
    cell: (row) => (
      <span className={classes.acts}>
        {row.state !== 'skipped' && (
          <Button variant="subtle" size="compact-sm" onClick={() => show(row)}>
            Lire<span className="on-screen-readers"> le message à {row.householdLabel}</span>
          </Button>
        )}
        <RecipientActs batch={batch} recipient={row} />
      </span>
    ),
  },
]

const StateOf = ({ row }: { row: Recipient }) => {
  const { state, skipReason, skipDetail, problem, bouncedAt, bounceReason, deliveredAt } = row
  if (bouncedAt) return <Signal kind="late">{`Revenu : ${bounceReason}`}</Signal>
  if (skipReason)
    return (
      <Signal kind="soon">{`${skipReasonLabels[skipReason]}${skipDetail ? ` (${skipDetail.replaceAll('\n', ', ')})` : ''}`}</Signal>
    )
  return (
    <Signal kind={messageSignals[state]}>
      {deliveredAt ? 'Reçu' : messageStateLabels[state]}
      {problem && ` : ${problem}`}
    </Signal>
  )
}

type PanelProps = { batch: Batch; recipient: Recipient; onClose: () => void }

const PreviewPanel = ({ batch, recipient, onClose }: PanelProps) => {
  const { data, error, refetch } = useApiQuery(api.communications.previewMessage, {
    batchId: batch.batchId,
    messageId: recipient.messageId,
  })
  return (
    <SidePanel title={`Message à ${recipient.householdLabel}`} onClose={onClose} size="lg">
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Message" />}
      {recipient.address && <p className={classes.address}>{tellPhone(recipient.address)}</p>}
      {data && <MessagePreview preview={data} />}
    </SidePanel>
  )
}
