/** GSM 03.38, basic table: what one septet writes. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Its extension: two septets each. */
const extended = new Set('^{}\\[~]|€\f')

/** Typographic signs that cost a whole alphabet, and what a telephone writes in their place. */
const plainer: readonly (readonly [RegExp, string])[] = [
  [/[’‘]/g, "'"],
  [/[“”]|«\s?|\s?»/g, '"'],
  [/[\u00a0\u202f]/g, ' '],
  [/…/g, '...'],
  [/[–—−]/g, '-'],
  [/œ/g, 'oe'],
  [/Œ/g, 'OE'],
]

/** The text as it leaves: the signs of French typography would shorten each part from 160 characters to 70. */
export const toSmsText = (text: string): string =>
  plainer.reduce((written, [sign, plain]) => written.replace(sign, plain), text.normalize('NFC')).trim()

export type SmsParts = { parts: number; characters: number; isUnicode: boolean }

/** How many text messages a text is paid as: 160 or 153 septets a part, 70 or 67 signs once one is outside the alphabet. */
export const countSmsParts = (text: string): SmsParts => {
  const signs = [...text]
  const isUnicode = signs.some((sign) => !basic.has(sign) && !extended.has(sign))
  const characters = isUnicode
    ? text.length
    : signs.reduce((sum, sign) => sum + (extended.has(sign) ? 2 : 1), 0)
  const [alone, joined] = isUnicode ? [70, 67] : [160, 153]
  return { parts: characters <= alone ? 1 : Math.ceil(characters / joined), characters, isUnicode }
}
