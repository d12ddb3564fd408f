import { useQuery } from '@tanstack/react-query'
import classes from '#web/casework/casework.module.css'
import { readMailbox } from '#web/casework/mailbox.ts'
import { LonePage } from '#web/session/LonePage.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Timeline } from '#web/ui/Timeline.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'

/** The mails of the demonstration, which leave for nowhere. */
export const MailboxPage = () => {
  const { data, error, refetch } = useQuery({ queryKey: ['mailbox'], queryFn: readMailbox })
  return (
    <LonePage title="Courriels de la démonstration" isWide>
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data?.length === 0 && (
        <EmptyState title="Aucun courriel.">
          Invitez un collègue ou demandez un nouveau mot de passe : le courriel arrive ici.
        </EmptyState>
      )}
      <Timeline
        label="Courriels"
        moments={(data ?? []).map((mail) => ({
          key: mail.id,
          when: formatInstant(mail.at),
          title: mail.subject,
          by: `à ${mail.to}`,
          children: <p className={classes.words}>{linked(mail.text)}</p>,
        }))}
      />
    </LonePage>
  )
}

/** Addresses of this very site become links; others stay text. */
const linked = (text: string) =>
  text.split(/(https?:\/\/\S+)/).map((part) =>
    part.startsWith(`${location.origin}/`) ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
