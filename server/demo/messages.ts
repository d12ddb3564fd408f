import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { communications } from '#contract/communications.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { fixedClock } from '#server/clock.ts'
import { markReturned } from '#server/communications/mark-returned.ts'
import { sendBatch } from '#server/communications/send-batch.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { Teller } from '#server/demo/teller.ts'
import type { House } from '#server/house.ts'

type Wording = {
  name: string
  channel: 'letter' | 'email' | 'sms'
  compartment: 'rent' | 'social'
  subject: string
  body: string
}

const newHours: Wording = {
  name: 'Nouveaux horaires de l’accueil',
  channel: 'letter',
  compartment: 'rent',
  subject: 'Nos horaires changent',
  body: `{destinataire}

À partir du 1er décembre, l’accueil ouvre aussi le **mercredi matin**, de 9 h à 12 h.

Vous pouvez venir sans rendez-vous :
- le lundi et le jeudi, de 14 h à 17 h ;
- le mercredi, de 9 h à 12 h.

Une question ? Appelez-nous.

{organisme}`,
}
const callBack: Wording = {
  name: 'Rappelez-nous',
  channel: 'sms',
  compartment: 'social',
  subject: '',
  body: 'Bonjour {destinataire}, j’ai essayé de vous joindre. Pouvez-vous me rappeler ? {signataire}, {organisme}',
}
const workshop: Wording = {
  name: 'Invitation à l’atelier',
  channel: 'email',
  compartment: 'social',
  subject: 'Atelier : comprendre ses factures d’énergie',
  body: `Bonjour {destinataire},

Nous vous invitons à un atelier gratuit : comprendre ses factures d’énergie.
Venez avec une facture. Vos enfants sont les bienvenus.

Pour venir, répondez à ce message ou appelez-nous.

{signataire}, {organisme}`,
}
const inArabic = {
  language: 'ar',
  subject: '',
  body: 'مرحبا {destinataire}، حاولت الاتصال بكم. هل يمكنكم الاتصال بي؟ {signataire}، {organisme}',
} as const

/** An association knows no postal address of the households it follows: it sends no letter. */
type People = { coordinator: string; worker: string; sendsLetters: boolean }

const lettersLeftDaysAgo = 14

/** Wordings, a batch to read before it leaves, and letters that were released a fortnight ago. */
export const tellMessages = async (teller: Teller, people: People): Promise<void> => {
  const { coordinator, worker, sendsLetters } = people
  const create = async (wording: Wording) =>
    (await teller.did(coordinator, 60, communications.createTemplate, wording)).templateId
  const letter = await create(newHours)
  const sms = await create(callBack)
  await create(workshop)
  await teller.did(coordinator, 59, communications.saveWording, { templateId: sms, version: 1, ...inArabic })
  const source = { kind: 'own-households' } as const
  if (sendsLetters) {
    const letters = { templateId: letter, name: 'Horaires de l’accueil, décembre', source }
    const { batchId } = await teller.did(worker, lettersLeftDaysAgo, communications.rehearse, letters)
    await teller.did(worker, lettersLeftDaysAgo, communications.release, { batchId, version: 1 })
  }
  await teller.did(worker, 0, communications.rehearse, {
    templateId: sms,
    name: 'Ménages à rappeler cette semaine',
    source,
  })
}

type Released = { batchId: string; workId: string }

/** Makes the letters that were released, as on their day; one came back since, and its household refuses mails. */
export const makeReleasedLetters = async (house: House, organisationId: string): Promise<void> => {
  const day = addDays(house.clock.today(), -lettersLeftDaysAgo)
  const then = { ...house, clock: fixedClock(`${day}T10:00:00Z`) }
  const batches = await inOrganisation(house.database, organisationId, async (tx) => {
    const { rows } = await sql<Released>`select id as "batchId", work_id as "workId" from message_batch
      where organisation_id = ${organisationId} and channel = 'letter' and state = 'released'`.execute(tx)
    return rows
  })
  for (const batch of batches) {
    await sendBatch.run(then, { organisationId, ...batch }, new AbortController().signal)
    await inOrganisation(house.database, organisationId, (tx) =>
      tellReturn(tx, organisationId, batch.batchId, day),
    )
  }
}

const tellReturn = async (tx: Tx, organisationId: string, batchId: string, day: PlainDate) => {
  const { rows } = await sql<{ id: string; householdId: string; by: string }>`
    select m.id, m.household_id as "householdId", b.released_by as by from message m
    join message_batch b on b.organisation_id = m.organisation_id and b.id = m.batch_id
    where m.organisation_id = ${organisationId} and m.batch_id = ${batchId} and m.state = 'sent'
    order by m.id limit 1`.execute(tx)
  const [message] = rows
  if (!message) return
  const now = new Date(`${addDays(day, 5)}T09:00:00Z`)
  const reason = 'Destinataire inconnu à l’adresse'
  await markReturned({ tx, organisationId, now }, message.id, { isPermanent: true, reason })
  await sql`update message_batch set posted_on = ${addDays(day, 1)}
    where organisation_id = ${organisationId} and id = ${batchId}`.execute(tx)
  await sql`insert into contact_refusal (organisation_id, id, household_id, channel, origin, reason, from_on, recorded_by)
    values (${organisationId}, ${randomUUIDv7()}, ${message.householdId}, 'email', 'asked', 'Préfère le téléphone.',
      ${addDays(day, 6)}, ${message.by})`.execute(tx)
}
