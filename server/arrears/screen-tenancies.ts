import { type AssessmentGround, assessTenancy } from '#domain/arrears/assess-tenancy.ts'
import { readArrearsRules } from '#domain/arrears/threshold.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { readOwingAccounts, type ScreenedAccount, type TenancyScope } from '#server/arrears/read-accounts.ts'
import { type Finding, writeStates } from '#server/arrears/write-states.ts'
import { type RaisedTask, raiseTasks } from '#server/casework/raise-task.ts'
import type { Tx } from '#server/db.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

type Screener = { tx: Tx; actor: { organisationId: string; membershipId?: string }; now: Date }

/** The figures are looked up once for a million tenancies. */
const remembered = (params: ParameterReader): ParameterReader => {
  const known = new Map<string, number>()
  const once = (way: 'read' | 'readNearest') => (key: string) => {
    const place = `${way} ${key}`
    const value = known.get(place) ?? params[way](key)
    known.set(place, value)
    return value
  }
  return { ...params, read: once('read'), readNearest: once('readNearest') }
}

export const readGround = async (
  reader: { tx: Tx; actor: { organisationId: string } },
  onDate: PlainDate,
): Promise<AssessmentGround> => {
  const params = remembered(await readOrganisationParameters(reader, onDate))
  return { onDate, params, rules: readArrearsRules(params), holidays: holidaysAround(onDate) }
}

export const assessAccount = (account: ScreenedAccount, ground: AssessmentGround): Finding => ({
  account,
  assessment: assessTenancy({ ...account, hasReferent: account.referentId !== null }, ground),
})

/** Screens a scope in the caller's transaction. Returns how many owe something. */
export const screenTenancies = async (
  screener: Screener,
  scope: TenancyScope,
  ground: AssessmentGround,
): Promise<number> =>
  keepFindings(
    screener,
    scope,
    await readOwingAccounts(screener.tx, screener.actor.organisationId, scope, ground),
    ground,
  )

/** Judges the accounts of a scope, writes what they are found to be, and tells the referents what is new. */
export const keepFindings = async (
  { tx, actor, now }: Screener,
  scope: TenancyScope,
  accounts: readonly ScreenedAccount[],
  ground: AssessmentGround,
): Promise<number> => {
  const findings = accounts
    .filter(({ position, events }) => position.overdueCents > 0 || events.length > 0)
    .map((account) => assessAccount(account, ground))
  await writeStates(tx, actor.organisationId, scope, findings)
  await raiseTasks(
    { tx, actor, now },
    findings.flatMap((finding) => tasksFor(finding, ground.onDate)),
  )
  return findings.filter(({ account }) => account.position.overdueCents > 0).length
}

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
