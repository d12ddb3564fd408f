import { useState } from 'react'
import type { DeadlineRow } from '#contract/deadlines.ts'
import { useOnDemand } from '#web/ui/use-on-demand.ts'

const load = async () => (await import('#web/deadlines/AnswerForm.tsx')).AnswerForm

/** Opens the form of the answer from any list of dates: `form` is drawn beside the list. */
export const useAnswering = () => {
  const [answering, setAnswering] = useState<DeadlineRow>()
  const [Form, fetchForm] = useOnDemand(load)
  return {
    answer: async (deadline: DeadlineRow) => {
      if (await fetchForm()) setAnswering(deadline)
    },
    form: answering && Form && <Form deadline={answering} onClose={() => setAnswering(undefined)} />,
  }
}
