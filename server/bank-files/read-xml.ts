import { SaxesParser } from 'saxes'
import type { XmlNode } from '#domain/sepa/xml.ts'

export type XmlProblem = 'not-xml' | 'forbidden-xml' | 'xml-too-large'

export class UnreadableXml extends Error {
  readonly problem: XmlProblem
  constructor(problem: XmlProblem) {
    super(problem)
    this.problem = problem
  }
}

// A statement of a busy month has a few hundred thousand elements, a dozen deep.
const mostElements = 1_000_000
const deepest = 40

type Open = { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string }

/**
 * A document sent by somebody, as a tree. A document type is refused as soon as it begins: nothing can be declared, so
 * no entity is ever expanded nor fetched; only the five of XML and character references exist. Size and depth are
 * bounded. Throws `UnreadableXml`.
 */
export const readXml = (bytes: Uint8Array): XmlNode => {
  const parser = new SaxesParser({ position: false })
  const open: Open[] = []
  let root: XmlNode | undefined
  let elements = 0
  parser.on('error', () => {
    throw new UnreadableXml('not-xml')
  })
  parser.on('doctype', () => {
    throw new UnreadableXml('forbidden-xml')
  })
  parser.on('opentag', (tag) => {
    const name = tag.name
    // Without namespaces, as here, the parser gives attributes as plain texts.
    const attributes = tag.attributes as Record<string, string>
    elements += 1
    if (elements > mostElements || open.length >= deepest) throw new UnreadableXml('xml-too-large')
    open.push({ name: localName(name), attributes: { ...attributes }, children: [], text: '' })
    const [prefix] = name.split(':')
    const namespace = attributes[`xmlns:${prefix}`]
    const node = open.at(-1)
    if (node && open.length === 1 && name.includes(':') && namespace) node.attributes.xmlns = namespace
  })
  const addText = (text: string) => {
    const node = open.at(-1)
    if (node) node.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const node = open.pop()
    if (!node) return
    const parent = open.at(-1)
    if (parent) parent.children.push(node)
    else root = node
  })
  refuseDoctype(bytes)
  parser.write(decode(bytes)).close()
  if (!root) throw new UnreadableXml('not-xml')
  return root
}

/** Element names without their prefix: some banks write `<ns2:Stmt>`. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The parser tells a document type once it is read to its end; a huge one is refused before it is read at all. */
const refuseDoctype = (bytes: Uint8Array): void => {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 4096)).replaceAll('\u0000', '')
  if (/<!DOCTYPE/i.test(beginning)) throw new UnreadableXml('forbidden-xml')
}

const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/

/** In the encoding that it declares, UTF-8 by default; a byte that is not of it is refused, never replaced. */
const decode = (bytes: Uint8Array): string => {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const label = isUtf16
    ? `utf-16${bytes[0] === 0xff ? 'le' : 'be'}`
    : (declared.exec(beginning.replace(/^ï»¿/, ''))?.[1] ?? 'utf-8')
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    throw new UnreadableXml('not-xml')
  }
}
