import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { communications } from '#contract/communications.ts'
import type { Output } from '#contract/endpoint.ts'
import {
  batchSourceLabels,
  batchStateLabels,
  channelLabels,
  compartmentLabels,
  messageStateLabels,
  skipReasonLabels,
} from '#domain/communications/kinds.ts'
import { formatInteger } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { BatchActs } from '#web/communications/BatchActs.tsx'
import { MessagesFrame } from '#web/communications/MessagesFrame.tsx'
import { RecipientsSection } from '#web/communications/RecipientsSection.tsx'
import { batchSignals, nameLanguage } from '#web/communications/words.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { type Fact, FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'
import { WorkLine } from '#web/work/WorkLine.tsx'

export type Batch = Output<typeof communications.getBatch>

const watchMs = 1_500

export const BatchPage = () => {
  const { slug } = useMember()
  const { batchId = '' } = useParams()
  const [isLeaving, setLeaving] = useState(false)
  const query = useApiQuery(
    api.communications.getBatch,
    { batchId },
    { refetchEveryMs: isLeaving ? watchMs : false },
  )
  const batch = query.data
  const leaves = batch?.state === 'released'
  if (leaves !== isLeaving) setLeaving(leaves)
  const crumbs = [{ label: 'Messages', to: paths.messages({ slug }) }]
  if (!batch)
    return (
      <MessagesFrame title="Envoi" crumbs={crumbs}>
        {query.error ? (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Waiting label="Envoi" />
        )}
      </MessagesFrame>
    )
  return (
    <MessagesFrame
      title={batch.name}
      crumbs={crumbs}
      subtitle={<Signal kind={batchSignals[batch.state]}>{batchStateLabels[batch.state]}</Signal>}
      actions={<BatchActs batch={batch} />}
    >
      <Progress batch={batch} />
      <Counts batch={batch} />
      <Facts batch={batch} />
      <Recipients batch={batch} />
    </MessagesFrame>
  )
}

/** An auditor reads the counts, not the names. */
const Recipients = ({ batch }: { batch: Batch }) => {
  const { allowed } = useAccess('read-messages')
  return allowed ? <RecipientsSection batch={batch} /> : null
}

const Progress = ({ batch }: { batch: Batch }) => {
  const { state, workId, heldUntil, wouldWaitUntil } = batch
  const watching = useAccess('watch-work')
  const { data: work } = useApiQuery(
    api.work.get,
    { workId: workId ?? '' },
    { enabled: workId !== null && state === 'released' && watching.allowed, refetchEveryMs: watchMs },
  )
  if (state === 'rehearsed' && wouldWaitUntil)
    return (
      <Notice kind="soon">
        {`Les SMS ne partent ni la nuit, ni le dimanche, ni les jours fériés. Lancé maintenant, cet envoi partira le ${formatInstant(wouldWaitUntil)}.`}
      </Notice>
    )
  if (state !== 'released') return null
  return (
    <>
      {heldUntil && <Notice kind="soon">{`En attente : reprise le ${formatInstant(heldUntil)}.`}</Notice>}
      {work && <WorkLine work={work} label="Envoi" />}
    </>
  )
}

const Counts = ({ batch }: { batch: Batch }) => (
  <StatRow>
    {batch.states.map(({ state, count }) => (
      <Stat
        key={state}
        label={messageStateLabels[state]}
        value={formatInteger(count)}
        to={`?etat=${state}`}
      />
    ))}
    {batch.delivered > 0 && (
      <Stat label="Reçus, d’après l’opérateur" value={formatInteger(batch.delivered)} />
    )}
    {batch.returned > 0 && <Stat label="Revenus" value={formatInteger(batch.returned)} to="?revenus=oui" />}
  </StatRow>
)

const Facts = ({ batch }: { batch: Batch }) => (
  <>
    {batch.reasons.length > 0 && (
      <Section title="Pourquoi certains ne le reçoivent pas">
        <LineList>
          {batch.reasons.map(({ reason, count }) => (
            <li key={reason}>
              <span>
                <Link to={`?etat=skipped&raison=${reason}`}>{formatInteger(count)}</Link> :{' '}
                {skipReasonLabels[reason]}
              </span>
            </li>
          ))}
        </LineList>
      </Section>
    )}
    {batch.untranslated.length > 0 && (
      <Notice kind="soon">
        {`Sans traduction, le texte français est envoyé : ${batch.untranslated
          .map(
            ({ language, count }) =>
              `${nameLanguage(language).toLocaleLowerCase('fr')} (${formatInteger(count)})`,
          )
          .join(', ')}.`}
      </Notice>
    )}
    <Section title="L’envoi">
      <FactList facts={factsOf(batch)} columns={2} />
    </Section>
  </>
)

const factsOf = (batch: Batch): Fact[] => [
  { label: 'Canal', value: channelLabels[batch.channel] },
  { label: 'Service', value: compartmentLabels[batch.compartment] },
  { label: 'Modèle', value: batch.templateName },
  { label: 'Destinataires choisis dans', value: batchSourceLabels[batch.source] },
  { label: 'Préparé', value: `${formatInstant(batch.createdAt)}, ${batch.createdBy}` },
  ...(batch.releasedAt
    ? [{ label: 'Lancé', value: `${formatInstant(batch.releasedAt)}, ${batch.releasedBy}` }]
    : []),
  ...(batch.endedAt ? [{ label: 'Terminé', value: formatInstant(batch.endedAt) }] : []),
  ...(batch.postedOn ? [{ label: 'Posté', value: formatDate(batch.postedOn as PlainDate) }] : []),
]
