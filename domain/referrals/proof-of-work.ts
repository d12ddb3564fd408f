/**
 * The public form asks the browser for a little work before it sends: a number such that the SHA-256 of
 * `challenge:number` begins with enough zero bits. Nothing for a person, dear for whoever sends thousands. SHA-256 is
 * written here (FIPS 180-4 §6.2) because a browser offers its own only over TLS.
 */
export const meetsDifficulty = (challenge: string, nonce: number, bits: number): boolean =>
  leadingZeroBits(sha256(`${challenge}:${nonce}`)) >= bits

/** Tries `count` numbers from `from`; undefined when none of them does. A page calls it in slices, and stays alive. */
export const searchNonce = (
  challenge: string,
  bits: number,
  from: number,
  count: number,
): number | undefined => {
  for (let nonce = from; nonce < from + count; nonce += 1)
    if (meetsDifficulty(challenge, nonce, bits)) return nonce
  return undefined
}

const leadingZeroBits = (words: Uint32Array): number => {
  let bits = 0
  for (const word of words) {
    bits += Math.clz32(word)
    if (word !== 0) break
  }
  return bits
}

const primes = Array.from({ length: 312 }, (_, index) => index).filter(
  (n) => n > 1 && Array.from({ length: n }, (_, d) => d).every((d) => d < 2 || n % d !== 0),
)
const fraction = (root: number) => ((root - Math.floor(root)) * 2 ** 32) >>> 0
const roundConstants = primes.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)))
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by))

/** Of an ASCII text, as eight words. */
export const sha256 = (text: string): Uint32Array => {
  const state = Uint32Array.from(initial)
  const blocks = padded(text)
  const schedule = new Uint32Array(64)
  for (let start = 0; start < blocks.length; start += 16) {
    extend(schedule, blocks, start)
    mix(state, schedule)
  }
  return state
}

const padded = (text: string): Uint32Array => {
  const words = new Uint32Array((((text.length + 8) >> 6) + 1) * 16)
  const put = (index: number, byte: number) => {
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (24 - (index % 4) * 8))
  }
  for (let index = 0; index < text.length; index += 1) put(index, text.charCodeAt(index))
  put(text.length, 0x80)
  words[words.length - 1] = text.length * 8
  return words
}

const extend = (schedule: Uint32Array, blocks: Uint32Array, start: number) => {
  for (let i = 0; i < 16; i += 1) schedule[i] = blocks[start + i] as number
  for (let i = 16; i < 64; i += 1) {
    const [far, near] = [schedule[i - 15] as number, schedule[i - 2] as number]
    const s0 = rotate(far, 7) ^ rotate(far, 18) ^ (far >>> 3)
    const s1 = rotate(near, 17) ^ rotate(near, 19) ^ (near >>> 10)
    schedule[i] = (schedule[i - 16] as number) + s0 + (schedule[i - 7] as number) + s1
  }
}

const mix = (state: Uint32Array, schedule: Uint32Array) => {
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first =
      (h + s1 + ((e & f) ^ (~e & g)) + (roundConstants[i] as number) + (schedule[i] as number)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries())
    state[index] = (state[index] as number) + word
}
