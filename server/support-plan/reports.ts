import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { findReachable } from '#server/measures/hold-measure.ts'
import { handReport } from '#server/referrals/hand-report.ts'
import { findRecipient } from '#server/support-plan/recipient.ts'
import { readReportFacts } from '#server/support-plan/report-facts.ts'
import { renderReport } from '#server/support-plan/report-letter.ts'
import {
  findReportVersion,
  insertReport,
  insertReportVersion,
  lockReport,
  updateReport,
} from '#server/support-plan/report-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** The longest text that travels with a report. */
const longestText = 20_000

const wrongPeriod = ({ from, to }: { from: PlainDate; to: PlainDate }, today: PlainDate) => {
  if (to > today) return 'in-the-future'
  return to < from ? 'ends-before-starting' : undefined
}

export const draftReport = useCase(
  contract.supportPlan.draftReport,
  async (context, { measureId, ...period }) => {
    const measure = await findReachable(context, 'read-measure', measureId)
    if (!measure) return context.refuse('unknown-record')
    const wrong = wrongPeriod(period, context.today)
    if (wrong) return context.refuse(wrong)
    return { facts: await readReportFacts(context, measure, period) }
  },
)

export const saveReport = useCase(
  contract.supportPlan.saveReport,
  async (context, { measureId, report, words, ...period }) => {
    const { today, refuse } = context
    const measure = await findReachable(context, 'write-measure', measureId)
    if (!measure) return refuse('unknown-record')
    const wrong = wrongPeriod(period, today)
    if (wrong) return refuse(wrong)
    const known = report && (await lockReport(context, report.reportId))
    if (report && known?.measureId !== measureId) return refuse('unknown-record')
    if (known && known.version !== report?.version) {
      const theirs = await findReportVersion(context, known.id)
      return refuse('stale-version', { version: known.version, words: theirs?.words ?? '' })
    }
    const facts = await readReportFacts(context, measure, period)
    const reportId = known?.id ?? randomUUIDv7()
    if (!known) await insertReport(context, { id: reportId, measureId })
    const latest = known && (await findReportVersion(context, reportId))
    const number = (latest?.number ?? 0) + 1
    await insertReportVersion(context, { reportId, number, ...period, facts, words })
    const version = known ? await updateReport(context, reportId) : 1
    await journal(context, measure, 'prescriber-report-saved', reportId, { number, ...period })
    return { reportId, version }
  },
)

export const downloadReport = useCase(
  contract.supportPlan.downloadReport,
  async (context, { reportId, number }) => {
    const found = await findReportVersion(context, reportId, number)
    const measure = found && (await findReachable(context, 'read-measure', found.measureId))
    if (!found || !measure) return context.refuse('unknown-record')
    const { pdf, fileName } = await renderReport(context, measure, found)
    return { fileName, contentType: 'application/pdf', inline: true, body: pdf }
  },
)

/** What leaves is the text of the PDF, by the way the request came: nothing else crosses. */
export const sendReport = useCase(contract.supportPlan.sendReport, async (context, { reportId, version }) => {
  const { now, refuse } = context
  const report = await lockReport(context, reportId)
  const measure = report && (await findReachable(context, 'read-measure', report.measureId))
  if (!report || !measure) return refuse('unknown-record')
  const latest = await findReportVersion(context, reportId)
  if (!latest || report.version !== version) return refuse('stale-version', { version: report.version })
  if (report.sentNumber === latest.number) return refuse('already-sent')
  const recipient = await findRecipient(context, measure.id)
  if (!recipient) return refuse('no-referral')
  const { text } = await renderReport(context, measure, latest)
  await handReport(context, recipient.referralId, text.slice(0, longestText))
  const next = await updateReport(context, reportId, { sent_at: now, sent_number: latest.number })
  await journal(context, measure, 'prescriber-report-sent', reportId, { number: latest.number })
  return { version: next }
})

type Act = 'prescriber-report-saved' | 'prescriber-report-sent'

const journal = (context: Acting, { householdId }: FoundMeasure, act: Act, id: string, after: object) =>
  record(context, { act, subject: { kind: 'prescriber-report', id }, householdId, after })
