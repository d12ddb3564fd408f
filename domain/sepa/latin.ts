/** The letters that banks exchange: `a-z A-Z 0-9 / - ? : ( ) . , ' +` and space (EPC 217-08). */
export const sepaCharacters = /^[A-Za-z0-9/\-?:().,'+ ]*$/

/** What decomposition leaves as it is. */
const spelled: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ß: 'ss',
  ẞ: 'SS',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  þ: 'th',
  Þ: 'TH',
  ı: 'i',
  ħ: 'h',
  Ħ: 'H',
  '€': 'EUR',
  '&': '+',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ʼ: "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  _: '-',
  ';': ',',
  '°': 'o',
  '«': "'",
  '»': "'",
  '"': "'",
  '“': "'",
  '”': "'",
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '\\': '/',
  '@': '(at)',
}

/** Any text in the letters that banks exchange, spaces folded; what has no equivalent becomes `?`. */
export function toSepaText(text: string, longest: number): string {
  let written = ''
  for (const character of text.normalize('NFKC')) written += spelled[character] ?? plainOf(character)
  const folded = written.replace(/\s+/g, ' ').trim()
  return [...folded].slice(0, longest).join('').trim()
}

const plainOf = (character: string): string => {
  if (/\s/.test(character)) return ' '
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '')
  let written = ''
  for (const part of bare) written += sepaCharacters.test(part) ? part : (spelled[part] ?? '?')
  return written
}

/** A reference must not begin or end with `/`, nor hold `//` (EPC 132-08, rules on identifiers). */
export function isSepaReference(text: string): boolean {
  return (
    /^[A-Za-z0-9+?/\-:().,' ]{1,35}$/.test(text) &&
    !text.startsWith('/') &&
    !text.endsWith('/') &&
    !text.includes('//') &&
    text.trim() === text
  )
}
