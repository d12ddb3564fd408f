const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

const decode = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
    if (code !== undefined) return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ''
    return named[String(name).toLowerCase()] ?? whole
  })

/**
 * The words of an HTML mail, for whoever triages it: never drawn, so nothing here needs to be a safe page. What is not
 * text for a reader (scripts, styles, comments, tags) is dropped before entities are read.
 */
export const wordsOfHtml = (html: string): string =>
  decode(
    html
      .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
      .replace(/<(script|style|head|title|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
      .replace(/\s+/g, ' ')
      .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/ *\n */g, '\n')
    .trim()
