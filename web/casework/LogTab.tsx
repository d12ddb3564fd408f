import { useState } from 'react'
import type { LogLine } from '#contract/casework.ts'
import { documentKindLabels } from '#domain/casework/kinds.ts'
import {
  contactChannelLabels,
  contactOutcomeLabels,
  contactPlaceLabels,
} from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/casework/casework.module.css'
import { nameReaders } from '#web/casework/choices.ts'
import { EntryActs } from '#web/casework/EntryActs.tsx'
import { LogFilterLine, useLogFilters } from '#web/casework/LogFilterLine.tsx'
import { WriteUp } from '#web/casework/WriteUp.tsx'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { DataFoot } from '#web/ui/DataFoot.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { type Moment, Timeline } from '#web/ui/Timeline.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiPages } from '#web/use-api.ts'

/** Everything that happened with the household and that one may read. */
export const LogTab = ({ householdId }: { householdId: string }) => {
  const writing = useAccess('write-log')
  // A new form after each write-up: its values start again from today.
  const [written, setWritten] = useState(0)
  return (
    <>
      {writing.allowed && (
        <Section title="Écrire">
          <WriteUp key={written} householdId={householdId} onDone={() => setWritten(written + 1)} />
        </Section>
      )}
      <Section title="Fil">
        <Log householdId={householdId} />
      </Section>
    </>
  )
}

const Log = ({ householdId }: { householdId: string }) => {
  const { filters, isActive } = useLogFilters()
  const page = useApiPages(api.casework.listLog, { householdId, ...filters, limit: 30 })
  return (
    <>
      <LogFilterLine householdId={householdId} />
      {page.error && page.rows.length === 0 ? (
        <ErrorState error={page.error} retry={page.retry} />
      ) : page.isLoading ? (
        <Waiting />
      ) : page.rows.length === 0 ? (
        <EmptyState title={isActive ? 'Rien ne correspond à ces filtres.' : 'Rien n’est encore écrit.'}>
          {isActive
            ? 'Élargissez la période ou effacez les filtres.'
            : 'Le premier appel ou la première visite s’écrit juste au-dessus.'}
        </EmptyState>
      ) : (
        <>
          <Timeline label="Fil du ménage" moments={page.rows.map((line) => momentOf(line, householdId))} />
          <DataFoot page={page} noun={{ one: 'élément', many: 'éléments' }} />
        </>
      )}
    </>
  )
}

const momentOf = (line: LogLine, householdId: string): Moment => ({
  key: line.id,
  when: <Day date={line.on as PlainDate} />,
  title: titleOf(line),
  by: byOf(line),
  children: <Content line={line} householdId={householdId} />,
})

const titleOf = (line: LogLine): string => {
  if (line.kind === 'event') return line.label
  if (line.kind === 'document') return `Document : ${line.document.title}`
  if (line.withdrawn) return line.kind === 'note' ? 'Note retirée' : 'Compte rendu retiré'
  if (line.kind === 'note') return 'Note'
  const { channel, outcome } = line.text ?? {}
  return [channel && contactChannelLabels[channel], outcome && contactOutcomeLabels[outcome]]
    .filter(Boolean)
    .join(' : ')
}

const byOf = (line: LogLine): string => {
  const author = line.author?.name ?? 'Palier'
  if (line.kind === 'document') return `${author} · ${documentKindLabels[line.document.kind]}`
  if (line.kind === 'event' || !line.text) return author
  const { place, present, audience, compartment } = line.text
  return [
    author,
    place && contactPlaceLabels[place],
    present.length > 0 && `avec ${present.join(', ')}`,
    nameReaders(audience, compartment),
    line.correctedAt && 'corrigé',
  ]
    .filter(Boolean)
    .join(' · ')
}

const Content = ({ line, householdId }: { line: LogLine; householdId: string }) => {
  if (line.kind === 'event') return null
  if (line.withdrawn)
    return (
      <p className={classes.withdrawn}>
        Retiré par {line.withdrawn.by ?? 'Palier'} : {line.withdrawn.reason}
      </p>
    )
  if (line.kind === 'document' || !line.text) return null
  return (
    <>
      <p className={classes.words}>{line.text.body}</p>
      <EntryActs line={line} householdId={householdId} />
    </>
  )
}
