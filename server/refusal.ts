/** A refusal is a value, not an exception: it travels back from the use case as a 409 with its reason. */
export class Refusal<R extends string = string> {
  readonly reason: R
  /** What the screen needs to show the refusal (the current version, the figure exceeded…). */
  readonly details: unknown
  constructor(reason: R, details?: unknown) {
    this.reason = reason
    this.details = details
  }
}
