import { useContext, useEffect, useRef, useState } from 'react'
import { DraftScope, dropDraft, keepDraft, readDraft } from '#web/ui/draft-store.ts'

export type Draft = {
  /** When what is shown was left unfinished; undefined when nothing was restored. */
  restoredAt: number | undefined
  /** Throws the restored text away and starts from the values of the record. */
  discard(): void
  /** To call once the form was accepted. */
  clear(): void
}

/** The part of a Mantine form that a draft needs. */
type FormOf<V> = {
  getValues(): V
  setValues(values: Partial<V>): void
  reset(): void
  isDirty(): boolean
}

const pauseMs = 400

/**
 * What is typed in a form survives a reload, a closed drawer, an ended session: kept on this computer, for this person,
 * in this organisation, until `clear()`. The key names the form and its record: `write-up/${householdId}`.
 * Give the form's current values, so that the draft follows them: `useFormDraft(key, form, form.values)`.
 */
export const useFormDraft = <V extends object>(key: string, form: FormOf<V>, values: V): Draft => {
  const scope = useContext(DraftScope)
  const [restoredAt, setRestoredAt] = useState<number | undefined>()
  const place = `${scope}\n${key}`
  const restored = useRef<string | undefined>(undefined)
  const latest = useRef(form)
  latest.current = form

  useEffect(() => {
    restored.current = place
    const kept = readDraft(scope, key, Date.now())
    setRestoredAt(kept?.savedAt)
    if (kept) latest.current.setValues(kept.value as Partial<V>)
  }, [scope, key, place])

  const pending = useRef<(() => void) | undefined>(undefined)
  useEffect(() => {
    if (restored.current !== place || !latest.current.isDirty()) return
    const save = () => {
      keepDraft(scope, key, values, Date.now())
      pending.current = undefined
    }
    pending.current = save
    const timer = setTimeout(() => pending.current === save && save(), pauseMs)
    return () => clearTimeout(timer)
  }, [scope, key, place, values])

  useEffect(() => {
    const flush = () => pending.current?.()
    window.addEventListener('pagehide', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      flush()
    }
  }, [])

  const clear = () => {
    pending.current = undefined
    dropDraft(scope, key)
    setRestoredAt(undefined)
  }
  const discard = () => {
    latest.current.reset()
    clear()
  }
  return { restoredAt, discard, clear }
}
