import { useForm } from '@mantine/form'
import type { Running } from '#web/ui/SideForm.tsx'
import type { Issue } from '#web/ui/told-error.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

/** The version read goes with the text: one found again after someone else saved is told stale, not written over theirs. */
export type DefinitionValues<D> = { version: number; definition: D }

/** How `saveDraft` is doing. */
export type Saving = Running & {
  refusal: { reason: string; message: string; details: unknown } | undefined
  issues: readonly Issue[]
  reset(): void
}

type Options<D> = {
  draftKey: string
  version: number
  /** The draft that is kept, or what the next one starts from. */
  start: D
  isKept: boolean
  command: Saving
  send: (version: number, draft: D) => Promise<{ version: number } | undefined>
}

/** The draft of a programme or a product, saved as often as needed. */
export const useDefinitionForm = <D extends object>(options: Options<D>) => {
  const { draftKey, start, command, send } = options
  const form = useForm<DefinitionValues<D>>({
    initialValues: { version: options.version, definition: start },
  })
  const kept = useFormDraft(draftKey, form, form.values)
  const issues = useIssues(form, command.issues, [])
  const { definition, version } = form.values

  const save = async (over = version): Promise<number | undefined> => {
    const saved = form.getValues().definition
    const answer = await send(over, saved)
    if (!answer) return undefined
    const values = { version: answer.version, definition: saved }
    form.setInitialValues(values)
    form.setValues({ version: answer.version } as Partial<DefinitionValues<D>>)
    form.resetDirty(values)
    kept.clear()
    return answer.version
  }
  const take = (values: DefinitionValues<D>) => {
    form.setInitialValues(values)
    form.setValues(values)
    command.reset()
    kept.clear()
  }
  const set = (change: Partial<D>) =>
    form.setValues((former) => ({ definition: { ...(former.definition ?? start), ...change } }))
  const isSaved = options.isKept || version > options.version
  const isUnchanged = isSaved && !form.isDirty()
  return { form, kept, issues, definition, version, save, take, set, isUnchanged }
}
