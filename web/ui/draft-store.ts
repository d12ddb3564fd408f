import { createContext } from 'react'

/** Whose drafts these are (`organisation/membership`): two people on one computer never see each other's. */
export const DraftScope = createContext('')

const prefix = 'palier/draft/'
const keptDays = 14
const dayMs = 86_400_000

export type KeptDraft = { savedAt: number; value: unknown }

const storageKey = (scope: string, key: string) => `${prefix}${scope}/${key}`

export const readDraft = (scope: string, key: string, now: number): KeptDraft | undefined => {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey(scope, key)) ?? 'null') as KeptDraft | null
    return kept && now - kept.savedAt < keptDays * dayMs ? kept : undefined
  } catch {
    return undefined
  }
}

/** A full or forbidden storage loses the draft, never the form. */
export const keepDraft = (scope: string, key: string, value: unknown, now: number) => {
  try {
    localStorage.setItem(storageKey(scope, key), JSON.stringify({ savedAt: now, value } satisfies KeptDraft))
  } catch {
    return
  }
}

export const dropDraft = (scope: string, key: string) => localStorage.removeItem(storageKey(scope, key))

/** Leaving a computer that others use: what was being written by this person must not stay on it. */
export const draftKeys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(prefix))
export const dropAllDrafts = () => {
  for (const key of draftKeys()) localStorage.removeItem(key)
}
