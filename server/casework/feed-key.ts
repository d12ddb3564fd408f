import { randomBytes } from 'node:crypto'
import { hashToken } from '#server/session.ts'

/** `<organisation>_<secret>`: the organisation is in the key, so that no query reads two of them. */
export const newFeedKey = (organisationId: string): { key: string; hash: Buffer } => {
  const key = `${organisationId}_${randomBytes(32).toString('base64url')}`
  return { key, hash: hashToken(key) }
}

export const organisationOfKey = (key: string): string | undefined =>
  /^([0-9a-f-]{36})_[A-Za-z0-9_-]{43}$/.exec(key)?.[1]
