/** A field of a JSON schema, as a person reads it. */
export type SchemaField = { path: string; type: string; required: boolean; note: string }

type Schema = {
  type?: string | string[]
  properties?: Record<string, Schema>
  items?: Schema
  required?: string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  format?: string
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

const names: Readonly<Record<string, string>> = {
  string: 'texte',
  integer: 'nombre entier',
  number: 'nombre',
  boolean: 'oui ou non',
  array: 'liste',
  object: 'groupe',
  null: 'rien',
}

const formats: Readonly<Record<string, string>> = {
  uuid: 'identifiant (UUID)',
  'date-time': 'instant (ISO 8601, UTC)',
  email: 'adresse électronique',
  uri: 'adresse',
}

const alternatives = (schema: Schema): Schema[] => schema.anyOf ?? schema.oneOf ?? []

const typeOf = (schema: Schema): string => {
  if (schema.const !== undefined) return `« ${String(schema.const)} »`
  if (schema.enum) return schema.enum.map((value) => `« ${String(value)} »`).join(', ')
  const several = alternatives(schema)
  if (several.length > 0) return [...new Set(several.map(typeOf))].join(' ou ')
  if (schema.type === 'array' && schema.items && !schema.items.properties)
    return `liste de : ${typeOf(schema.items)}`
  if (schema.format && formats[schema.format]) return formats[schema.format] as string
  if (Array.isArray(schema.type)) return schema.type.map((type) => names[type] ?? type).join(' ou ')
  return names[schema.type ?? ''] ?? 'libre'
}

const noteOf = ({ minimum, maximum, minLength, maxLength, default: byDefault }: Schema): string =>
  [
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `au moins ${minimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `au plus ${maximum}`,
    minLength !== undefined && minLength > 1 && `${minLength} signes au moins`,
    maxLength !== undefined && `${maxLength} signes au plus`,
    byDefault !== undefined && `par défaut : ${JSON.stringify(byDefault)}`,
  ]
    .filter(Boolean)
    .join(', ')

/** The fields of an object, those of its groups and lists after them, each at its path. */
export const schemaFields = (schema: unknown, prefix = ''): SchemaField[] => {
  const { properties = {}, required = [] } = schema as Schema
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`
    const own = { path, type: typeOf(field), required: required.includes(name), note: noteOf(field) }
    return [own, ...innerFields(field, path)]
  })
}

const innerFields = (field: Schema, path: string): SchemaField[] => {
  if (field.items) return schemaFields(field.items, `${path}[].`)
  const groups = [field, ...alternatives(field)].filter(({ properties }) => properties)
  return groups.flatMap((group) => schemaFields(group, `${path}.`))
}
