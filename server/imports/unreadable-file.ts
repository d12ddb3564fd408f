import type { Unreadable } from '#contract/imports.ts'

/** A file that cannot be read at all: the reason is a refusal of the contract. */
export class UnreadableFile extends Error {
  readonly reason: Unreadable
  constructor(reason: Unreadable) {
    super(reason)
    this.reason = reason
  }
}
