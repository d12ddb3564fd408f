import { Link } from 'react-router'
import type { OwnHousehold } from '#contract/volunteers.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { rhythmWords } from '#domain/volunteers/rhythm.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'
import { CommitmentToAccept, WhatIsClosed } from '#web/volunteers/Commitment.tsx'
import classes from '#web/volunteers/volunteers.module.css'

export const OwnHouseholdsPage = () => (
  <Page title="Mes ménages">
    <ForRole action="accompany">
      <OwnHouseholds />
    </ForRole>
  </Page>
)

const OwnHouseholds = () => {
  const { data, error, refetch } = useApiQuery(api.volunteers.listOwn, {})
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture de vos ménages…" />
  const { commitment, households } = data
  if (!commitment.acceptedOn) return <CommitmentToAccept edition={commitment.edition} />
  return (
    <>
      <Section title="Ceux que j’accompagne">
        {households.length === 0 ? (
          <EmptyState title="Aucun ménage ne vous est confié pour l’instant">
            Le professionnel qui soutient votre groupe vous en confiera un avec son accord.
          </EmptyState>
        ) : (
          <ul className={classes.cards}>
            {households.map((household) => (
              <Card key={household.householdId} household={household} />
            ))}
          </ul>
        )}
      </Section>
      <WhatIsClosed />
      <p className={classes.soft}>Engagement accepté le {formatDate(commitment.acceptedOn as PlainDate)}.</p>
    </>
  )
}

const Card = ({ household }: { household: OwnHousehold }) => {
  const { slug } = useMember()
  const { householdId, label, address, phone, rhythm, lastMeetingOn } = household
  return (
    <li>
      <strong>
        <Link to={paths.ownHousehold({ slug, householdId })}>{label}</Link>
      </strong>
      {address && <span>{address}</span>}
      {phone && <a href={`tel:${phone}`}>{phone}</a>}
      <span className={classes.soft}>
        {rhythmWords(rhythm as Parameters<typeof rhythmWords>[0])}
        {lastMeetingOn && ` · dernière rencontre le ${formatDate(lastMeetingOn as PlainDate)}`}
      </span>
    </li>
  )
}
