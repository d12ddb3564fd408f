import { typeset } from '#web/ui/typeset.ts'

export type Announcement = { id: number; message: string }

const shownMs = 8000
const listeners = new Set<() => void>()
let current: readonly Announcement[] = []
let lastId = 0

const change = (next: readonly Announcement[]) => {
  current = next
  for (const listener of listeners) listener()
}

/** What is announced at the moment, for `Announcements` to show. */
export const announcements = {
  read: () => current,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  dismiss: (id: number) => change(current.filter((one) => one.id !== id)),
}

/** Says, in passing, that something was done. What went wrong is told where it was asked, not here. */
export const notify = (message: string) => {
  lastId += 1
  const id = lastId
  change([...current, { id, message: typeset(message) }])
  setTimeout(() => announcements.dismiss(id), shownMs)
}
