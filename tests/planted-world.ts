import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import { type Column, listColumns, setAsideChecks } from '#tests/factories.ts'
import type { TestOrganisation } from '#tests/house.ts'
import { notPlanted, plantedValues } from '#tests/planted-values.ts'

/**
 * A household known all the way down, each text and each amount of each table holding a secret of its own: wherever a
 * secret comes out, one knows what leaked. A column added by a migration is planted without a word here.
 */
export type PlantedWorld = {
  /** The identifier of every row. */
  id: string
  /** From what may come out to where it was planted: `log_entry.body`. */
  secrets: Map<string, string>
}

/** The line of a household holds write-ups, documents and events by their identifiers: there, each has its own. */
export const entryOf = (id: string): string => id.replace(/^./, 'e')
const linesApart = (place: string, id: string): string => {
  if (place === 'log_entry.id' || place === 'log_entry_version.log_entry_id') return entryOf(id)
  return place === 'journal.id' ? id.replace(/^./, 'd') : id
}

type Side = { compartment: 'social' | 'gestion'; prefix: string; firstAmount: number; refs: object }

const isText = ({ type }: Column) => type === 'text' || type === 'text[]'
const isAmount = ({ name, type }: Column) => /_cents$/.test(name) && /int/.test(type)
const isEnd = /end|until|expires|_to$|last|due/

const withSecret = (value: unknown, secret: string) =>
  typeof value === 'string' && value.includes('§')
    ? { value: value.replaceAll('§', secret), secret }
    : { value }

/** What the column holds, and the secret in it when it holds one. */
const plantedIn = (
  column: Column,
  id: string,
  side: Side,
  rank: number,
): { value: unknown; secret?: string } => {
  const { table, name, type, checks } = column
  const known = [`${table}.${name}`, name].find((key) => key in plantedValues)
  const secret = `${side.prefix}${rank.toString(36).padStart(3, '0')}z`
  if (known) return withSecret(plantedValues[known], secret)
  if (name === 'compartment') return { value: side.compartment }
  if (name === 'version' || name === 'edition') return { value: 1 }
  if (type === 'uuid')
    return {
      value: (side.refs as Record<string, unknown>)[`${table}.${name}`] ?? linesApart(`${table}.${name}`, id),
    }
  const listed = /'([^']+)'::text/.exec(checks ?? '')?.[1]
  if (isText(column) && listed) return { value: type === 'text' ? listed : `{${listed}}` }
  if (isText(column)) return { value: type === 'text' ? secret : `{${secret}}`, secret }
  if (isAmount(column)) {
    const amount = side.firstAmount + rank * 1_009
    return { value: amount, secret: String(amount) }
  }
  if (type === 'date') return { value: isEnd.test(name) ? '2026-12-15' : '2026-01-15' }
  if (type.startsWith('timestamp'))
    return { value: isEnd.test(name) ? '2026-11-22T08:00:00Z' : '2026-11-20T10:00:00Z' }
  if (type.startsWith('json')) return { value: '{}' }
  if (type === 'bytea') return { value: Buffer.from(side.prefix + rank) }
  if (type === 'boolean') return { value: false }
  if (type.endsWith('[]')) return { value: '{}' }
  return { value: 1 }
}

export const plantWorld = async (
  owner: pg.Client,
  organisation: TestOrganisation,
  side: Side,
): Promise<PlantedWorld> => {
  const id = randomUUIDv7()
  const secrets = new Map<string, string>()
  const columns = (await listColumns(owner)).filter(
    ({ table }) => !(notPlanted as readonly string[]).includes(table),
  )
  await owner.query('begin')
  // Rows refer to one another in circles, and checks compare columns that the plant fills without knowing their field.
  await owner.query('set local session_replication_role = replica')
  const checks = await setAsideChecks(owner)
  let rank = 0
  for (const [table, its] of Map.groupBy(columns, (column) => column.table)) {
    const values = its.map((column) => {
      if (column.name === 'organisation_id') return organisation.id
      const { value, secret } = plantedIn(column, id, side, ++rank)
      if (secret) secrets.set(secret.toLowerCase(), `${table}.${column.name}`)
      return value
    })
    const inserted = owner.query(
      `insert into ${table} (${its.map(({ name }) => `"${name}"`).join(', ')})
       overriding system value values (${its.map((_, index) => `$${index + 1}`).join(', ')})
       on conflict do nothing`,
      values,
    )
    await inserted.catch((cause: Error) => {
      throw new Error(`no row could be planted in ${table}: ${cause.message}`, { cause })
    })
  }
  for (const { place, name, definition } of checks)
    await owner.query(`alter table ${place} add constraint "${name}" ${definition} not valid`)
  await owner.query('commit')
  return { id, secrets }
}

/** Where the secrets found in a text were planted. */
export const secretsIn = (text: string, { secrets }: PlantedWorld): string[] => {
  const folded = text.toLowerCase()
  // 7 000 012,34 € and 700001234 are one amount.
  const digits = folded.replace(/(?<=\d)[\s\u00a0\u202f.,](?=\d)/g, '')
  return [...secrets]
    .filter(([secret]) => folded.includes(secret) || (/^\d+$/.test(secret) && digits.includes(secret)))
    .map(([, place]) => place)
}
