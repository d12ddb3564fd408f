import { Button } from '@mantine/core'
import { useState } from 'react'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import { channelLabels, messageStateLabels, skipReasonLabels } from '#domain/communications/kinds.ts'
import { tellPhone } from '#domain/phone.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/communications/communications.module.css'
import { RefusalForm } from '#web/communications/RefusalForm.tsx'
import { ReturnForm } from '#web/communications/ReturnForm.tsx'
import { nameLanguage } from '#web/communications/words.ts'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { type Fact, FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

type Proof = Output<typeof communications.openMessage>
type Props = { householdId: string; messageId: string; onClose: () => void }

/** The proof of one message, and what to note when it comes back or is answered. */
export const MessagePanel = ({ householdId, messageId, onClose }: Props) => {
  const { data, error, refetch } = useApiQuery(api.communications.openMessage, { householdId, messageId })
  return (
    <SidePanel title={data?.name ?? 'Message'} onClose={onClose} size="lg">
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Message" />}
      {data && (
        <>
          {data.bouncedAt && (
            <Notice kind="late">{`Revenu le ${formatInstant(data.bouncedAt)} : ${data.bounceReason}`}</Notice>
          )}
          <FactList facts={factsOf(data)} />
          {data.subject && (
            <p>
              <strong>{data.subject}</strong>
            </p>
          )}
          {data.body && (
            <p className={classes.words} dir="auto">
              {data.body}
            </p>
          )}
          <Acts householdId={householdId} proof={data} />
        </>
      )}
    </SidePanel>
  )
}

const factsOf = (proof: Proof): Fact[] => [
  { label: 'Canal', value: channelLabels[proof.channel] },
  {
    label: 'État',
    value: proof.skipReason ? skipReasonLabels[proof.skipReason] : messageStateLabels[proof.state],
  },
  ...(proof.address
    ? [{ label: 'À', value: <span className={classes.address}>{tellPhone(proof.address)}</span> }]
    : []),
  ...(proof.language ? [{ label: 'Langue', value: nameLanguage(proof.language) }] : []),
  ...(proof.sentAt
    ? [{ label: 'Parti', value: `${formatInstant(proof.sentAt)}, lancé par ${proof.releasedBy}` }]
    : []),
  ...(proof.postedOn ? [{ label: 'Posté', value: formatDate(proof.postedOn as PlainDate) }] : []),
  ...(proof.deliveredAt ? [{ label: 'Reçu', value: formatInstant(proof.deliveredAt) }] : []),
  ...(proof.providerId ? [{ label: 'Numéro chez l’opérateur', value: proof.providerId }] : []),
  ...(proof.fingerprint
    ? [{ label: 'Empreinte (SHA-256)', value: <span className={classes.address}>{proof.fingerprint}</span> }]
    : []),
]

const Acts = ({ householdId, proof }: { householdId: string; proof: Proof }) => {
  const { allowed } = useAccess('send-messages')
  const [form, setForm] = useState<'return' | 'refusal'>()
  const pdf = useApiDownload(api.communications.downloadMessage)
  const asked = { householdId, messageId: proof.messageId }
  const close = () => setForm(undefined)
  return (
    <div className={classes.buttons}>
      {proof.hasFile && (
        <Button variant="default" loading={pdf.isRunning} onClick={() => void pdf.run(asked, 'tab')}>
          Ouvrir le PDF
        </Button>
      )}
      {allowed && proof.state === 'sent' && (
        <>
          <Button variant="default" onClick={() => setForm('return')}>
            Il est revenu
          </Button>
          <Button variant="default" onClick={() => setForm('refusal')}>
            Le ménage répond STOP
          </Button>
        </>
      )}
      {form === 'return' && <ReturnForm {...asked} onClose={close} />}
      {form === 'refusal' && <RefusalForm {...asked} channel={proof.channel} onClose={close} />}
    </div>
  )
}
