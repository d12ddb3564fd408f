import { formatDate, isPlainDate } from '#domain/plain-date.ts'

type Refusal = { reason: string; message: string; details: unknown }
type Details = { because?: string; expected?: string[]; later?: { label: string; on: string } }

const saysMore = ({ because, expected, later }: Details): string | undefined => {
  if (because) return because
  if (expected?.length) return `À cette date on attendait : ${expected.slice(0, 6).join(', ')}.`
  if (later && isPlainDate(later.on))
    return `« ${later.label} », le ${formatDate(later.on)}, ne tiendrait plus.`
  return undefined
}

/** The sentence of a refusal and what the line says of it. */
export const tellRefusal = <C extends { refusal: Refusal | undefined }>(command: C): C => {
  const { refusal } = command
  const more = refusal && saysMore((refusal.details ?? {}) as Details)
  return refusal && more
    ? { ...command, refusal: { ...refusal, message: `${refusal.message} ${more}` } }
    : command
}
