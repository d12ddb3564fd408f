import { useEffect, useRef } from 'react'
import type { PublicForm } from '#contract/referrals.ts'
import { workFor } from '#web/referrals/public-request.ts'

type Work = Pick<PublicForm, 'challenge' | 'difficultyBits'>

/** Begins while the person writes: it is done, most often, before they have finished. */
export const useWork = (publicForm: Work) => {
  const done = useRef<Promise<number> | undefined>(undefined)
  useEffect(() => {
    const controller = new AbortController()
    const working = workFor(publicForm, controller.signal)
    working.catch(() => undefined)
    done.current = working
    return () => controller.abort()
  }, [publicForm])
  return () => done.current ?? workFor(publicForm, new AbortController().signal)
}
