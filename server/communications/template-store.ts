import { sql } from 'kysely'
import type { Channel, Compartment } from '#domain/communications/kinds.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export type StoredWording = {
  language: string
  number: number
  subject: string
  body: string
  at: string
  by: string
}
export type StoredTemplate = {
  templateId: string
  name: string
  channel: Channel
  compartment: Compartment
  isArchived: boolean
  version: number
}

/** The last wording of each language still spoken, French first. */
const wordingsInForce = ({ actor }: Here, templateId: string) => sql<{
  language: string
  number: number
  subject: string
  body: string
  at: Date
  by: string
}>`select w.language, w.number, w.subject, w.body, w.written_at as at, m.name as by
  from (select distinct on (language) * from message_wording
    where organisation_id = ${actor.organisationId} and template_id = ${templateId}
    order by language, number desc) w
  join membership m on m.organisation_id = w.organisation_id and m.id = w.written_by
  where w.body is not null
  order by w.language <> 'fr', w.language`

export const listWordingsInForce = async (here: Here, templateId: string): Promise<StoredWording[]> => {
  const { rows } = await wordingsInForce(here, templateId).execute(here.tx)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export const findTemplate = async (
  { tx, actor }: Here,
  templateId: string,
  options: { forUpdate?: boolean } = {},
): Promise<StoredTemplate | undefined> => {
  const row = await tx
    .selectFrom('message_template')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', templateId)
    .$if(options.forUpdate === true, (query) => query.forUpdate())
    .selectAll()
    .executeTakeFirst()
  return (
    row && {
      templateId: row.id,
      name: row.name,
      channel: row.channel as Channel,
      compartment: row.compartment as Compartment,
      isArchived: row.archived_at !== null,
      version: row.version,
    }
  )
}

type TemplateFilter = {
  compartments: readonly Compartment[]
  channel?: Channel | undefined
  archived: boolean
}

export const pageTemplates = async (
  { tx, actor }: Here,
  { compartments, channel, archived }: TemplateFilter,
  { after, limit }: { after?: string | undefined; limit: number },
) => {
  const matching = sql`t.organisation_id = ${actor.organisationId} and t.compartment = any (${[...compartments]}::text[])
    and (${channel ?? null}::text is null or t.channel = ${channel ?? null})
    and (t.archived_at is not null) = ${archived}`
  const { rows: found } = await sql<{
    templateId: string
    name: string
    channel: Channel
    compartment: Compartment
    isArchived: boolean
    languages: string[] | null
    writtenAt: Date | null
  }>`select t.id as "templateId", t.name, t.channel, t.compartment, t.archived_at is not null as "isArchived",
      said.languages, said.last as "writtenAt"
    from message_template t
    left join lateral (
      select array_agg(w.language order by w.language <> 'fr', w.language) filter (where w.body is not null) as languages,
        max(w.written_at) as last
      from (select distinct on (language) language, body, written_at from message_wording
        where organisation_id = t.organisation_id and template_id = t.id order by language, number desc) w) said on true
    where ${matching} and ${isAfter([sql`t.name`, sql`t.id::text`], decodeKey(after, 2))}
    order by t.name, t.id::text limit ${limit + 1}`.execute(tx)
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.name, row.templateId))
  return {
    rows: rows.map(({ languages, writtenAt, ...row }) => ({
      ...row,
      languages: languages ?? [],
      writtenAt: writtenAt?.toISOString() ?? null,
    })),
    next,
    total: await countRows(
      tx,
      (most) => sql`(select from message_template t where ${matching} limit ${most})`,
    ),
  }
}

export const pageWordings = async (
  { tx, actor }: Here,
  templateId: string,
  language: string,
  { after, limit }: { after?: string | undefined; limit: number },
) => {
  const [before] = decodeKey(after, 1) ?? []
  const matching = sql`w.organisation_id = ${actor.organisationId} and w.template_id = ${templateId}
    and w.language = ${language} and w.body is not null`
  const { rows: found } = await sql<Omit<StoredWording, 'at'> & { at: Date }>`
    select w.language, w.number, w.subject, w.body, w.written_at as at, m.name as by from message_wording w
    join membership m on m.organisation_id = w.organisation_id and m.id = w.written_by
    where ${matching} and (${typeof before === 'number' ? before : null}::int is null or w.number < ${typeof before === 'number' ? before : null})
    order by w.number desc limit ${limit + 1}`.execute(tx)
  const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.number))
  return {
    rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    next,
    total: await countRows(
      tx,
      (most) => sql`(select from message_wording w where ${matching} limit ${most})`,
    ),
  }
}

type NewWording = {
  templateId: string
  language: string
  subject: string | null
  body: string | null
  writtenBy: string
  at: Date
}

/** The number it takes, after the last one of its language. */
export const insertWording = async ({ tx, actor }: Here, wording: NewWording): Promise<number> => {
  const { rows } = await sql<{ number: number }>`
    insert into message_wording (organisation_id, template_id, language, number, subject, body, written_by, written_at)
    select ${actor.organisationId}, ${wording.templateId}, ${wording.language},
      coalesce(max(number), 0) + 1, ${wording.subject}, ${wording.body}, ${wording.writtenBy}, ${wording.at}
    from message_wording where organisation_id = ${actor.organisationId} and template_id = ${wording.templateId}
      and language = ${wording.language}
    returning number`.execute(tx)
  return rows[0]?.number ?? 1
}

export const findWording = async (
  { tx, actor }: Here,
  { templateId, language, number }: { templateId: string; language: string; number: number },
): Promise<{ subject: string; body: string } | undefined> => {
  const row = await tx
    .selectFrom('message_wording')
    .where('organisation_id', '=', actor.organisationId)
    .where('template_id', '=', templateId)
    .where('language', '=', language)
    .where('number', '=', number)
    .select(['subject', 'body'])
    .executeTakeFirst()
  return row?.body == null ? undefined : { subject: row.subject ?? '', body: row.body }
}

/** True when no other template has this name. */
export const isNameFree = async ({ tx, actor }: Here, name: string, exceptId?: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('message_template')
    .where('organisation_id', '=', actor.organisationId)
    .where('name', '=', name)
    .$if(exceptId !== undefined, (query) => query.where('id', '<>', exceptId ?? ''))
    .select('id')
    .executeTakeFirst()
  return row === undefined
}
