import { type UseFormReturnType, useForm } from '@mantine/form'
import { type Draft, useFormDraft } from '#web/ui/use-draft.ts'

/** A form whose fields survive a reload: `useFormDraft` for one that needs neither validation nor options. */
export const useDraftedForm = <V extends object>(
  key: string,
  initialValues: V,
): { form: UseFormReturnType<V>; values: V; draft: Draft } => {
  const form = useForm<V>({ initialValues })
  return { form, values: form.values, draft: useFormDraft(key, form, form.values) }
}
