/** A French number kept as its nine digits after the 0: 805160075 reads 0 805 16 00 75, 473000000 reads 04 73 00 00 00. */
export function formatPhoneNumber(digits: number): string {
  const written = String(digits).padStart(9, '0')
  const isSpecial = written.startsWith('8')
  const head = isSpecial ? ['0', written.slice(0, 3)] : [`0${written.slice(0, 1)}`]
  const rest = written.slice(isSpecial ? 3 : 1).match(/.{2}/g) ?? []
  return [...head, ...rest].join(' ')
}

/** Undefined when it is not a French number; 0 stands for none. */
export function readPhoneNumber(text: string): number | undefined {
  const typed = text.replace(/[\s.]/g, '')
  if (typed === '0') return 0
  return /^0[1-9]\d{8}$/.test(typed) ? Number(typed) : undefined
}

/** A number as people read it: those kept in their international form, French ones, read `06 12 34 56 78`. */
export function tellPhone(written: string): string {
  return /^\+33[1-9]\d{8}$/.test(written) ? formatPhoneNumber(Number(written.slice(3))) : written
}
