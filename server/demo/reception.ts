import { randomUUIDv7 } from 'node:crypto'
import { documents } from '#contract/documents.ts'
import type { Sent } from '#contract/endpoint.ts'
import { groupSessions } from '#contract/group-sessions.ts'
import { hearingFiles } from '#contract/hearing-files.ts'
import { reception } from '#contract/reception.ts'
import { type Dice, throwDice } from '#db/seed/dice.ts'
import { addDays, type PlainDate, weekdayOf } from '#domain/plain-date.ts'
import { emergencies, receptionOutcomes, receptionSubjects } from '#domain/reception/kinds.ts'
import { tellProcedure } from '#server/demo/tell-procedure.ts'
import { tellUpload } from '#server/demo/tell-upload.ts'
import type { Teller } from '#server/demo/teller.ts'

const adviser = 'nora.haddad'
const other = 'lucas.petit'

/** The permanence of an association: two places, a month of receptions, today's line, sessions, two hearings. */
export const tellReception = async (teller: Teller, householdIds: readonly string[]): Promise<void> => {
  const placeId = await openPlaces(teller)
  await insertHistory(teller, placeId, householdIds)
  await tellToday(teller, placeId, householdIds)
  await tellSessions(teller, placeId, householdIds)
  const [coming, decided] = householdIds
  if (coming && decided) await tellHearings(teller, coming, decided)
}

const openPlaces = async (teller: Teller): Promise<string> => {
  const { placeId } = await teller.did(adviser, 180, reception.addPlace, {
    name: 'Permanence du centre',
    address: '12 rue des Capucins, rez-de-chaussée',
    phone: '04 00 00 01 20',
    accessWords: 'Arrêt de bus Capucins, à cent mètres. Sonnette à hauteur de fauteuil.',
    isWheelchairAccessible: true,
  })
  const mairie = await teller.did(adviser, 180, reception.addPlace, {
    name: 'Point d’accueil, mairie des Lilas',
    address: '3 place des Lilas, premier étage',
    accessWords: 'Premier étage sans ascenseur : dites-le nous, nous vous recevrons en bas.',
    isWheelchairAccessible: false,
  })
  const fromOn = teller.daysAgo(170)
  const open = (place: string, slot: Omit<Sent<typeof reception.addSlot>, 'placeId' | 'fromOn'>) =>
    teller.did(adviser, 170, reception.addSlot, { placeId: place, fromOn, ...slot })
  const everyDay = weekdayOf(teller.today)
  await open(placeId, {
    label: 'Accueil sans rendez-vous',
    weekday: everyDay,
    startTime: '09:00',
    endTime: '12:00',
    desks: 2,
  })
  await open(placeId, { weekday: (everyDay % 5) + 1, startTime: '14:00', endTime: '17:00', minutesEach: 30 })
  const lilas = await open(mairie.placeId, {
    weekday: 4,
    startTime: '09:30',
    endTime: '11:30',
    everyWeeks: 2,
    minutesEach: 40,
  })
  const days = await teller.did(adviser, 1, reception.agenda, {
    from: teller.today,
    to: addDays(teller.today, 30),
    placeId: mairie.placeId,
  })
  const closed = days.days.find(({ slotId }) => slotId === lilas.slotId)
  if (closed)
    await teller.did(adviser, 1, reception.setException, {
      slotId: lilas.slotId,
      onDate: closed.onDate as PlainDate,
      reason: 'Salle prise pour un scrutin',
    })
  return placeId
}

const historyCount = 60

/** Sixty receptions of the last weeks, in one message. */
const insertHistory = async (teller: Teller, placeId: string, householdIds: readonly string[]) => {
  const dice = throwDice(2_604)
  const numbers = new Map<PlainDate, number>()
  const rows = Array.from({ length: historyCount }, () => {
    const onDate = teller.daysAgo(dice.between(1, 34))
    const dayNumber = (numbers.get(onDate) ?? 0) + 1
    numbers.set(onDate, dayNumber)
    return pastReception(teller, dice, { placeId, onDate, dayNumber, householdIds })
  })
  await teller.tx.insertInto('reception').values(rows).execute()
}

type Past = { placeId: string; onDate: PlainDate; dayNumber: number; householdIds: readonly string[] }

const pastReception = (teller: Teller, dice: Dice, { placeId, onDate, dayNumber, householdIds }: Past) => {
  const arrivedAt = new Date(`${onDate}T08:00:00Z`)
  arrivedAt.setUTCMinutes(dayNumber * 12)
  const isUrgent = dice.between(0, 9) === 0
  const takenAt = new Date(arrivedAt.getTime() + dice.between(isUrgent ? 1 : 4, isUrgent ? 6 : 32) * 60_000)
  const minutes = dice.between(10, 45)
  const hasLeft = dice.between(0, 14) === 0
  const isKnown = dice.between(0, 2) === 0
  return {
    organisation_id: teller.organisationId,
    id: randomUUIDv7(),
    place_id: placeId,
    on_date: onDate,
    day_number: dayNumber,
    household_id: isKnown ? dice.pick(householdIds) : null,
    way: dice.pick(['walk-in', 'walk-in', 'walk-in', 'phone'] as const),
    form: dice.pick(['one-off', 'one-off', 'lasting'] as const),
    subject: dice.pick(receptionSubjects),
    emergency: isUrgent ? dice.pick(emergencies) : null,
    arrived_at: arrivedAt,
    taken_at: hasLeft ? null : takenAt,
    taken_by: hasLeft ? null : teller.memberId(dice.pick([adviser, other])),
    ended_at: hasLeft ? null : new Date(takenAt.getTime() + minutes * 60_000),
    left_at: hasLeft ? takenAt : null,
    minutes: hasLeft ? null : minutes,
    outcome: hasLeft ? null : dice.pick(receptionOutcomes),
    recorded_by: teller.memberId(adviser),
    recorded_at: arrivedAt,
  }
}

const tellToday = async (teller: Teller, placeId: string, householdIds: readonly string[]) => {
  const welcome = (more: Omit<Sent<typeof reception.welcome>, 'placeId'>) =>
    teller.did(adviser, 0, reception.welcome, { placeId, ...more })
  const first = await welcome({ subject: 'housing-application', householdId: householdIds[3] ?? null })
  await welcome({ subject: 'dalo' })
  await welcome({ subject: 'arrears', householdId: householdIds[5] ?? null })
  await welcome({ subject: 'eviction', emergency: 'eviction-near' })
  await welcome({ subject: 'aid-rights', way: 'phone' })
  await teller.did(adviser, 0, reception.act, { receptionId: first.receptionId, version: 1, act: 'take' })
}

const tellSessions = async (teller: Teller, placeId: string, householdIds: readonly string[]) => {
  const plan = (ago: number, inDays: number, more: object) =>
    teller.did(adviser, ago, groupSessions.add, {
      placeId,
      kind: 'dalo-workshop',
      title: 'Atelier DALO : faire son recours',
      words:
        'Nous lisons le formulaire ensemble, pièce par pièce. Venez avec vos courriers, même si tout n’est pas là.',
      onDate: addDays(teller.today, inDays),
      startTime: '14:00',
      endTime: '16:00',
      capacity: 4,
      hostId: teller.memberId(adviser),
      isPublished: true,
      takesPublic: true,
      ...more,
    } as Sent<typeof groupSessions.add>)
  const signUp = (
    ago: number,
    sessionId: string,
    more: Omit<Sent<typeof groupSessions.signUp>, 'sessionId'>,
  ) => teller.did(adviser, ago, groupSessions.signUp, { sessionId, ...more })

  const past = await plan(45, -15, { capacity: 10 })
  const signed: string[] = []
  for (const householdId of householdIds.slice(0, 4))
    signed.push((await signUp(30, past.sessionId, { householdId })).signUpId)
  await signUp(25, past.sessionId, { personName: 'Mme Sow' })
  await teller.did(adviser, 14, groupSessions.recordAttendance, {
    sessionId: past.sessionId,
    version: 1,
    present: signed.slice(0, 3),
    unnamedPresent: 2,
  })

  const coming = await plan(20, 9, {})
  for (const householdId of householdIds.slice(6, 9)) await signUp(10, coming.sessionId, { householdId })
  await signUp(6, coming.sessionId, { personName: 'M. Traoré', phone: '06 00 00 01 41' })
  await signUp(4, coming.sessionId, { personName: 'Mme Lopez et sa sœur', seats: 2 })
  await plan(12, 23, {
    kind: 'social-housing',
    title: 'Connaître le parc social',
    words: 'Qui attribue les logements, dans quel ordre, comment suivre sa demande. Questions bienvenues.',
    capacity: 20,
  })
  await teller.did(adviser, 40, groupSessions.setPublication, {
    version: 0,
    isOn: true,
    words: 'Nos séances sont gratuites et ouvertes à tous. Vous pouvez venir sans donner votre nom.',
  })
}

const papers = [
  { title: 'Bail', kind: 'lease', lines: ['Bail du logement', 'Loyer et provision pour charges'] },
  { title: 'Avis d’imposition', kind: 'proof-of-resources', lines: ['Revenu fiscal de référence'] },
  { title: 'Attestation de la CAF', kind: 'benefit-letter', lines: ['Droits du mois'] },
] as const

/** One hearing to prepare, in twelve days; one whose judge granted delays. */
const tellHearings = async (teller: Teller, coming: string, decided: string) => {
  await summon(teller, coming, { commandAgo: 150, summonedAgo: 60, hearingInDays: 12 })
  const hearing = {
    hearingOn: addDays(teller.today, 12),
    hearingTime: '09:00',
    court: 'Tribunal judiciaire, juge des contentieux de la protection',
    lawyer: 'Me Roux',
  }
  const documentIds: string[] = []
  for (const { title, kind, lines } of papers) {
    const facts = { householdId: coming, title, kind, audience: 'team' } as const
    const added = await tellUpload(teller, adviser, 8, documents.add, facts, { title, lines })
    documentIds.push(added.documentId)
  }
  const { hearingFileId } = await teller.did(adviser, 7, hearingFiles.start, {
    householdId: coming,
    ...hearing,
  })
  await teller.did(adviser, 6, hearingFiles.choosePieces, {
    householdId: coming,
    hearingFileId,
    version: 1,
    pieces: documentIds
      .slice(0, 2)
      .map((documentId, rank) => ({ documentId, title: papers[rank]?.title ?? '' })),
  })
  await summon(teller, decided, { commandAgo: 300, summonedAgo: 200, hearingInDays: -120 })
  const before = await teller.did(adviser, 150, hearingFiles.start, {
    householdId: decided,
    ...hearing,
    hearingOn: teller.daysAgo(120),
  })
  await teller.did(adviser, 100, hearingFiles.decide, {
    householdId: decided,
    hearingFileId: before.hearingFileId,
    version: 1,
    decision: 'payment-delays-granted',
    on: teller.daysAgo(105),
    detail: { months: 24, isClauseSuspended: true, isRentResumed: true, canPay: true },
  })
}

type Summons = { commandAgo: number; summonedAgo: number; hearingInDays: number }

const summon = (teller: Teller, householdId: string, { commandAgo, summonedAgo, hearingInDays }: Summons) =>
  tellProcedure(teller, {
    householdId,
    tenancyId: null,
    member: 'amina.diallo',
    kind: 'eviction',
    openedDaysAgo: commandAgo + 5,
    circumstances: { leaseSignedOn: '2024-02-01', landlord: 'individual' },
    facts: [
      ['command-to-pay', commandAgo],
      ['summoned', summonedAgo, { hearingOn: addDays(teller.today, hearingInDays) }],
      ['prefect-told', summonedAgo - 1],
    ],
  })
