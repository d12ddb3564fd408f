import type pg from 'pg'
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'

export type Column = {
  table: string
  name: string
  type: string
  isNullable: boolean
  hasDefault: boolean
  isReference: boolean
  checks: string | null
}

export const listColumns = async (owner: pg.Client): Promise<Column[]> => {
  const { rows } = await owner.query<Column>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      not a.attnotnull as "isNullable", (a.atthasdef or a.attidentity <> '') as "hasDefault",
      exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)
        and k.confrelid <> c.oid) as "isReference",
      (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)) as checks
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
      and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organisation_id')
    order by c.relname, a.attnum`)
  return rows
}

const isEnd = /end|until|expires|_to$|last|due/

/** What a pattern asks of a column, by its name. */
const shaped: Readonly<Record<string, string>> = {
  iban: 'FR7630006000011234567890189',
  code: '512000',
  start_time: '09:00',
  end_time: '12:00',
}

/** A value that the type and the closed lists of the column accept. */
const valueFor = ({ name, type, checks }: Column, id: string, marker: string): unknown => {
  if (checks?.includes('~')) return shaped[name] ?? marker
  const [listed] = /'([^']+)'::text/.exec(checks ?? '')?.slice(1) ?? []
  if (name === 'version') return 1
  if (/(^|_)year$/.test(name)) return 2026
  if (name === 'role' && (checks?.includes('volunteer') ?? true)) return 'volunteer'
  if (type.endsWith('[]')) return type === 'text[]' && checks?.includes('cardinality') ? [marker] : '{}'
  if (type === 'uuid') return id
  if (type === 'date') return isEnd.test(name) ? '2026-02-15' : '2026-01-15'
  if (type.startsWith('timestamp')) return isEnd.test(name) ? '2026-01-15T11:00:00Z' : '2026-01-15T10:00:00Z'
  if (type === 'jsonb' || type === 'json') return '{}'
  if (type === 'bytea') return Buffer.from(marker)
  if (type === 'boolean') return false
  if (/int|numeric|double/.test(type)) return 1
  return listed ?? marker
}

/**
 * One row of every business table, all with the same identifier, their references included: whatever identifier an
 * endpoint asks for, this one is that of a real row of the organisation. Texts carry the marker. `only` bounds the tables
 * to those whose rows make sense without knowing their field.
 */
export const seedOneOfEach = async (
  owner: pg.Client,
  organisationId: string,
  id: string,
  marker: string,
  only?: readonly string[],
): Promise<string[]> => {
  const columns = (await listColumns(owner)).filter(({ table }) => only?.includes(table) ?? true)
  const tables = Map.groupBy(columns, ({ table }) => table)
  await owner.query('begin')
  // Rows refer to one another in circles: the order of insertion does not matter to what is proved here.
  await owner.query('set local session_replication_role = replica')
  const checks = await setAsideChecks(owner)
  for (const [table, itsColumns] of tables) {
    const given = itsColumns.filter(
      (column) =>
        column.name === 'organisation_id' || column.isReference || (!column.isNullable && !column.hasDefault),
    )
    const values = given.map((column) =>
      column.name === 'organisation_id' ? organisationId : valueFor(column, id, marker),
    )
    const inserted = owner.query(
      `insert into ${table} (${given.map(({ name }) => `"${name}"`).join(', ')})
       values (${given.map((_, index) => `$${index + 1}`).join(', ')})`,
      values,
    )
    await inserted.catch((cause: Error) => {
      throw new Error(`no row could be made for ${table}: ${cause.message}`, { cause })
    })
  }
  for (const { place, name, definition } of checks)
    await owner.query(`alter table ${place} add constraint "${name}" ${definition} not valid`)
  await owner.query('commit')
  return [...tables.keys()]
}

/** A check that compares several columns cannot be met without knowing the field: it waits until the rows are made. */
export const setAsideChecks = async (owner: pg.Client) => {
  const { rows } = await owner.query<{ place: string; name: string; definition: string }>(
    `select conrelid::regclass::text as place, conname as name, replace(pg_get_constraintdef(oid), ' NOT VALID', '') as definition from pg_constraint
     where contype = 'c' and connamespace = 'public'::regnamespace and cardinality(conkey) > 1`,
  )
  for (const { place, name } of rows) await owner.query(`alter table ${place} drop constraint "${name}"`)
  return rows
}

/** A fingerprint of all that an organisation holds, table by table. */
export const fingerprintOf = async (
  owner: pg.Client,
  tables: readonly string[],
  organisationId: string,
): Promise<Record<string, string>> => {
  const parts = tables.map(
    (
      table,
    ) => `select '${table}' as name, coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print
      from ${table} t where organisation_id = '${organisationId}'`,
  )
  const { rows } = await owner.query<{ name: string; print: string }>(parts.join(' union all '))
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]))
}

export type JsonSchema = {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  minimum?: number
  pattern?: string
  $ref?: string
}

export const inputSchemaOf = ({ input }: Endpoint): JsonSchema =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema

const day = '2026-11-22'

const strings: readonly (readonly [RegExp, string])[] = [
  [/(On|From|To|Day|Date|Until|Month)$|^(on|from|to|day|date|until|month)$/, day],
  [/email/i, 'essai@palier.example'],
  [/^iban$/, 'FR7630006000011234567890189'],
  [/^bic$/, 'AGRIFRPP'],
]

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-11-22T09:00:00.000Z',
  email: 'essai@palier.example',
}

/** What a pattern may ask for: a commune, a SIREN, an account, an hour, a month, a region, a key. */
const samples = ['49007', '732829320', '512000', '14:30', '2026-11', '52', 'essai', '5', 'FR72ZZZ123456']

/** What compares its own fields is told whole. */
const inputsByName: Readonly<Record<string, object>> = {
  'ledger.postEntry': {
    on: day,
    label: 'essai',
    lines: [
      { account: '512000', debitCents: 1_000, creditCents: 0 },
      { account: '471000', debitCents: 0, creditCents: 1_000 },
    ],
  },
}

/** An input the endpoint reads without complaint, its identifiers being the one given. */
export const inputFor = (endpoint: Endpoint, id: string): unknown => {
  let input = inputsByName[endpoint.name] ?? plausible(inputSchemaOf(endpoint), id)
  for (let round = 0; round < 6; round++) {
    const parsed = endpoint.input.safeParse(input)
    if (parsed.success) return input
    input = repaired(
      input,
      parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    )
  }
  throw new Error(`no plausible input for ${endpoint.name}: ${JSON.stringify(input)}`)
}

const textFor = ({ format, pattern }: JsonSchema, id: string, name: string): string => {
  if (format === 'uuid') return id
  const named = strings.find(([shape]) => shape.test(name))?.[1]
  const fits = (text: string) => !pattern || new RegExp(pattern).test(text)
  if (named && fits(named)) return named
  if (format && formats[format]) return formats[format]
  return (pattern && samples.find(fits)) || 'essai'
}

/** An input the schema accepts, every identifier in it being the one given. What a schema cannot tell, `repaired` finds. */
const plausible = (schema: JsonSchema, id: string, name = ''): unknown => {
  const [alternative] = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null')
  if (alternative) return plausible(alternative, id, name)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties)
        .filter(([field]) => field !== 'after')
        .map(([field, inner]) => [field, plausible(inner, id, field)]),
    )
  const { items } = schema
  const type = [schema.type].flat().find((one) => one !== 'null')
  if (type === 'array')
    return items ? Array.from({ length: schema.minItems || 1 }, () => plausible(items, id, name)) : []
  if (type === 'object') return {}
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  return textFor(schema, id, name)
}

type Issue = { path: string; message: string }

/** The same input with what was found wrong set right: a day where one is expected, nothing where nothing fits. */
const repaired = (input: unknown, issues: readonly Issue[]): unknown => {
  const copy = structuredClone(input) as Record<string, unknown>
  for (const { path, message } of issues) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const place = keys.reduce<Record<string, unknown> | undefined>(
      (node, key) => node?.[key] as Record<string, unknown> | undefined,
      copy,
    )
    if (!place) continue
    if (/date/i.test(message) && place[last] !== day) place[last] = day
    else delete place[last]
  }
  return copy
}
