import { lazy, Suspense } from 'react'
import { formatLongDate, type PlainDate, weekdayName } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { DayDeadlines } from '#web/deadlines/DayDeadlines.tsx'
import { Appointments } from '#web/my-day/Appointments.tsx'
import { DayActions } from '#web/my-day/DayActions.tsx'
import { DueTasks } from '#web/my-day/DueTasks.tsx'
import { FirstSteps } from '#web/my-day/FirstSteps.tsx'
import { Forgotten } from '#web/my-day/Forgotten.tsx'
import { News } from '#web/my-day/News.tsx'
import { WaitingReferrals } from '#web/referrals/WaitingReferrals.tsx'
import { useAccess, useMember } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** Only for those who distribute the work. */
const ColleagueFilter = lazy(async () => ({
  default: (await import('#web/my-day/ColleagueFilter.tsx')).ColleagueFilter,
}))

const schema = { collegue: text() }
const fiveMinutes = 300_000

export const MyDayPage = () => {
  const [{ collegue }, setState] = useUrlState(schema)
  const { membershipId } = useMember()
  const isOther = collegue !== '' && collegue !== membershipId
  const procedures = useAccess('read-procedures')
  const input = isOther ? { memberId: collegue } : {}
  const { data, error, refetch } = useApiQuery(api.myDay.open, input, {
    refetchEveryMs: fiveMinutes,
    keepPrevious: true,
  })
  if (error && !data)
    return (
      <Page title="Ma journée">
        <ErrorState error={error} retry={() => void refetch()} />
      </Page>
    )
  if (!data) return <Waiting label="Préparation de la journée…" />
  const today = data.today as PlainDate
  const isEmpty = data.tasks.length === 0 && data.appointments.length === 0 && data.followedHouseholds === 0
  return (
    <Page
      title={isOther ? `La journée de ${data.member.name}` : 'Ma journée'}
      subtitle={`${weekdayName(today)} ${formatLongDate(today)}`}
      actions={
        <>
          {data.mayLookAtOthers && (
            <Suspense>
              <ColleagueFilter value={collegue} onChange={(chosen) => setState({ collegue: chosen })} />
            </Suspense>
          )}
          {!isOther && <DayActions />}
        </>
      }
    >
      {isEmpty && !isOther && <FirstSteps />}
      {!isOther && <WaitingReferrals />}
      <Appointments appointments={data.appointments} today={today} mayAct={!isOther} />
      {procedures.allowed && <DayDeadlines memberId={isOther ? collegue : undefined} today={today} />}
      <DueTasks tasks={data.tasks} counts={data.counts} today={today} isEmpty={isEmpty} />
      <Forgotten forgotten={data.forgotten} today={today} />
      <News news={data.news} />
    </Page>
  )
}
