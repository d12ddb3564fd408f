import { pack } from '#domain/packed-day.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'

export type PersonTraits = {
  lastName: string
  firstName: string
  birthName?: string | null
  bornOn?: PlainDate | null
  phones?: readonly string[]
  email?: string | null
  address?: string | null
}

const reasonRows = {
  'same-name': 'Même nom et même prénom',
  'names-swapped': 'Nom et prénom inversés',
  'same-birth-name': 'Même nom de naissance',
  'close-name': 'Noms très proches',
  'same-birth-date': 'Même date de naissance',
  'birth-date-slip': 'Dates de naissance à une faute de frappe près',
  'different-birth-date': 'Dates de naissance différentes',
  'same-phone': 'Même téléphone',
  'same-email': 'Même courriel',
  'same-address': 'Même adresse',
} as const
export type LikenessReason = keyof typeof reasonRows
export const likenessReasons = Object.keys(reasonRows) as LikenessReason[]
export const likenessReasonLabels: Readonly<Record<LikenessReason, string>> = reasonRows
/** From 0 to 100, with the reasons that made it. */
export type Likeness = { score: number; reasons: LikenessReason[] }

/** From this score on, a merge is worth proposing to a person; nothing is ever merged by itself. */
export const proposalScore = 60

const weights: Readonly<Record<LikenessReason, number>> = {
  'same-name': 50,
  'names-swapped': 45,
  'same-birth-name': 40,
  'close-name': 35,
  'same-birth-date': 35,
  'birth-date-slip': 15,
  'different-birth-date': -60,
  'same-phone': 25,
  'same-email': 25,
  'same-address': 15,
}

const particles = new Set([
  'de',
  'du',
  'des',
  'd',
  'la',
  'le',
  'les',
  'l',
  'el',
  'al',
  'ben',
  'bent',
  'van',
  'von',
  'da',
  'dos',
])

/** A name as it is compared: no accent, no case, no punctuation, no particle. `D'Almeida-Núñez` is `almeida nunez`. */
export function foldName(text: string): string {
  const words = plainWords(text)
  const kept = words.filter((word) => !particles.has(word))
  return (kept.length > 0 ? kept : words).join(' ')
}

function plainWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** The national form of a French number: nine digits without the prefix; others keep all their digits. */
function foldPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^00/, '')
  if (/^33\d{9}$/.test(digits)) return digits.slice(2)
  return /^330\d{9}$/.test(digits) ? digits.slice(3) : digits.replace(/^0(?=\d{9}$)/, '')
}

const streetWords: Readonly<Record<string, string>> = {
  av: 'avenue',
  ave: 'avenue',
  bd: 'boulevard',
  bld: 'boulevard',
  pl: 'place',
  r: 'rue',
  all: 'allee',
  imp: 'impasse',
  st: 'saint',
  ste: 'sainte',
}

function foldAddress(address: string): string {
  return plainWords(address)
    .map((word) => streetWords[word] ?? word)
    .join(' ')
}

/** How likely two records are the same person, with each reason. Without any likeness of name, nothing else is counted. */
export function likeness(a: PersonTraits, b: PersonTraits): Likeness {
  const name = nameReason(a, b)
  if (!name) return { score: 0, reasons: [] }
  const reasons = [name, ...birthReasons(a, b), ...contactReasons(a, b)]
  const score = reasons.reduce((sum, reason) => sum + weights[reason], 0)
  return { score: Math.max(0, Math.min(100, score)), reasons }
}

function nameReason(a: PersonTraits, b: PersonTraits): LikenessReason | undefined {
  const [lastA, firstA, lastB, firstB] = [a.lastName, a.firstName, b.lastName, b.firstName].map(
    foldName,
  ) as Four
  if (lastA === '' || lastB === '') return undefined
  if (lastA === lastB && sameFirstName(firstA, firstB)) return 'same-name'
  if (lastA === firstB && firstA === lastB) return 'names-swapped'
  const births = [a.birthName, b.birthName].map((birth) => (birth ? foldName(birth) : ''))
  const anyLast = (last: string, birth: string | undefined) => [last, birth].filter((name) => name)
  const shared = anyLast(lastA, births[0]).some((last) => anyLast(lastB, births[1]).includes(last))
  if (shared && sameFirstName(firstA, firstB)) return 'same-birth-name'
  const isClose = editsWithin(`${lastA} ${firstA}`, `${lastB} ${firstB}`, 2)
  // Two edits in a short name make another name.
  const shortest = Math.min(lastA.length + firstA.length, lastB.length + firstB.length)
  return isClose && shortest > 5 ? 'close-name' : undefined
}
type Four = [string, string, string, string]

/** `Jean` and `Jean Pierre` are the same first name; an initial is one too. */
function sameFirstName(a: string, b: string): boolean {
  const [shorter = '', longer = ''] = a.length <= b.length ? [a, b] : [b, a]
  return (
    shorter === longer ||
    (shorter !== '' &&
      (longer.startsWith(`${shorter} `) || (shorter.length === 1 && longer.startsWith(shorter))))
  )
}

function birthReasons(a: PersonTraits, b: PersonTraits): LikenessReason[] {
  if (!a.bornOn || !b.bornOn) return []
  if (a.bornOn === b.bornOn) return ['same-birth-date']
  return isSlip(a.bornOn, b.bornOn) ? ['birth-date-slip'] : ['different-birth-date']
}

/** One digit off, or day and month swapped. */
function isSlip(a: PlainDate, b: PlainDate): boolean {
  const [yearA, monthA, dayA] = a.split('-')
  const [yearB, monthB, dayB] = b.split('-')
  const isSwapped = yearA === yearB && monthA === dayB && dayA === monthB
  return (
    isSwapped || differingDigits(String(pack(a)), String(pack(b))) === 1 || Math.abs(daysBetween(a, b)) === 1
  )
}

function differingDigits(a: string, b: string): number {
  return [...a].filter((digit, index) => digit !== b[index]).length
}

function contactReasons(a: PersonTraits, b: PersonTraits): LikenessReason[] {
  const reasons: LikenessReason[] = []
  const phones = new Set((a.phones ?? []).map(foldPhone).filter((phone) => phone.length >= 9))
  if ((b.phones ?? []).some((phone) => phones.has(foldPhone(phone)))) reasons.push('same-phone')
  if (a.email && b.email && a.email.trim().toLowerCase() === b.email.trim().toLowerCase())
    reasons.push('same-email')
  if (a.address && b.address && foldAddress(a.address) === foldAddress(b.address))
    reasons.push('same-address')
  return reasons
}

/** Whether at most `limit` letters were added, dropped or changed. */
function editsWithin(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return (previous[b.length] ?? limit + 1) <= limit
}
