import { useQuery } from '@tanstack/react-query'
import classes from '#web/casework/casework.module.css'
import { readMailbox, readTexts } from '#web/casework/mailbox.ts'
import { LonePage } from '#web/session/LonePage.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Section } from '#web/ui/Section.tsx'
import { Timeline } from '#web/ui/Timeline.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'

/** The mails of the demonstration, which leave for nowhere. */
export const MailboxPage = () => {
  const { data, error, refetch } = useQuery({ queryKey: ['mailbox'], queryFn: readMailbox })
  return (
    <LonePage title="Courriels et SMS de la démonstration" isWide>
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
      <Texts />
    </LonePage>
  )
}

const Texts = () => {
  const { data } = useQuery({ queryKey: ['mailbox', 'sms'], queryFn: readTexts })
  return (
    <Section title="SMS">
      {data?.length === 0 && (
        <EmptyState title="Aucun SMS.">
          Lancez un envoi de SMS : ils arrivent ici, aux heures permises.
        </EmptyState>
      )}
      <Timeline
        label="SMS"
        moments={(data ?? []).map((sms) => ({
          key: sms.id,
          when: formatInstant(sms.at),
          title: `au ${sms.to}`,
          children: <p className={classes.words}>{sms.text}</p>,
        }))}
      />
    </Section>
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
