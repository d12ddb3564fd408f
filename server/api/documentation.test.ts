import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#contract/index.ts'
import { roles } from '#domain/access.ts'
import { schemaFields } from '#server/api/schema-fields.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

type Document = {
  openapi: string
  paths: Record<string, { post: Record<string, unknown> & { responses: Record<string, unknown> } }>
}
const read = async (): Promise<Document> =>
  (await t.app.request('/api/openapi.json')).json() as Promise<Document>

describe('/api/openapi.json', () => {
  test('is valid against the rules of OpenAPI 3.1', async () => {
    const validator = new Validator()
    const verdict = await validator.validate((await read()) as never)
    expect(verdict).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('tells every endpoint, its roles, and every refusal with its sentence', async () => {
    const document = await read()
    expect(Object.keys(document.paths)).toEqual(endpoints.map(({ name }) => `/api/${name}`))
    for (const endpoint of endpoints) {
      const { post } = document.paths[`/api/${endpoint.name}`]!
      expect(post.summary).toBe(endpoint.summary)
      expect(roles).toEqual(expect.arrayContaining(post['x-palier-roles'] as string[]))
      const refused = JSON.stringify(post.responses['409'] ?? '')
      for (const [reason, sentence] of Object.entries(endpoint.refusals)) {
        expect(refused).toContain(reason)
        expect(refused).toContain(JSON.stringify(sentence).slice(1, -1))
      }
    }
  })
})

describe('/api', () => {
  test('is a page that names each endpoint, its fields and refusals, without a script', async () => {
    const response = await t.app.request('/api')
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    const page = await response.text()
    expect(page).not.toMatch(/<script/i)
    for (const { name, refusals } of endpoints) {
      expect(page).toContain(`<h3 id="${name}">`)
      for (const reason of Object.keys(refusals)) expect(page).toContain(`<code>${reason}</code>`)
    }
  })
})

test('the fields of a schema are told with the groups and lists inside them', () => {
  const schema = {
    properties: {
      count: { type: 'integer', minimum: 1, maximum: 9_007_199_254_740_991, default: 3 },
      kind: { enum: ['a', 'b'] },
      lines: {
        type: 'array',
        items: { type: 'object', properties: { on: { type: 'string', format: 'date-time' } } },
      },
      maybe: { anyOf: [{ type: 'string', maxLength: 5 }, { type: 'null' }] },
    },
    required: ['count'],
  }
  expect(schemaFields(schema)).toEqual([
    { path: 'count', type: 'nombre entier', required: true, note: 'au moins 1, par défaut : 3' },
    { path: 'kind', type: '« a », « b »', required: false, note: '' },
    { path: 'lines', type: 'liste', required: false, note: '' },
    { path: 'lines[].on', type: 'instant (ISO 8601, UTC)', required: false, note: '' },
    { path: 'maybe', type: 'texte ou rien', required: false, note: '' },
  ])
})
