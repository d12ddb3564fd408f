import { deadlines } from '#contract/deadlines.ts'
import { procedures } from '#contract/procedures.ts'
import { openStoryFile } from '#server/demo/story-file.ts'
import { type ToldProcedure, tellProcedure } from '#server/demo/tell-procedure.ts'
import type { Teller } from '#server/demo/teller.ts'

type Told = Omit<ToldProcedure, 'householdId' | 'tenancyId'> & { story: string }

const tell = async (teller: Teller, { story, ...told }: Told): Promise<void> => {
  const { householdId, tenancyId } = openStoryFile(teller, story)
  await tellProcedure(teller, { householdId, tenancyId, ...told })
}

const lease = (teller: Teller, daysAgo: number) => ({
  leaseSignedOn: teller.daysAgo(daysAgo),
  landlord: 'legal-person',
})

/** A hearing next month with its assessment and the commission; delays that are kept; a lease ended, then a protocol. */
export const tellEvictions = async (teller: Teller): Promise<void> => {
  await tellComingHearing(teller)
  await tellKeptDelays(teller)
  await tellMissedNotices(teller)
  await tell(teller, {
    story: 'large-family',
    member: 'nadia.benali',
    kind: 'eviction',
    openedDaysAgo: 720,
    circumstances: lease(teller, 1_100),
    facts: [
      ['ccapex-referred', 720, { by: 'caf-msa' }],
      ['command-to-pay', 700],
      ['summoned', 610, { hearingOn: teller.daysAgo(500) }],
      ['prefect-told', 608],
      ['hearing', 500],
      ['termination-ordered', 430],
      ['protocol-signed', 350],
    ],
  })
}

const tellComingHearing = async (teller: Teller): Promise<void> => {
  const story = 'slipping'
  const hearingOn = teller.daysAgo(-30)
  await tell(teller, {
    story,
    member: 'nadia.benali',
    kind: 'eviction',
    openedDaysAgo: 150,
    circumstances: lease(teller, 900),
    facts: [
      ['ccapex-referred', 150, { by: 'caf-msa' }],
      ['command-to-pay', 130, { debtCents: 214_000 }],
      ['summoned', 60, { hearingOn }],
      ['prefect-told', 58],
      ['assessment-requested', 20],
      ['interview-offered', 12],
    ],
  })
  await tell(teller, {
    story,
    member: 'nadia.benali',
    kind: 'ccapex',
    openedDaysAgo: 150,
    circumstances: { referredBy: 'caf-msa', reference: 'CCAPEX-2026-0417' },
    facts: [
      ['received', 140],
      ['under-review', 45, { sittingOn: teller.daysAgo(-8) }],
    ],
  })
  await tell(teller, {
    story,
    member: 'claire.fontaine',
    kind: 'social-assessment',
    openedDaysAgo: 20,
    circumstances: { hearingOn, court: 'Tribunal judiciaire' },
    facts: [
      ['requested', 20, { hearingOn }],
      ['interview-offered', 12, { interviewOn: teller.daysAgo(5) }],
      ['interview-held', 5],
    ],
  })
}

/** Summoned, and nobody noted that the prefect was told in time: one answered for, one that still waits. */
const tellMissedNotices = async (teller: Teller): Promise<void> => {
  for (const story of ['plan-missed', 'split'])
    await tell(teller, {
      story,
      member: 'nadia.benali',
      kind: 'eviction',
      openedDaysAgo: 160,
      circumstances: lease(teller, 800),
      facts: [
        ['ccapex-referred', 160, { by: 'caf-msa' }],
        ['command-to-pay', 140],
        ['summoned', 75, { hearingOn: teller.daysAgo(-31) }],
      ],
    })
  const { householdId } = openStoryFile(teller, 'split')
  const { rows } = await teller.did('claire.fontaine', 0, deadlines.list, { state: 'late' })
  const missed = rows.find(({ household, isLegal }) => household.id === householdId && isLegal)
  if (!missed) throw new Error('the notice to the prefect was not missed')
  await teller.did('claire.fontaine', 2, deadlines.answer, {
    householdId,
    procedureId: missed.procedureId,
    key: missed.key,
    dueOn: missed.dueOn,
    answer: 'done-outside',
    reason: 'Notifiée par le commissaire de justice le jour de l’assignation, accusé au dossier papier.',
  })
}

/** The plan of the delays granted has been kept since: it is followed by the line. */
const tellKeptDelays = async (teller: Teller): Promise<void> => {
  const story = 'plan-kept'
  const { householdId } = openStoryFile(teller, story)
  await tell(teller, {
    story,
    member: 'claire.fontaine',
    kind: 'eviction',
    openedDaysAgo: 480,
    circumstances: lease(teller, 1_000),
    facts: [
      ['ccapex-referred', 480, { by: 'landlord' }],
      ['command-to-pay', 470],
      ['summoned', 400, { hearingOn: teller.daysAgo(300) }],
      ['prefect-told', 398],
      ['assessment-requested', 390],
      ['interview-offered', 380],
      ['assessment-sent', 320],
      ['hearing', 300],
      [
        'payment-delays-granted',
        250,
        { months: 18, isClauseSuspended: true, askedBy: 'tenant', isRentResumed: true, canPay: true },
      ],
    ],
  })
  const member = 'claire.fontaine'
  const known = await teller.did(member, 0, procedures.ofHousehold, { householdId })
  const procedureId = known.procedures.find(({ kind }) => kind === 'eviction')?.procedureId ?? ''
  const { version } = await teller.did(member, 0, procedures.get, { householdId, procedureId })
  const plan = await teller.tx
    .selectFrom('repayment_plan')
    .where('organisation_id', '=', teller.organisationId)
    .where('household_id', '=', householdId)
    .select('id')
    .executeTakeFirstOrThrow()
  await teller.did(member, 240, procedures.followPlan, { householdId, procedureId, version, planId: plan.id })
}
