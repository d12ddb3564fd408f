import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { reachOf, roles } from '#domain/access.ts'

type Json = Record<string, unknown>

/** Without the dialect, which OpenAPI 3.1 already fixes. Input is what one sends, output what one reads. */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

export const allowedRoles = ({ action }: Endpoint) =>
  roles.filter((role) => reachOf(role, action) !== 'never')

const error = (code: string, more: Json = {}): Json => ({
  type: 'object',
  required: ['error', 'message', ...Object.keys(more)],
  properties: { error: { const: code }, message: { type: 'string', description: 'En français.' }, ...more },
})

const shared: Json = {
  Invalid: error('invalid', {
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  }),
  Unauthenticated: error('unauthenticated'),
  Forbidden: error('forbidden'),
  TooLarge: error('too-large'),
  Defect: error('defect'),
}

const answers: readonly (readonly [status: string, description: string, schema: string])[] = [
  ['400', 'La demande contient des erreurs ; chacune dit son chemin.', 'Invalid'],
  ['401', 'Personne n’est reconnu.', 'Unauthenticated'],
  ['403', 'Le rôle, ou le lien avec le ménage, ne permet pas cette action.', 'Forbidden'],
  ['413', 'La demande ou le fichier est trop volumineux.', 'TooLarge'],
  ['500', 'Une erreur du serveur ; rien n’a été enregistré.', 'Defect'],
]

/**
 * A schema that refers to its own definitions (a tree, a recursive value) refers to them from the root of the document:
 * they move there, under a name of their own.
 */
const hoistDefinitions = (document: Json): Json => {
  const moved: Json = {}
  const move = (node: unknown, owner: string): unknown => {
    if (Array.isArray(node)) return node.map((one) => move(one, owner))
    if (typeof node !== 'object' || node === null) return node
    const { $defs, ...rest } = node as Json
    const own = $defs ? `${owner}.${Object.keys(moved).length}` : owner
    for (const [name, definition] of Object.entries(($defs as Json | undefined) ?? {})) {
      const place = `${own}.${name}`
      moved[place] = null
      moved[place] = move(definition, own)
    }
    return Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        key === '$ref' && typeof value === 'string'
          ? value.replace(/^#\/\$defs\//, `#/components/schemas/${own}.`)
          : move(value, own),
      ]),
    )
  }
  const paths = Object.fromEntries(
    Object.entries(document.paths as Json).map(([path, item]) => [
      path,
      move(item, path.replace('/api/', '')),
    ]),
  )
  const components = document.components as Json
  const schemas = { ...(components.schemas as Json), ...moved }
  return { ...document, paths, components: { ...components, schemas } }
}

const jsonContent = (schema: Json): Json => ({ 'application/json': { schema } })

const header = (name: string, description: string, schema: Json, required = true): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema,
})

const parametersOf = ({ kind, input }: Endpoint): Json[] => {
  const organisation = header(
    'palier-organisation',
    'L’identifiant court de l’organisation ; inutile avec un jeton, qui la porte.',
    { type: 'string' },
    false,
  )
  const key = header(
    'idempotency-key',
    'La même clé pour la même intention : envoyée deux fois, faite une fois.',
    {
      type: 'string',
      format: 'uuid',
    },
  )
  const file = [
    header('palier-file-name', 'Le nom du fichier, encodé en pour-cent.', { type: 'string' }),
    {
      name: 'palier-input',
      in: 'header',
      required: false,
      description: 'Les autres champs, en JSON encodé en pour-cent.',
      content: jsonContent(schemaOf(input, 'input')),
    },
  ]
  if (kind === 'upload') return [organisation, key, ...file]
  return kind === 'command' ? [organisation, key] : [organisation]
}

const bytes = { 'application/octet-stream': {} }

const refusalSchema = (refusals: Readonly<Record<string, string>>): Json =>
  error('refused', {
    reason: {
      enum: Object.keys(refusals),
      description: Object.entries(refusals)
        .map(([reason, sentence]) => `- \`${reason}\` : ${sentence}`)
        .join('\n'),
    },
    details: { description: 'Ce qu’il faut pour montrer le refus ; null sinon.' },
  })

const responsesOf = ({ kind, output, refusals }: Endpoint): Json => {
  const done =
    kind === 'download'
      ? { description: 'Le fichier.', content: bytes }
      : { description: 'C’est fait.', content: jsonContent(schemaOf(output, 'output')) }
  const refused =
    Object.keys(refusals).length === 0
      ? {}
      : { '409': { description: 'Refusé, avec sa raison.', content: jsonContent(refusalSchema(refusals)) } }
  const common = answers.map(([status, description, schema]) => [
    status,
    { description, content: jsonContent({ $ref: `#/components/schemas/${schema}` }) },
  ])
  return { '200': done, ...refused, ...Object.fromEntries(common) }
}

const operationOf = (endpoint: Endpoint): Json => ({
  operationId: endpoint.name,
  summary: endpoint.summary,
  tags: [endpoint.name.split('.')[0]],
  'x-palier-kind': endpoint.kind,
  'x-palier-roles': allowedRoles(endpoint),
  parameters: parametersOf(endpoint),
  requestBody: {
    required: true,
    content: endpoint.kind === 'upload' ? bytes : jsonContent(schemaOf(endpoint.input, 'input')),
  },
  responses: responsesOf(endpoint),
})

/** The contract, in the words of OpenAPI 3.1: what a partner's software reads. */
export const openApi = (endpoints: readonly Endpoint[], url: string, version: string): Json =>
  hoistDefinitions({
    openapi: '3.1.0',
    info: {
      title: 'Palier',
      version,
      summary: 'L’accompagnement social lié au logement.',
      description:
        'Chaque appel est un POST : une donnée personnelle ne se trouve jamais dans une adresse. Les montants sont en centimes, les jours au format AAAA-MM-JJ.',
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url }],
    security: [{ token: [] }, { session: [] }],
    tags: [...new Set(endpoints.map(({ name }) => name.split('.')[0]))].map((name) => ({ name })),
    paths: Object.fromEntries(
      endpoints.map((endpoint) => [`/api/${endpoint.name}`, { post: operationOf(endpoint) }]),
    ),
    components: {
      schemas: shared,
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Un jeton d’accès, créé dans Réglages.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: url.startsWith('https:') ? '__Secure-palier.session_token' : 'palier.session_token',
          description: 'La session d’une personne connectée.',
        },
      },
    },
  })
