import { Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReportView } from '#contract/support-plan-shapes.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { ReportFactsView } from '#web/support-plan/ReportFactsView.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { measureId: string; report: ReportView | undefined; onClose: () => void }
type Values = { from: PlainDate | null; to: PlainDate | null; words: string }

/** The facts of the period as they will be printed, and the text that only a person can write. */
export const ReportForm = ({ measureId, report, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      from: report?.from ?? addMonths(today, -6),
      to: report?.to ?? today,
      words: report?.words ?? '',
    },
  })
  const draft = useFormDraft(`prescriber-report/${report?.id ?? measureId}`, form, form.values)
  const command = useApiCommand(api.supportPlan.saveReport, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const stale = useStaleEdit<{ version: number; words: string }>(report?.version ?? 1, command)
  const issues = useIssues(form, command.issues, ['from', 'to', 'words'])
  const { from, to, words } = form.values
  const period = from && to && from <= to ? { from, to } : undefined
  const save = (version: number) => {
    if (period)
      void command.run({
        measureId,
        ...(report && { report: { reportId: report.id, version } }),
        ...period,
        words: words.trim(),
      })
  }
  return (
    <SideForm
      title="Rapport au prescripteur"
      opened
      onClose={onClose}
      size={620}
      command={command}
      draft={draft}
      issues={issues}
      because={period && words.trim() ? undefined : 'Donnez la période et écrivez votre texte.'}
      submitLabel="Enregistrer le rapport"
      onSubmit={form.onSubmit(() => save(stale.version))}
      banner={stale.banner({
        fields: (theirs) => [{ label: 'Votre texte', mine: words, theirs: theirs.words }],
        onKeepMine: save,
        onTakeTheirs: (theirs) => form.setFieldValue('words', theirs.words),
      })}
    >
      <DayInput
        label="Du"
        max={to ?? today}
        value={from}
        onChange={(day) => form.setFieldValue('from', day)}
      />
      <DayInput label="Au" max={today} value={to} onChange={(day) => form.setFieldValue('to', day)} />
      {period && <Facts measureId={measureId} {...period} />}
      <Textarea
        label="Votre texte"
        description="Ce que les faits ne disent pas. Le prescripteur le lira tel quel."
        autosize
        minRows={8}
        maxLength={20_000}
        {...form.getInputProps('words')}
      />
    </SideForm>
  )
}

const Facts = (period: { measureId: string; from: PlainDate; to: PlainDate }) => {
  const { data, error } = useApiQuery(api.supportPlan.draftReport, period, { keepPrevious: true })
  if (data) return <ReportFactsView facts={data.facts} />
  return error ? <ErrorState error={error} /> : null
}
