import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Place } from '#bench/place.ts'
import { count, type Measure, seconds } from '#bench/report.ts'
import { dayInParis, fixedClock } from '#server/clock.ts'
import { sendBatch } from '#server/communications/send-batch.ts'
import { openDatabase } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { type LetterPage, typesetLetter } from '#server/letters/typeset-letter.ts'
import { createLog } from '#server/log.ts'
import { createFileStore } from '#server/outside/files.ts'

const wording = `Bonjour {destinataire},

Votre logement est au **{adresse}**. Nous vous écrivons pour vous donner les nouveaux horaires de l’accueil.

- le lundi et le jeudi, de 14 h à 17 h ;
- le mercredi, de 9 h à 12 h.

Une question ? Écrivez-nous ou passez à l’accueil.

{signataire}, {organisme}`

export type LettersBench = {
  letters: number
  bareMs: number
  sendMs: number
  /** With the compiler warm and nothing sent yet, then at the highest. */
  idleMb: number
  rssMb: number
  megabytes: number
}

/** A released batch of letters, each household in a home of its own, and nothing made yet. */
const releaseLetters = async ({ owner, organisationId }: Place, wanted: number) => {
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  const { rows } = await owner.query<{ batchId: string; workId: string }>(
    `with member as (
       select id from membership where organisation_id = $1 order by id limit 1
     ), new as materialized (
       select uuidv7() as household, uuidv7() as person, uuidv7() as building, uuidv7() as dwelling, uuidv7() as tenancy,
         uuidv7() as message, rank from generate_series(1, $2::int) rank
     ), h as (
       insert into household (organisation_id, id, label) select $1, household, 'COURRIER ' || rank from new
     ), p as (
       insert into person (organisation_id, id, civility, first_name, last_name)
       select $1, person, 'Mme', 'Rosa', 'COURRIER ' || rank from new
     ), hm as (
       insert into household_member (organisation_id, household_id, person_id, joined_on, member_role)
       select $1, household, person, '2020-01-01', 'leaseholder' from new
     ), b as (
       insert into building (organisation_id, id, source, external_id, name, street, post_code, town, agency)
       select $1, building, 'bench', building::text, 'Tilleuls', rank || ' rue des Tilleuls', '63000', 'Clermont-Ferrand', 'Centre'
       from new
     ), d as (
       insert into dwelling (organisation_id, id, building_id, source, external_id)
       select $1, dwelling, building, 'bench', dwelling::text from new
     ), t as (
       insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on)
       select $1, tenancy, 'bench', tenancy::text, dwelling, household, '2020-01-01' from new
     ), template as (
       insert into message_template (organisation_id, id, name, channel, compartment)
       values ($1, uuidv7(), 'Mesure ' || clock_timestamp(), 'letter', 'rent') returning id
     ), wording as (
       insert into message_wording (organisation_id, template_id, language, number, subject, body, written_by)
       select $1, template.id, 'fr', 1, 'Nos horaires changent', $3, member.id from template, member
     ), work as (
       insert into work (organisation_id, id, kind, started_by) select $1, uuidv7(), 'letters', id from member returning id
     ), batch as (
       insert into message_batch (organisation_id, id, name, channel, compartment, template_id, source, state, created_by,
         released_by, released_at, work_id)
       select $1, uuidv7(), 'Mesure', 'letter', 'rent', template.id, 'own-households', 'released', member.id, member.id,
         now(), work.id from template, member, work returning id, work_id
     ), m as (
       insert into message (organisation_id, id, batch_id, household_id, channel, compartment, state, language, wording_number)
       select $1, new.message, batch.id, new.household, 'letter', 'rent', 'queued', 'fr', 1 from new, batch
     )
     select id as "batchId", work_id as "workId" from batch`,
    [organisationId, wanted, wording],
  )
  await owner.query('commit')
  await owner.query('analyze household, household_member, person, tenancy, dwelling, building, message')
  const [batch] = rows
  if (!batch) throw new Error('no member to release the letters')
  return batch
}

const bareLetters = 200

/** The setting of the type alone, for as many letters as were sent: nothing is read, nothing is written. */
const timeBare = (letters: number): number => {
  const page = (rank: number): LetterPage => ({
    title: 'Nos horaires changent',
    author: 'Palier',
    sender: ['Palier', 'Centre'],
    recipient: [`Mme Rosa COURRIER ${rank}`, `${rank} rue des Tilleuls`, '63000 Clermont-Ferrand'],
    dateline: 'Le 22 novembre 2026',
    blocks: [
      {
        kind: 'paragraph',
        content: [{ kind: 'text', text: wording.replaceAll('{destinataire}', `n° ${rank}`) }],
      },
    ],
  })
  typesetLetter(page(0), new Date(0))
  const started = performance.now()
  for (let rank = 1; rank <= bareLetters; rank += 1) typesetLetter(page(rank), new Date(0))
  return ((performance.now() - started) / bareLetters) * letters
}

export const timeLetters = async (place: Place, letters: number): Promise<LettersBench> => {
  const { batchId, workId } = await releaseLetters(place, letters)
  const folder = await mkdtemp(join(tmpdir(), 'palier-letters-'))
  const database = openDatabase(place.url, 4)
  const house = {
    database,
    clock: fixedClock(`${dayInParis(new Date())}T10:00:00Z`),
    files: createFileStore(folder),
    log: createLog('silent'),
  } as House
  const readRss = () => process.memoryUsage().rss / 1_048_576
  let rssMb = 0
  const watch = setInterval(() => {
    rssMb = Math.max(rssMb, readRss())
  }, 100)
  try {
    const bareMs = timeBare(letters)
    const idleMb = readRss()
    const started = performance.now()
    const { organisationId } = place
    await sendBatch.run(house, { organisationId, batchId, workId }, new AbortController().signal)
    const sendMs = performance.now() - started
    const { rows } = await place.owner.query(
      `select count(*)::int as made, coalesce(sum(f.size_bytes), 0)::bigint as bytes from message m
       join stored_file f on f.organisation_id = m.organisation_id and f.id = m.file_id
       where m.batch_id = $1 and m.state = 'sent'`,
      [batchId],
    )
    if (rows[0].made !== letters) throw new Error(`${rows[0].made} letters made of ${letters}`)
    return { letters, bareMs, sendMs, idleMb, rssMb, megabytes: Number(rows[0].bytes) / 1_048_576 }
  } finally {
    clearInterval(watch)
    await database.pool.end()
    await rm(folder, { recursive: true, force: true })
  }
}

export const letterMeasures = ({
  letters,
  bareMs,
  sendMs,
  idleMb,
  rssMb,
  megabytes,
}: LettersBench): Measure[] => [
  {
    what: `${count(letters)} courriers en PDF, de la file à la preuve`,
    value: `${seconds(sendMs)}, ${count(Math.round((letters / sendMs) * 60_000))} par minute`,
    aim: 'moins de 3 × la mise en page seule',
    met: sendMs < 3 * bareMs,
  },
  {
    what: `Mise en page seule des mêmes courriers`,
    value: seconds(bareMs),
    aim: '',
    met: null,
  },
  {
    what: 'Mémoire au plus haut pendant l’envoi des courriers',
    value: `${count(Math.round(rssMb))} Mo, dont ${count(Math.round(idleMb))} avant le premier, pour ${count(Math.round(megabytes))} Mo de PDF`,
    aim: 'moins de 1 000 Mo',
    met: rssMb < 1_000,
  },
]
