import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'

/** How one value of the screen's state is written in the address, and read from it. What cannot be read is left out. */
export type Codec<T> = { read(written: string[]): T; write(value: T): string[] }

export const text = (): Codec<string> => ({
  read: ([first = '']) => first,
  write: (value) => (value === '' ? [] : [value]),
})

export const flag = (): Codec<boolean> => ({
  read: ([first]) => first === 'oui',
  write: (value) => (value ? ['oui'] : []),
})

/** A safe integer, cents included. */
export const integer = (): Codec<number | undefined> => ({
  read: ([first]) => (first !== undefined && /^-?\d{1,12}$/.test(first) ? Number(first) : undefined),
  write: (value) => (value === undefined ? [] : [String(value)]),
})

export const day = (): Codec<PlainDate | undefined> => ({
  read: ([first]) => (isPlainDate(first) ? first : undefined),
  write: (value) => (value === undefined ? [] : [value]),
})

type OneOf = {
  <const T extends string>(choices: readonly T[]): Codec<T | undefined>
  <const T extends string>(choices: readonly T[], otherwise: NoInfer<T>): Codec<T>
}

/** One of a closed list; `otherwise` is not written in the address. */
export const oneOf: OneOf = <T extends string>(
  choices: readonly T[],
  otherwise?: T,
): Codec<T | undefined> => ({
  read: ([first]) => choices.find((choice) => choice === first) ?? otherwise,
  write: (value) => (value === undefined || value === otherwise ? [] : [value]),
})

export const manyOf = <const T extends string>(choices: readonly T[]): Codec<readonly T[]> => ({
  read: (written) => choices.filter((choice) => written.includes(choice)),
  write: (values) => [...values],
})

/** Several identifiers or words that no closed list bounds. */
export const manyTexts = (): Codec<readonly string[]> => ({
  read: (written) => [...new Set(written)],
  write: (values) => [...values],
})

// biome-ignore lint/suspicious/noExplicitAny: each codec has its own type, and only `StateOf` reads it
export type Schema = Readonly<Record<string, Codec<any>>>
export type StateOf<S extends Schema> = { readonly [K in keyof S]: S[K] extends Codec<infer T> ? T : never }

export const readState = <S extends Schema>(schema: S, params: URLSearchParams): StateOf<S> =>
  Object.fromEntries(
    Object.entries(schema).map(([key, codec]) => [key, codec.read(params.getAll(key))]),
  ) as StateOf<S>

/** The address with these changes; what the schema does not name stays. */
export const writeState = <S extends Schema>(
  schema: S,
  params: URLSearchParams,
  changes: Partial<StateOf<S>>,
): URLSearchParams => {
  const next = new URLSearchParams(params)
  for (const [key, value] of Object.entries(changes)) {
    next.delete(key)
    for (const written of schema[key]?.write(value) ?? []) next.append(key, written)
  }
  return next
}
