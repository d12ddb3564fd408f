import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { RuleDraft, RuleView } from '#contract/local-rule-shapes.ts'
import { type Confidence, confidenceLabels } from '#domain/legal-parameter.ts'
import { tellDaloRule, tellFslRule } from '#domain/local-rules/words.ts'
import { api } from '#web/client.ts'
import { DaloFields } from '#web/local-rules/DaloFields.tsx'
import { DiscardRule } from '#web/local-rules/DiscardRule.tsx'
import { FslFields } from '#web/local-rules/FslFields.tsx'
import { PublishRule } from '#web/local-rules/PublishRule.tsx'
import classes from '#web/programmes/programmes.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Own = { ruleId: string; version: number; draft: RuleDraft }
type Theirs = { version: number; draft: RuleDraft | null }

const confidenceChoices = (Object.keys(confidenceLabels) as Confidence[])
  .filter((one) => one !== 'computed')
  .map((value) => ({ value, label: confidenceLabels[value] }))

const written = (draft: RuleDraft): string =>
  (draft.kind === 'fsl' ? tellFslRule(draft.rule) : tellDaloRule(draft.rule))
    .map(({ label, values }) => `${label} : ${values.join(' ; ')}`)
    .join('. ')

/** Saved as often as needed; nothing answers before it is put in force. */
export const RuleEditor = ({ rule, own }: { rule: RuleView; own: Own }) => {
  const form = useForm<{ draft: RuleDraft }>({ initialValues: { draft: own.draft } })
  const kept = useFormDraft(`local-rule/${own.ruleId}`, form, form.values)
  const [isPublishing, setPublishing] = useState(false)
  const command = useApiCommand(api.localRules.saveDraft)
  const issues = useIssues(form, command.issues, [])
  const { draft } = form.values
  const { version, banner } = useStaleEdit<Theirs>(own.version, command)
  const [saved, setSaved] = useState(version)
  const current = Math.max(version, saved)

  const save = async (over = current): Promise<void> => {
    const values = { draft: form.getValues().draft }
    const answer = await command.run({ ruleId: own.ruleId, version: over, draft: values.draft })
    if (!answer) return
    setSaved(answer.version)
    form.setInitialValues(values)
    form.resetDirty(values)
    kept.clear()
    void notify('Brouillon enregistré.')
  }
  const set = (change: Partial<RuleDraft>) => form.setValues({ draft: { ...draft, ...change } as RuleDraft })
  const isDirty = form.isDirty()
  return (
    <Section title="Brouillon">
      <PageForm
        command={command}
        issues={issues}
        draft={kept}
        submitLabel="Enregistrer le brouillon"
        because={isDirty ? undefined : 'Tout est déjà enregistré.'}
        onSubmit={form.onSubmit(() => void save())}
        banner={banner({
          fields: (theirs) => [
            { label: 'Règles', mine: written(draft), theirs: theirs.draft ? written(theirs.draft) : '' },
          ],
          onKeepMine: (over) => void save(over),
          onTakeTheirs: (theirs) => form.setValues({ draft: theirs.draft ?? own.draft }),
        })}
      >
        {draft.kind === 'fsl' ? (
          <FslFields rule={draft.rule} onChange={(next) => set({ rule: next })} />
        ) : (
          <DaloFields rule={draft.rule} onChange={(next) => set({ rule: next })} />
        )}
        <div className={classes.fields}>
          <TextInput
            label="Où ces règles ont été lues"
            description="Règlement intérieur, page du département, arrêté du préfet…"
            maxLength={500}
            value={draft.source}
            onChange={(event) => set({ source: event.currentTarget.value })}
          />
          <DayInput
            label="Texte daté du"
            value={draft.sourceDate}
            onChange={(day) => day && set({ sourceDate: day })}
          />
          <Select
            label="Fiabilité"
            allowDeselect={false}
            data={confidenceChoices}
            value={draft.confidence}
            onChange={(value) => set({ confidence: value as Confidence })}
          />
        </div>
      </PageForm>
      <div className={classes.asideActs}>
        <ReasonedButton
          variant="default"
          because={whyNotPublish(isDirty, draft)}
          onClick={() => setPublishing(true)}
        >
          Mettre en vigueur
        </ReasonedButton>
        <DiscardRule rule={rule} ruleId={own.ruleId} version={current} onGone={kept.clear} />
      </div>
      {isPublishing && (
        <PublishRule rule={rule} ruleId={own.ruleId} version={current} onClose={() => setPublishing(false)} />
      )}
    </Section>
  )
}

const whyNotPublish = (isDirty: boolean, { source }: RuleDraft): string | undefined => {
  if (isDirty) return 'Enregistrez d’abord le brouillon.'
  return source === '' ? 'Dites où ces règles ont été lues.' : undefined
}
