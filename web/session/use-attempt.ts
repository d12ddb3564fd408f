import { useState } from 'react'
import { sentenceOf } from '#web/ui/told-error.ts'

/** Runs what a form asks of the identity service, and keeps the sentence of its failure. */
export const useAttempt = () => {
  const [isRunning, setRunning] = useState(false)
  const [failure, setFailure] = useState<string | undefined>()
  const attempt = async (work: () => Promise<unknown>) => {
    setRunning(true)
    setFailure(undefined)
    try {
      await work()
    } catch (error) {
      setFailure(sentenceOf(error))
    } finally {
      setRunning(false)
    }
  }
  return { attempt, isRunning, failure, setFailure }
}
