import { type AssessmentGround, assessTenancy } from '#domain/arrears/assess-tenancy.ts'
import { readArrearsRules } from '#domain/arrears/threshold.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { inSlices } from '#server/arrears/in-slices.ts'
import {
  readOwingAccounts,
  type ScreenedAccount,
  type ScreenedAccounts,
  type StateToForget,
  type TenancyScope,
} from '#server/arrears/read-accounts.ts'
import { type Finding, writeStates } from '#server/arrears/write-states.ts'
import { type RaisedTask, raiseTasks } from '#server/casework/raise-task.ts'
import type { Tx } from '#server/db.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

type Screener = { tx: Tx; actor: { organisationId: string; membershipId?: string }; now: Date }

export const readGround = async (
  reader: { tx: Tx; actor: { organisationId: string } },
  onDate: PlainDate,
): Promise<AssessmentGround> => {
  const params = await readOrganisationParameters(reader, onDate)
  return { onDate, params, rules: readArrearsRules(params), holidays: holidaysAround(onDate) }
}

export const assessAccount = (account: ScreenedAccount, ground: AssessmentGround): Finding => ({
  account,
  assessment: assessTenancy({ ...account, hasReferent: account.referentId !== null }, ground),
})

/** Screens a scope in the caller's transaction. */
export const screenTenancies = async (
  screener: Screener,
  scope: TenancyScope,
  ground: AssessmentGround,
): Promise<void> => {
  const { tx, actor } = screener
  await keepFindings(screener, await readOwingAccounts(tx, actor.organisationId, scope, ground), ground)
}

/** Judges the accounts that were read, writes what they are found to be, and tells the referents what is new. */
export const keepFindings = async (
  { tx, actor, now }: Screener,
  { accounts, toForget }: ScreenedAccounts,
  ground: AssessmentGround,
): Promise<void> => {
  const [concerned, settled] = partition(
    accounts,
    ({ position, events }) => position.overdueCents > 0 || events.length > 0,
  )
  const findings = await inSlices(concerned, (account) => assessAccount(account, ground))
  await writeStates(tx, actor.organisationId, findings, [...toForget, ...settled.flatMap(stateOf)])
  await raiseTasks(
    { tx, actor, now },
    findings.flatMap((finding) => tasksFor(finding, ground.onDate)),
  )
}

const partition = <A>(items: readonly A[], holds: (item: A) => boolean): [A[], A[]] => [
  items.filter(holds),
  items.filter((item) => !holds(item)),
]

const stateOf = ({ tenancyId, writtenIn }: ScreenedAccount): StateToForget[] =>
  writtenIn === null ? [] : [{ tenancyId, writtenIn }]

/** An older arrears is the worklist's business: telling it on the day of a first import would bury the day's work. */
const newForDays = 31
const reportSoonDays = 15

const tasksFor = ({ account, assessment }: Finding, onDate: PlainDate): RaisedTask[] => {
  const { constitutedOn, reportDue } = assessment
  if (constitutedOn === null || assessment.case.stage !== 'constituted') return []
  const task = {
    householdId: account.householdId,
    assigneeId: null,
    link: `menages/${account.householdId}/logement`,
  }
  const raised: RaisedTask[] = []
  if (constitutedOn >= addDays(onDate, -newForDays))
    raised.push({
      ...task,
      kind: 'arrears-constituted',
      title: `Impayé constitué : bail ${account.tenancyNumber}`,
      dueOn: onDate,
      originKey: `arrears-constituted/${account.tenancyId}/${constitutedOn}`,
    })
  if (reportDue && reportDue.dueOn >= onDate && reportDue.dueOn <= addDays(onDate, reportSoonDays))
    raised.push({
      ...task,
      kind: 'report-by',
      title: `Signaler l’impayé à l’organisme payeur : bail ${account.tenancyNumber}`,
      dueOn: reportDue.dueOn,
      originKey: `report-by/${account.tenancyId}/${constitutedOn}`,
    })
  return raised
}
