import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import type { Snapshot } from '#contract/budget.ts'
import { compareSnapshots } from '#domain/budget/compare-snapshots.ts'
import { chargeLabel, resourceLabel } from '#domain/budget/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { assess, contentOf, type Situation, type SnapshotValues, valuesOf } from '#web/budget/content.ts'
import { Figures } from '#web/budget/Figures.tsx'
import { ChargeFields, ResourceFields } from '#web/budget/LineFields.tsx'
import { MemberFields } from '#web/budget/MemberFields.tsx'
import classes from '#web/budget/SnapshotForm.module.css'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { StaleNotice } from '#web/ui/StaleNotice.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  householdId: string
  situation: Situation
  /** The situation corrected; a new one when there is none. */
  edited: Snapshot | undefined
  initial: SnapshotValues
  onClose: () => void
}

/** A situation being written, with what it tells computed at each key. */
export const SnapshotForm = ({ householdId, situation, edited, initial, onClose }: Props) => {
  const today = useToday()
  const form = useForm<SnapshotValues>({ initialValues: initial })
  const draft = useFormDraft(`situation/${edited?.id ?? householdId}`, form, form.values)
  const done = () => {
    draft.clear()
    void notify('Situation enregistrée.')
    onClose()
  }
  const add = useApiCommand(api.budget.addSnapshot, { onDone: done })
  const edit = useApiCommand(api.budget.editSnapshot, { onDone: done })
  const command = edited ? edit : add
  const issues = useIssues(withoutContent(form), command.issues, ['content'])
  const theirs = edit.refusal?.reason === 'stale-version' ? (edit.refusal.details as Snapshot) : undefined
  const save = (values: SnapshotValues, version = edited?.version ?? 1) => {
    if (values.onDate === null) return
    const content = contentOf(values, values.onDate)
    if (edited) void edit.run({ householdId, snapshotId: edited.id, version, content })
    else void add.run({ householdId, content })
  }
  return (
    <div className={classes.both}>
      <Section
        title={edited ? `Corriger la situation du ${formatDate(edited.onDate)}` : 'Nouvelle situation'}
      >
        <PageForm
          command={command}
          issues={issues}
          draft={draft}
          submitLabel="Enregistrer la situation"
          because={whyNot(form.values)}
          onCancel={onClose}
          onSubmit={form.onSubmit((values) => save(values))}
          banner={
            theirs && (
              <StaleNotice
                message={edit.refusal?.message ?? ''}
                fields={differences(form.values, theirs, today)}
                onReload={() => undefined}
                onKeepMine={() => save(form.values, theirs.version)}
                onTakeTheirs={() => {
                  form.setValues(valuesOf(theirs))
                  edit.reset()
                  draft.clear()
                  onClose()
                }}
              />
            )
          }
        >
          <DayInput label="Situation au" max={today} {...form.getInputProps('onDate')} />
          <MemberFields form={form} />
          <ResourceFields form={form} householdId={householdId} />
          <ChargeFields form={form} householdId={householdId} />
          <Textarea
            label="Ce qu’il faut savoir"
            description="Une fin de droits prévue, une dépense qui va cesser. Rien sur la santé."
            autosize
            minRows={2}
            maxLength={4000}
            {...form.getInputProps('comment')}
          />
        </PageForm>
      </Section>
      <Preview values={form.values} figures={situation.figures} today={today} />
    </div>
  )
}

const whyNot = ({ onDate, members }: SnapshotValues) => {
  if (onDate === null) return 'Écrivez la date de la situation.'
  return members.length === 0 ? 'Ajoutez au moins une personne.' : undefined
}

/** The server names a field `content.onDate`; the form, `onDate`. */
const withoutContent = (form: {
  setFieldError(path: string, error: string): void
  getInputNode(path: string): HTMLElement | null
}) => ({
  setFieldError: (path: string, error: string) => form.setFieldError(path.replace(/^content\./, ''), error),
  getInputNode: (path: string) => form.getInputNode(path.replace(/^content\./, '')),
})

const Preview = ({
  values,
  figures,
  today,
}: {
  values: SnapshotValues
  figures: Situation['figures']
  today: PlainDate
}) => {
  const snapshot = useMemo(() => contentOf(values, values.onDate ?? today), [values, today])
  const assessment = useMemo(() => assess(snapshot, figures), [snapshot, figures])
  return (
    <div className={classes.preview}>
      <Section title="Ce que cela donne">
        <Figures snapshot={snapshot} assessment={assessment} />
      </Section>
    </div>
  )
}

const differences = (mine: SnapshotValues, theirs: Snapshot, today: PlainDate) => {
  const content = contentOf(mine, mine.onDate ?? today)
  const lines = compareSnapshots(content, theirs)
    .lines.filter(({ differenceCents }) => differenceCents !== 0)
    .map((line) => ({
      label: line.side === 'resource' ? resourceLabel(line.kind) : chargeLabel(line.kind),
      mine: formatEuros(line.beforeCents),
      theirs: formatEuros(line.afterCents),
    }))
  const persons = { label: 'Personnes', mine: content.members.length, theirs: theirs.members.length }
  const comment = { label: 'Commentaire', mine: content.comment ?? '', theirs: theirs.comment ?? '' }
  const author = { label: 'Écrit par', mine: 'vous', theirs: theirs.changedBy }
  return [...lines, persons, comment].filter(({ mine: a, theirs: b }) => a !== b).concat(author)
}
