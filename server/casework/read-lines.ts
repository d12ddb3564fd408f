import type { z } from 'zod'
import type { LogLine } from '#contract/casework.ts'
import type { DocumentKind } from '#domain/casework/kinds.ts'
import { textOf } from '#server/casework/entry-text.ts'
import { eventLabel } from '#server/casework/log-events.ts'
import type { LinePlace } from '#server/casework/log-lines.ts'
import { type Reader, readable } from '#server/casework/readable.ts'
import type { Tx } from '#server/db.ts'

type Line = z.input<typeof LogLine>
const instant = (micros: number) => new Date(micros / 1000).toISOString()

/** The lines themselves, in the order of their places. The audience is checked again where the words are read. */
export const readLines = async (tx: Tx, reader: Reader, places: readonly LinePlace[]): Promise<Line[]> => {
  const idsOf = (...kinds: LinePlace['kind'][]) =>
    places.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id)
  const found = new Map<string, (place: LinePlace) => Line>([
    ...(await readEntries(tx, reader, idsOf('contact', 'note'))),
    ...(await readDocuments(tx, reader, idsOf('document'))),
    ...(await readEvents(tx, reader, idsOf('event'))),
  ])
  return places.flatMap((place) => found.get(place.id)?.(place) ?? [])
}

const authorOf = (id: string | null, name: string | null) => (id && name ? { id, name } : null)
const placed = ({ id, on, micros }: LinePlace) => ({ id, on, at: instant(micros) })

type Withdrawn = { at: Date | null; by: string | null; reason: string | null }
const withdrawal = ({ at, by, reason }: Withdrawn) =>
  at && reason ? { at: at.toISOString(), by, reason } : null

const readEntries = async (tx: Tx, reader: Reader, ids: string[]) => {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('log_entry as e')
    .innerJoin('membership as a', (join) =>
      join.onRef('a.organisation_id', '=', 'e.organisation_id').onRef('a.id', '=', 'e.author_id'),
    )
    .leftJoin('membership as w', (join) =>
      join.onRef('w.organisation_id', '=', 'e.organisation_id').onRef('w.id', '=', 'e.withdrawn_by'),
    )
    .where('e.organisation_id', '=', reader.actor.organisationId)
    .where('e.id', 'in', ids)
    .where(readable(reader, 'e'))
    .selectAll('e')
    .select(['a.name as author', 'w.name as withdrawer'])
    .execute()
  return rows.map((row) => {
    const line = (place: LinePlace): Line => ({
      ...placed(place),
      kind: row.kind as 'contact' | 'note',
      author: authorOf(row.author_id, row.author),
      version: row.version,
      correctedAt: row.corrected_at?.toISOString() ?? null,
      isMine: row.author_id === reader.actor.membershipId,
      withdrawn: withdrawal({ at: row.withdrawn_at, by: row.withdrawer, reason: row.withdrawn_reason }),
      text: row.withdrawn_at ? null : textOf(row),
    })
    return [row.id, line] as const
  })
}

const readDocuments = async (tx: Tx, reader: Reader, ids: string[]) => {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('document as d')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.stored_file_id'),
    )
    .innerJoin('membership as a', (join) =>
      join.onRef('a.organisation_id', '=', 'd.organisation_id').onRef('a.id', '=', 'd.author_id'),
    )
    .leftJoin('membership as w', (join) =>
      join.onRef('w.organisation_id', '=', 'd.organisation_id').onRef('w.id', '=', 'd.removed_by'),
    )
    .where('d.organisation_id', '=', reader.actor.organisationId)
    .where('d.id', 'in', ids)
    .where(readable(reader, 'd'))
    .selectAll('d')
    .select(['f.content_type', 'f.size_bytes', 'a.name as author', 'w.name as remover'])
    .execute()
  return rows.map((row) => {
    const line = (place: LinePlace): Line => ({
      ...placed(place),
      kind: 'document',
      author: authorOf(row.author_id, row.author),
      document: {
        title: row.title,
        kind: row.kind as DocumentKind,
        contentType: row.content_type,
        sizeBytes: row.size_bytes,
      },
      withdrawn: withdrawal({ at: row.removed_at, by: row.remover, reason: row.removed_reason }),
    })
    return [row.id, line] as const
  })
}

const readEvents = async (tx: Tx, reader: Reader, ids: string[]) => {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('journal as j')
    .leftJoin('membership as a', (join) =>
      join.onRef('a.organisation_id', '=', 'j.organisation_id').onRef('a.id', '=', 'j.membership_id'),
    )
    .where('j.organisation_id', '=', reader.actor.organisationId)
    .where('j.id', 'in', ids)
    .select(['j.id', 'j.act', 'j.membership_id', 'a.name as author'])
    .execute()
  return rows.map((row) => {
    const line = (place: LinePlace): Line => ({
      ...placed(place),
      kind: 'event',
      author: authorOf(row.membership_id, row.author),
      label: eventLabel(row.act),
    })
    return [row.id, line] as const
  })
}
