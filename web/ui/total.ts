import { formatInteger } from '#domain/money.ts'
import type { Total } from '#web/ui/paged.ts'

export type Noun = { one: string; many: string }

/** « 12 430 ménages », « 1 ménage », « plus de 10 000 ménages ». */
export const sayTotal = ({ count, exact }: Total, { one, many }: Noun): string => {
  const noun = count > 1 ? many : one
  return `${exact ? '' : 'plus de '}${formatInteger(count)} ${noun}`
}
