import { throwDice } from '#db/seed/dice.ts'
import { addDays, earlierOf, type PlainDate } from '#domain/plain-date.ts'
import { demoId } from '#server/demo/demo-id.ts'
import { insertRows } from '#server/demo/load-portfolio.ts'
import type { Teller } from '#server/demo/teller.ts'

const shareReported = 0.88

/** A landlord has reported most of its old arrears before it opens Palier; what it forgot is what Repérage shows first. */
export const reportOldArrears = async (teller: Teller): Promise<void> => {
  const { tx, organisationId, today } = teller
  const rows = await tx
    .selectFrom('arrears_state')
    .where('organisation_id', '=', organisationId)
    .where('stage', '=', 'constituted')
    .where('report_due_on', '<', today)
    .select(['tenancy_id', 'household_id', 'constituted_on'])
    .orderBy('tenancy_id')
    .execute()
  const dice = throwDice(824)
  const reported = rows.filter(() => dice.chance(shareReported))
  await insertRows(
    tx,
    organisationId,
    'arrears_event',
    reported.map(({ tenancy_id, household_id, constituted_on }) => ({
      id: demoId(`reported/${tenancy_id}`),
      tenancy_id,
      household_id,
      kind: 'reported-to-payer',
      happened_on: reportDay(constituted_on as unknown as PlainDate, today, dice.between(12, 58)),
      recorded_by: teller.memberId('nadia.benali'),
    })),
  )
}

const reportDay = (constitutedOn: PlainDate, today: PlainDate, afterDays: number): PlainDate =>
  earlierOf(addDays(constitutedOn, afterDays), today)
