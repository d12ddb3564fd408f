import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { CaseloadRow } from '#contract/measure-shapes.ts'
import { type Role, reachOf, roles } from '#domain/access.ts'
import { type Load, proposeAssignments } from '#domain/measures/balance.ts'
import { largestMeasureBatch } from '#domain/measures/lists.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { conditionOf, type Reader } from '#server/measures/list-store.ts'
import { useCase } from '#server/use-case.ts'

export const readCaseload = useCase(contract.measures.caseload, async (context, alerts) => {
  const workers = await listWorkers(context, alerts)
  const waiting = await listWaiting(context)
  const proposals = proposeAssignments(waiting, workers.filter(takesMeasures))
  const byId = new Map(waiting.map((measure) => [measure.measureId, measure]))
  return {
    workers: workers.map(({ role: _, ...row }) => row),
    unassigned: await countWaiting(context),
    proposals: proposals.flatMap((proposal) => {
      const measure = byId.get(proposal.measureId)
      return measure
        ? [
            {
              ...proposal,
              householdLabel: measure.householdLabel,
              programmeName: measure.programmeName,
              requestedOn: measure.requestedOn,
            },
          ]
        : []
    }),
  }
})

type Alerts = { withoutContactDays: number; endingWithinDays: number }
type Worker = CaseloadRow & { role: Role }

const carriers = roles.filter((role) => reachOf(role, 'write-measure') !== 'never')

/** A coordinator is proposed measures only once it is said what they carry. */
const takesMeasures = ({ role, capacityTenths }: Worker & Load): boolean =>
  role !== 'coordinator' || capacityTenths !== null

/** Those who may carry a measure, and whoever carries one. The counts are those of the list, filtered the same. */
const listWorkers = async (reader: Reader, alerts: Alerts): Promise<Worker[]> => {
  const { tx, actor, today } = reader
  const counts = (filters: object) =>
    sql<number>`count(s.measure_id) filter (where ${conditionOf(reader, { scope: 'open', ...filters })})::int`
  const { rows } = await sql<Worker>`
    select m.id as "membershipId", m.name, m.role, c.capacity_tenths as "capacityTenths",
      count(s.measure_id)::int as measures, coalesce(sum(s.weight_tenths), 0)::int as "weightTenths",
      ${counts({ withoutContactDays: alerts.withoutContactDays })} as "withoutContact",
      ${counts({ endingWithinDays: alerts.endingWithinDays })} as "endingSoon",
      ${counts({ overdue: true })} as overdue
    from membership m
    left join worker_capacity c on c.organisation_id = m.organisation_id and c.membership_id = m.id
    left join measure_standing s on s.organisation_id = m.organisation_id and s.lead_id = m.id and s.closed_rank = 0
    where m.organisation_id = ${actor.organisationId}
    group by m.id, m.name, m.role, m.ended_on, c.capacity_tenths
    having count(s.measure_id) > 0
      or (m.role = any (${[...carriers]}::text[]) and (m.ended_on is null or m.ended_on >= ${today}))
    order by m.name, m.id`.execute(tx)
  return rows
}

const unassigned = ({ actor }: Reader) =>
  sql`s.organisation_id = ${actor.organisationId} and s.closed_rank = 0 and s.lead_id is null`

type WaitingMeasure = {
  measureId: string
  householdLabel: string
  programmeName: string
  requestedOn: PlainDate | null
  weightTenths: number
  followerIds: string[]
}

/** The oldest request first. */
const listWaiting = async (reader: Reader): Promise<WaitingMeasure[]> => {
  const { rows } = await sql<WaitingMeasure>`
    select s.measure_id as "measureId", s.household_label as "householdLabel", v.name as "programmeName",
      s.requested_on as "requestedOn", s.weight_tenths as "weightTenths",
      array(select r.membership_id::text from household_referent r
        where r.organisation_id = s.organisation_id and r.household_id = s.household_id and r.kind = 'referent'
          and r.from_on <= ${reader.today} and (r.until_on is null or r.until_on >= ${reader.today})) as "followerIds"
    from (select s.* from measure_standing s where ${unassigned(reader)}
      order by s.requested_on, s.measure_id limit ${largestMeasureBatch}) s
    join measure m on m.organisation_id = s.organisation_id and m.id = s.measure_id
    join programme_version v on v.organisation_id = m.organisation_id and v.programme_id = m.programme_id
      and v.number = m.programme_number
    order by s.requested_on, s.measure_id`.execute(reader.tx)
  return rows
}

const countWaiting = async (reader: Reader): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from measure_standing s
    where ${unassigned(reader)}`.execute(reader.tx)
  return rows[0]?.count ?? 0
}
