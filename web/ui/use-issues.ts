import { useEffect, useRef } from 'react'
import type { Issue } from '#web/ui/told-error.ts'

type FormOf = {
  setFieldError(path: string, error: string): void
  getInputNode(path: string): HTMLElement | null
}

/**
 * Puts what the server found wrong beside its field, and the focus on the first one. Returns the issues that no field
 * shows: give them to the banner of the form.
 */
export const useIssues = (
  form: FormOf,
  issues: readonly Issue[],
  fields: readonly string[],
): readonly Issue[] => {
  const latest = useRef(form)
  latest.current = form
  const isShown = ({ path }: Issue) => fields.includes(path.split('.')[0] ?? '')
  useEffect(() => {
    for (const { path, message } of issues) latest.current.setFieldError(path, message)
    const [first] = issues
    if (first) latest.current.getInputNode(first.path)?.focus()
  }, [issues])
  return issues.filter((issue) => !isShown(issue))
}
