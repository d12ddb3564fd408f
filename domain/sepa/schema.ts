import type { XmlNode } from '#domain/sepa/xml.ts'

/** What a text must look like, and the name of its type in the ISO 20022 dictionary. */
export type Facet = { type: string; pattern: RegExp; attribute?: { name: string; value: string } }
export type Content = Facet | { sequence: readonly Particle[] } | { choice: readonly Particle[] }
export type Particle = { name: string; least: number; most: number; content: Content }

export const one = (name: string, content: Content): Particle => ({ name, least: 1, most: 1, content })
export const may = (name: string, content: Content): Particle => ({ name, least: 0, most: 1, content })
export const several = (name: string, content: Content): Particle => ({
  name,
  least: 1,
  most: Number.MAX_SAFE_INTEGER,
  content,
})
export const sequence = (...particles: Particle[]): Content => ({ sequence: particles })
export const choice = (...particles: Particle[]): Content => ({ choice: particles })

// The letters of EPC 217-08, not the whole of Unicode that the schema would accept: a bank refuses what is beyond.
const letters = "[A-Za-z0-9/\\-?:().,'+ ]"
export const text = (longest: number): Facet => ({
  type: `Max${longest}Text`,
  pattern: new RegExp(`^(?! )${letters}{1,${longest}}(?<! )$`),
})
export const reference: Facet = {
  type: 'RestrictedIdentificationSEPA',
  pattern: new RegExp(`^(?!/)(?!.*//)(?! )${letters}{1,35}(?<![/ ])$`),
}
export const oneOf = (...codes: string[]): Facet => ({
  type: 'Code',
  pattern: new RegExp(`^(${codes.join('|')})$`),
})
export const isoDate: Facet = {
  type: 'ISODate',
  pattern: /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
}
export const isoDateTime: Facet = {
  type: 'ISODateTime',
  pattern: /^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z?$/,
}
export const count: Facet = { type: 'Max15NumericText', pattern: /^[0-9]{1,15}$/ }
export const total: Facet = { type: 'DecimalNumber', pattern: /^(?!0\.00$)\d{1,15}\.\d{2}$/ }
export const euros: Facet = {
  type: 'ActiveOrHistoricCurrencyAndAmount',
  pattern: /^(?!0\.00$)\d{1,9}\.\d{2}$/,
  attribute: { name: 'Ccy', value: 'EUR' },
}
export const iban: Facet = { type: 'IBAN2007Identifier', pattern: /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/ }
export const bic: Facet = {
  type: 'BICFIDec2014Identifier',
  pattern: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/,
}
export const country: Facet = { type: 'CountryCode', pattern: /^[A-Z]{2}$/ }
/** The « identifiant créancier SEPA »: country, key, three letters, national number (EPC 262-08). */
export const creditorId: Facet = {
  type: 'AT-02',
  pattern: /^[A-Z]{2}[0-9]{2}[A-Za-z0-9]{3}[A-Za-z0-9]{1,28}$/,
}

export type SchemaProblem = { path: string; problem: string }

/** Everything in a document that is not as its rules say: order, presence, number, type, letters. */
export function checkSchema(node: XmlNode, content: Content, path = node.name): SchemaProblem[] {
  if ('pattern' in content) return checkText(node, content, path)
  if (node.text.trim() !== '') return [{ path, problem: 'texte inattendu' }]
  return 'choice' in content
    ? checkChoice(node, content.choice, path)
    : checkSequence(node, content.sequence, path)
}

const checkText = (node: XmlNode, facet: Facet, path: string): SchemaProblem[] => {
  const problems: SchemaProblem[] = []
  if (node.children.length > 0) problems.push({ path, problem: 'éléments inattendus' })
  else if (!facet.pattern.test(node.text))
    problems.push({ path, problem: `« ${node.text.slice(0, 60)} » n’est pas un ${facet.type}` })
  for (const [name, value] of Object.entries(node.attributes))
    if (facet.attribute?.name !== name || facet.attribute.value !== value)
      problems.push({ path: `${path}/@${name}`, problem: 'attribut inattendu' })
  if (facet.attribute && node.attributes[facet.attribute.name] === undefined)
    problems.push({ path: `${path}/@${facet.attribute.name}`, problem: 'attribut manquant' })
  return problems
}

const checkChoice = (node: XmlNode, options: readonly Particle[], path: string): SchemaProblem[] => {
  const [only, ...rest] = node.children
  const chosen = options.find(({ name }) => name === only?.name)
  if (!only || rest.length > 0 || !chosen)
    return [{ path, problem: `un seul de ${options.map(({ name }) => name).join(', ')}` }]
  return checkSchema(only, chosen.content, `${path}/${only.name}`)
}

const checkSequence = (node: XmlNode, particles: readonly Particle[], path: string): SchemaProblem[] => {
  const problems: SchemaProblem[] = []
  let next = 0
  for (const { name, least, most, content } of particles) {
    let found = 0
    for (let child = node.children[next]; child?.name === name && found < most; child = node.children[next]) {
      problems.push(...checkSchema(child, content, `${path}/${name}${found > 0 ? `[${found + 1}]` : ''}`))
      found += 1
      next += 1
    }
    if (found < least) problems.push({ path: `${path}/${name}`, problem: 'élément manquant ou mal placé' })
  }
  const left = node.children[next]
  if (left) problems.push({ path: `${path}/${left.name}`, problem: 'élément inattendu à cette place' })
  return problems
}
