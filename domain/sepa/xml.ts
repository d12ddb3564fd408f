/** One element: either it holds elements or it holds a text, as every element of ISO 20022 does. */
export type XmlNode = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: readonly XmlNode[]
  text: string
}

export const xml = (
  name: string,
  children: readonly XmlNode[],
  attributes: Readonly<Record<string, string>> = {},
): XmlNode => ({ name, attributes, children, text: '' })

export const xmlText = (
  name: string,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): XmlNode => ({ name, attributes, children: [], text })

export const optional = (node: XmlNode | undefined): XmlNode[] => (node ? [node] : [])

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

// Of the characters below the space, XML has only tab, line feed and carriage return; half of a surrogate pair is none.
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

const escaped = (text: string): string =>
  text.replace(notXml, '').replace(/[&<>"']/g, (character) => escapes[character] ?? '')

/** The whole document in UTF-8, one element a line: people read these files when a bank refuses one. */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`
}

const write = (node: XmlNode, indent: string): string => {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('')
  const open = `${indent}<${node.name}${attributes}>`
  if (node.children.length === 0) return `${open}${escaped(node.text)}</${node.name}>\n`
  const inside = node.children.map((child) => write(child, `${indent}  `)).join('')
  return `${open}\n${inside}${indent}</${node.name}>\n`
}

export const childrenOf = (node: XmlNode | undefined, name: string): readonly XmlNode[] =>
  node?.children.filter((child) => child.name === name) ?? []

/** The first element down a path, or undefined. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  let found = node
  for (const name of path) found = found?.children.find((child) => child.name === name)
  return found
}

/** The text down a path, without outer spaces; undefined when there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  return at(node, ...path)?.text.trim() || undefined
}
