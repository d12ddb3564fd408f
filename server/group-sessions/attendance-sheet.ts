import { contract } from '#contract/index.ts'
import { formatDate, formatLongDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { typesetLetter } from '#server/letters/typeset-letter.ts'
import { useCase } from '#server/use-case.ts'
import { findSession } from './session-store.ts'
import { listSignUps } from './sign-up-store.ts'

/** Room for those who come without having signed up. */
const emptyLines = 5

export const attendanceSheet = useCase(
  contract.groupSessions.attendanceSheet,
  async (context, { sessionId }) => {
    const session = await findSession(context, sessionId)
    if (!session) return context.refuse('unknown-record')
    const { name } = await context.tx
      .selectFrom('organisation')
      .where('id', '=', context.actor.organisationId)
      .select('name')
      .executeTakeFirstOrThrow()
    const signUps = (await listSignUps(context, session)).filter(({ state }) => state !== 'cancelled')
    const lines = signUps.map(({ household, personName, seats, state }) => [
      household?.label ?? personName ?? 'Nom effacé',
      state === 'waiting' ? `${seats} (en attente)` : String(seats),
      '',
    ])
    const { place, title, onDate, startTime, endTime } = session
    const when = `Le ${formatLongDate(onDate)}, de ${sayTime(startTime)} à ${sayTime(endTime)}`
    const pdf = typesetLetter(
      {
        title: `Feuille de présence : ${title}`,
        author: name,
        sender: [name],
        recipient: [place.name, place.address],
        dateline: when,
        blocks: [
          {
            kind: 'paragraph',
            content: [
              {
                kind: 'text',
                text: 'Donner son nom n’est pas une condition pour assister à la séance : une croix suffit.',
              },
            ],
          },
          {
            kind: 'table',
            columns: [
              { label: 'Nom', numeric: false },
              { label: 'Personnes', numeric: true },
              { label: 'Signature', numeric: false },
            ],
            rows: [...lines, ...Array.from({ length: emptyLines }, () => [' ', ' ', ' '])],
          },
        ],
      },
      context.now,
    )
    return {
      fileName: `Présence ${formatDate(onDate).replaceAll('/', '-')}.pdf`,
      contentType: 'application/pdf',
      inline: true,
      body: pdf,
    }
  },
)
