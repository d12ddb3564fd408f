const narrow = '\u202f'
const noBreak = '\u00a0'

/**
 * French spacing for a plain sentence: a narrow no-break space before ; ! ? and inside « », a no-break one before the
 * colon, curved apostrophes, an ellipsis in one sign. Addresses such as `https://…` are left alone.
 */
export const typeset = (text: string): string =>
  text
    .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
    .replace(/\.\.\./g, '…')
    .replace(/ ([;!?»])/g, `${narrow}$1`)
    .replace(/« /g, `«${narrow}`)
    .replace(/ :(?=\s|$)/g, `${noBreak}:`)
