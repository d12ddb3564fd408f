import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReviewView } from '#contract/support-plan-shapes.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Words = { householdWords: string; nextSteps: string }
type FormOf = { getInputProps(path: keyof Words): object }

export const ReviewFields = ({ form }: { form: FormOf }) => (
  <>
    <Textarea
      label="Ce que dit le ménage"
      description="Avec ses mots."
      autosize
      minRows={3}
      maxLength={5_000}
      {...form.getInputProps('householdWords')}
    />
    <Textarea
      label="La suite"
      description="Ce qui est décidé ensemble jusqu’au prochain bilan."
      autosize
      minRows={3}
      maxLength={5_000}
      {...form.getInputProps('nextSteps')}
    />
  </>
)

type Theirs = Pick<ReviewView, 'version' | 'householdWords' | 'nextSteps'>
const valuesOf = ({ householdWords, nextSteps }: Theirs): Words => ({
  householdWords: householdWords ?? '',
  nextSteps: nextSteps ?? '',
})

export const ReviewWordsForm = ({ review, onClose }: { review: ReviewView; onClose: () => void }) => {
  const form = useForm<Words>({ initialValues: valuesOf(review) })
  const draft = useFormDraft(`review-words/${review.id}`, form, form.values)
  const command = useApiCommand(api.supportPlan.changeReview, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const stale = useStaleEdit<Theirs>(review.version, command)
  const issues = useIssues(form, command.issues, ['householdWords', 'nextSteps'])
  const { householdWords, nextSteps } = form.values
  const save = (version: number) =>
    void command.run({
      reviewId: review.id,
      version,
      householdWords: householdWords.trim() || null,
      nextSteps: nextSteps.trim() || null,
    })
  return (
    <SideForm
      title={`Bilan du ${formatDate(review.on)}`}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit(() => save(stale.version))}
      banner={stale.banner({
        fields: (theirs) => [
          { label: 'Ce que dit le ménage', mine: householdWords, theirs: theirs.householdWords ?? '' },
          { label: 'La suite', mine: nextSteps, theirs: theirs.nextSteps ?? '' },
        ],
        onKeepMine: save,
        onTakeTheirs: (theirs) => form.setValues(valuesOf(theirs)),
      })}
    >
      <ReviewFields form={form} />
    </SideForm>
  )
}
