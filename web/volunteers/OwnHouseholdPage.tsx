import { Button } from '@mantine/core'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type { Meeting } from '#contract/volunteers.ts'
import { contactChannelLabels, contactOutcomeLabels } from '#domain/households/contact-kinds.ts'
import { languageLabels } from '#domain/households/kinds.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { rhythmWords } from '#domain/volunteers/rhythm.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { DataFoot } from '#web/ui/DataFoot.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Timeline } from '#web/ui/Timeline.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiPages, useApiQuery } from '#web/use-api.ts'
import { CorrectMeeting } from '#web/volunteers/CorrectMeeting.tsx'
import classes from '#web/volunteers/volunteers.module.css'
import { WriteMeeting } from '#web/volunteers/WriteMeeting.tsx'

type Household = Output<typeof contract.volunteers.openOwn>

export const OwnHouseholdPage = () => {
  const { slug } = useMember()
  const { householdId = '' } = useParams()
  const crumbs = [{ label: 'Mes ménages', to: paths.ownHouseholds({ slug }) }]
  const { data, error, refetch } = useApiQuery(api.volunteers.openOwn, { householdId })
  return (
    <Page title={data?.label ?? 'Ménage'} crumbs={crumbs} subtitle={data?.address}>
      <ForRole action="accompany">
        {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
        {!data && !error && <Waiting label="Ouverture…" />}
        {data && <OwnHousehold key={householdId} household={data} />}
      </ForRole>
    </Page>
  )
}

const OwnHousehold = ({ household }: { household: Household }) => {
  const { householdId, doNotContact, sharedNote } = household
  // A new form after each write-up: its values start again from today.
  const [written, setWritten] = useState(0)
  return (
    <>
      {doNotContact && (
        <Notice kind="late" title="Ne pas contacter">
          Le ménage ne souhaite plus être contacté. Appelez d’abord le professionnel.
        </Notice>
      )}
      <Section title="Joindre et rencontrer">
        <FactList columns={2} facts={factsOf(household)} />
      </Section>
      {sharedNote && (
        <Section title="Ce que vous pouvez savoir">
          <p className={classes.words}>{sharedNote}</p>
        </Section>
      )}
      <Section title="Raconter une rencontre">
        <WriteMeeting key={written} householdId={householdId} onDone={() => setWritten(written + 1)} />
      </Section>
      <Section title="Mes comptes rendus">
        <Meetings householdId={householdId} />
      </Section>
    </>
  )
}

const factsOf = (household: Household) => {
  const { people, address, languages, others, professional, rhythm, lastMeetingOn } = household
  return [
    { label: 'Personnes', value: people.length > 0 && <People people={people} /> },
    { label: 'Adresse', value: address },
    {
      label: 'Langues',
      value: languages.map((one) => languageLabels[one as keyof typeof languageLabels]).join(', '),
    },
    { label: 'Rythme convenu', value: rhythmWords(rhythm as Parameters<typeof rhythmWords>[0]) },
    {
      label: 'Dernière rencontre',
      value: lastMeetingOn && formatDate(lastMeetingOn as PlainDate),
    },
    { label: 'Accompagne aussi', value: others.join(', ') },
    { label: 'Professionnel à appeler', value: professional && <Professional {...professional} /> },
  ].map(({ label, value }) => ({ label, value: value || null }))
}

const People = ({ people }: { people: Household['people'] }) => (
  <ul className={classes.plain}>
    {people.map(({ name, phones }) => (
      <li key={name}>
        {name}{' '}
        {phones.map((phone) => (
          <Phone key={phone} phone={phone} />
        ))}
      </li>
    ))}
  </ul>
)

const Phone = ({ phone }: { phone: string }) => (
  <a className={classes.number} href={`tel:${phone}`}>
    {phone}
  </a>
)

const Professional = ({ name, phone, email }: NonNullable<Household['professional']>) => (
  <>
    {name} {phone ? <Phone phone={phone} /> : <a href={`mailto:${email}`}>{email}</a>}
  </>
)

const Meetings = ({ householdId }: { householdId: string }) => {
  const [corrected, setCorrected] = useState<Meeting>()
  const page = useApiPages(api.volunteers.listMeetings, { householdId, limit: 20 })
  if (page.error && page.rows.length === 0) return <ErrorState error={page.error} retry={page.retry} />
  if (page.isLoading) return <Waiting />
  if (page.rows.length === 0)
    return <EmptyState title="Rien encore">Votre première rencontre s’écrit juste au-dessus.</EmptyState>
  return (
    <>
      <Timeline
        label="Mes comptes rendus"
        moments={page.rows.map((meeting) => {
          const { entryId, happenedOn, channel, outcome, body } = meeting
          return {
            key: entryId,
            when: <Day date={happenedOn as PlainDate} />,
            title: [channel && contactChannelLabels[channel], outcome && contactOutcomeLabels[outcome]]
              .filter(Boolean)
              .join(' : '),
            children: (
              <>
                <p className={classes.words}>{body}</p>
                <Button size="compact-sm" variant="subtle" onClick={() => setCorrected(meeting)}>
                  Corriger<span className="on-screen-readers"> le {formatDate(meeting.happenedOn)}</span>
                </Button>
              </>
            ),
          }
        })}
      />
      <DataFoot page={page} noun={{ one: 'compte rendu', many: 'comptes rendus' }} />
      {corrected && (
        <CorrectMeeting
          key={corrected.version}
          householdId={householdId}
          meeting={corrected}
          onClose={() => setCorrected(undefined)}
        />
      )}
    </>
  )
}
