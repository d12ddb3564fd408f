import type { ArrearsLine } from '#contract/arrears-line.ts'
import { contract } from '#contract/index.ts'
import type { AssessmentGround } from '#domain/arrears/assess-tenancy.ts'
import { permittedEvents } from '#domain/arrears/case-states.ts'
import { lineOfArrears } from '#domain/arrears/line.ts'
import { arrearsEventKindLabels } from '#domain/arrears/transitions.ts'
import { compareDates } from '#domain/plain-date.ts'
import { listEvents } from '#server/arrears/event-store.ts'
import { readHouseholdAccounts, type ScreenedAccount } from '#server/arrears/read-accounts.ts'
import { assessAccount, readGround } from '#server/arrears/screen-tenancies.ts'
import { useCase } from '#server/use-case.ts'

type StoredEvent = Awaited<ReturnType<typeof listEvents>>[number]

/** Drawn from the table and the account of today, like the arrears tab; a home that never owed has no line. */
export const openLines = useCase(contract.arrears.openLines, async (context, { householdId }) => {
  const { tx, actor, today } = context
  const ground = await readGround(context, today)
  const accounts = await readHouseholdAccounts(tx, actor.organisationId, householdId, ground)
  const events = Map.groupBy(await listEvents(tx, actor.organisationId, householdId), (one) => one.tenancy_id)
  return {
    lines: accounts
      .map((account) => lineOf(account, events.get(account.tenancyId) ?? [], ground))
      .filter(({ steps }) => steps.length > 0)
      .toSorted((a, b) => (a.since < b.since ? 1 : -1)),
  }
})

const lineOf = (
  account: ScreenedAccount,
  events: readonly StoredEvent[],
  ground: AssessmentGround,
): ArrearsLine => {
  const { position, terms } = account
  const { case: walked } = assessAccount(account, ground).assessment
  const permitted = permittedEvents(
    walked.stage,
    {
      debtCents: position.overdueCents,
      currentRentResumed: position.currentRentResumed,
      benefitPaidTo: terms.benefitPaidTo,
      history: walked.history,
    },
    ground.onDate,
    ground.params,
  )
  const { steps, deadlines, ...line } = lineOfArrears(walked, permitted, ground.onDate, ground.rules.switchOn)
  const standing = events.filter(({ cancelled_at }) => cancelled_at === null)
  const drawn = steps.map((step) => {
    const known = standing.find(({ kind, happened_on }) => kind === step.event && happened_on === step.on)
    return {
      ...step,
      factId: known?.id ?? `${step.event}:${step.on}`,
      details: noteOf(known),
      by: known?.recorder ?? null,
      document: null,
      cancelled: null,
    }
  })
  return {
    ...line,
    tenancy: { tenancyId: account.tenancyId, number: account.tenancyNumber },
    steps: [...drawn, ...events.flatMap(struckStep)].toSorted((a, b) => compareDates(a.on, b.on)),
    deadlines: deadlines.map((one) => ({
      ...one,
      isLegal: true,
      status: 'open',
      metOn: null,
      documents: [],
    })),
  }
}

const noteOf = (event: StoredEvent | undefined) => (event?.note ? [{ label: 'Note', value: event.note }] : [])

const struckStep = (event: StoredEvent): ArrearsLine['steps'] =>
  event.cancelled_at
    ? [
        {
          factId: event.id,
          event: event.kind,
          label: arrearsEventKindLabels[event.kind],
          on: event.happened_on,
          details: noteOf(event),
          toLabel: '',
          hasMoved: false,
          source: null,
          problem: null,
          raisedBy: 'person',
          by: event.recorder,
          document: null,
          cancelled: {
            by: event.canceller,
            at: event.cancelled_at.toISOString(),
            reason: event.cancel_reason ?? '',
          },
        },
      ]
    : []
