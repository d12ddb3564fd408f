import type { PlainDate } from '#domain/plain-date.ts'

export type PersonTraits = {
  lastName: string
  firstName: string
  birthName?: string | null
  bornOn?: PlainDate | null
  phones?: readonly string[]
  email?: string | null
  address?: string | null
}
export const likenessReasons = [
  'same-name',
  'names-swapped',
  'close-name',
  'same-birth-name',
  'same-birth-date',
  'birth-date-slip',
  'same-phone',
  'same-email',
  'same-address',
  'different-birth-date',
] as const
export type LikenessReason = (typeof likenessReasons)[number]
/** 0 to 100; a merge is worth proposing from `proposalScore`. */
export type Likeness = { score: number; reasons: LikenessReason[] }

export declare const proposalScore: number
export declare function foldName(text: string): string
export declare function likeness(a: PersonTraits, b: PersonTraits): Likeness
