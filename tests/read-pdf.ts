import { inflateSync } from 'node:zlib'

/** The text of a PDF as a reader would copy it: the glyphs drawn, through the maps that say what each stands for. */
export const readPdf = (pdf: Uint8Array): string => {
  const streams = streamsOf(Buffer.from(pdf))
  const maps = streams.filter((one) => one.includes('begincmap')).map(glyphMap)
  const drawn = streams.filter((one) => /\bT[jJ]\b/.test(one)).flatMap(stringsDrawn)
  return maps
    .map((map) => drawn.map((glyphs) => glyphs.map((glyph) => map.get(glyph) ?? '').join('')).join(' '))
    .join('\n')
}

const streamsOf = (bytes: Buffer): string[] => {
  const raw = bytes.toString('latin1')
  return [...raw.matchAll(/(?<!end)stream\r?\n/g)].map(({ index = 0, 0: mark }) => {
    const from = index + mark.length
    const body = bytes.subarray(from, raw.indexOf('endstream', from))
    try {
      return inflateSync(body).toString('latin1')
    } catch {
      return body.toString('latin1')
    }
  })
}

const unicode = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')

const glyphMap = (stream: string): Map<number, string> => {
  const map = new Map<number, string>()
  for (const [, block = ''] of stream.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, glyph = '', text = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi))
      map.set(Number.parseInt(glyph, 16), unicode(text))
  for (const [, block = ''] of stream.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from = '', to = '', text = ''] of block.matchAll(
      /<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]+)>/gi,
    ))
      for (let glyph = Number.parseInt(from, 16); glyph <= Number.parseInt(to, 16); glyph++)
        map.set(glyph, String.fromCharCode(Number.parseInt(text, 16) + glyph - Number.parseInt(from, 16)))
  return map
}

/** Each string drawn, as glyph numbers of two bytes; what is kerned apart is still one string. */
const stringsDrawn = (stream: string): number[][] =>
  [
    ...stream.matchAll(
      /\[((?:<[^>]*>|\((?:\\.|[^\\)])*\)|[^\]<(])*)\]\s*TJ|(<[^>]*>|\((?:\\.|[^\\)])*\))\s*Tj/gs,
    ),
  ].map(([, many, one]) =>
    [...(many ?? one ?? '').matchAll(/<([^>]*)>|\(((?:\\.|[^\\)])*)\)/gs)].flatMap(([, hex, literal]) =>
      pairsOf(hex === undefined ? unescaped(literal ?? '') : Buffer.from(hex.replace(/\s/g, ''), 'hex')),
    ),
  )

const pairsOf = (bytes: Buffer): number[] =>
  Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => bytes.readUInt16BE(index * 2))

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const unescaped = (literal: string): Buffer =>
  Buffer.from(
    literal.replace(/\\(?:([0-7]{1,3})|\r?\n|(.))/gs, (_, octal, sign) =>
      octal ? String.fromCharCode(Number.parseInt(octal, 8)) : sign ? (escapes[sign] ?? sign) : '',
    ),
    'latin1',
  )
