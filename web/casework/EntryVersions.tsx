import type { PlainDate } from '#domain/plain-date.ts'
import classes from '#web/casework/casework.module.css'
import type { EntryLine } from '#web/casework/EntryActs.tsx'
import { api } from '#web/client.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Timeline } from '#web/ui/Timeline.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

type Props = { line: EntryLine; householdId: string; onClose: () => void }

export const EntryVersions = ({ line, householdId, onClose }: Props) => {
  const { data, error, refetch } = useApiQuery(api.casework.listEntryVersions, {
    householdId,
    entryId: line.id,
  })
  return (
    <SidePanel onClose={onClose} title="Versions d’avant">
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data?.rows.length === 0 && <p>Vous n’étiez pas parmi les lecteurs des versions d’avant.</p>}
      <Timeline
        label="Versions d’avant"
        moments={(data?.rows ?? []).map((version) => ({
          key: String(version.version),
          when: <Day date={version.happenedOn as PlainDate} />,
          title: `Version ${version.version}`,
          by: `écrite le ${formatInstant(version.writtenAt)}`,
          children: <p className={classes.words}>{version.body}</p>,
        }))}
      />
    </SidePanel>
  )
}
