import { type Unreadable, unreadable } from '#contract/imports.ts'

/** A file that cannot be read at all: the reason is a refusal of the contract. */
export class UnreadableFile extends Error {
  readonly reason: Unreadable
  /** The line where the trouble begins, when it is known. */
  readonly line: number | undefined
  constructor(reason: Unreadable, line?: number) {
    super(reason)
    this.reason = reason
    this.line = line
  }

  /** For the person, when no refusal can carry it. */
  get sentence(): string {
    return this.line === undefined
      ? unreadable[this.reason]
      : `Ligne ${this.line}. ${unreadable[this.reason]}`
  }
}
