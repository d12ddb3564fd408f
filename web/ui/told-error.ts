/** One thing wrong in what was sent, at the path of its field (`resources.0.amount`). */
export type Issue = { path: string; message: string }

/** An error whose message was written, in French, for the person who reads the screen. */
export class ToldError extends Error {}

const unexpected = 'Une erreur inattendue est survenue. Rien n’a été enregistré ; vous pouvez réessayer.'

/** What to tell about anything that was thrown: never the words of a machine. */
export const sentenceOf = (error: unknown): string =>
  error instanceof ToldError ? error.message : unexpected

/** A refusal in its sentence, with the figures that go with it where it has some. */
export const refusalOf = (refusal: { message: string; details?: unknown }): string => {
  const told = (refusal.details as { told?: unknown } | null | undefined)?.told
  return typeof told === 'string' ? `${refusal.message} ${told}` : refusal.message
}
