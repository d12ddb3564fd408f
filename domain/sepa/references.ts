/** What a line of a bank file stands for, found again from its reference alone. */
export type TracedLine = { kind: 'collection' | 'payment-order'; id: string; attempt: number }

const letters = { collection: 'P', 'payment-order': 'V' } as const

/**
 * The end-to-end reference of a presentation: a letter, the attempt, the identifier without its dashes: 34 characters,
 * unique, and what came back on a statement leads to what was sent.
 */
export function endToEndIdOf({ kind, id, attempt }: TracedLine): string {
  return `${letters[kind]}${Math.min(attempt, 9)}${id.replaceAll('-', '').toLowerCase()}`
}

export function readEndToEndId(text: string): TracedLine | undefined {
  const found = /^([PV])([1-9])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(
    text
      .trim()
      .toLowerCase()
      .replace(/^[pv]/, (letter) => letter.toUpperCase()),
  )
  if (!found) return undefined
  const [, letter, attempt, ...parts] = found
  return {
    kind: letter === 'P' ? 'collection' : 'payment-order',
    id: parts.join('-'),
    attempt: Number(attempt),
  }
}

/** The references of one file: its message, and one batch per sequence type; 35 characters at most. */
export function messageIdOf(kind: 'direct-debit' | 'transfer', fileId: string): string {
  return `${kind === 'direct-debit' ? 'PR' : 'VI'}${fileId.replaceAll('-', '')}`
}
export function batchIdOf(position: number, fileId: string): string {
  return `L${position}${fileId.replaceAll('-', '')}`
}

/** The « référence unique de mandat »: what the household reads on its statement, so it stays short. */
export function mandateReferenceOf(year: number, number: number): string {
  return `M${year}-${String(number).padStart(6, '0')}`
}
