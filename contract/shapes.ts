import { z } from 'zod'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'

/** Wire shapes that every capability uses. */
export const Id = z.uuid()
export const Cents = z.int()
export const Day = z
  .string()
  .refine((text): text is PlainDate => isPlainDate(text), 'Date attendue au format AAAA-MM-JJ')
/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime()
/** The version of the record that was read; a write that carries an older one is refused. */
export const Version = z.int().min(1)
export const shortText = (max = 200) => z.string().trim().min(1).max(max)
export const longText = (max = 10_000) => z.string().trim().min(1).max(max)

/** A page of a list read by key: pass `next` back as `after` to read on; no `next`, no more rows. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ rows: z.array(row), next: z.string().nullable(), total: Total })

/** Counted exactly while that is cheap, then « plus de 10 000 ». */
export const Total = z.object({ count: z.int().min(0), exact: z.boolean() })

export const PageRequest = {
  after: z.string().max(400).optional(),
  limit: z.int().min(1).max(200).default(50),
}

export const staleVersion = {
  'stale-version':
    'Quelqu’un a modifié cette fiche pendant que vous l’aviez ouverte. Votre texte est conservé : comparez puis enregistrez à nouveau.',
} as const
export const unknownRecord = { 'unknown-record': 'Cet élément n’existe pas ou n’existe plus.' } as const
