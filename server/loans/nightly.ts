import { loanRules } from '#domain/loans/rules.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { advancePlainLoans } from '#server/loans/advance-plain-loans.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { settleLateTasks, tellLateLoans } from '#server/loans/tell-late-loans.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'

const plainBatch = 20_000
const replayedBatch = 500

/**
 * Due dates of the day. Each batch is a transaction of its own and moves `changes_on` past today: cut short anywhere or
 * run twice, it ends the same, and a due date is collected once.
 */
export const followLoans = job('loans.follow', async (house, { organisationId }, signal) => {
  for (const advance of [advanceBatch, replayBatch]) {
    let moved = 1
    while (moved > 0) {
      signal.throwIfAborted()
      moved = await advance(house, organisationId)
    }
  }
})

export const requestLoanFollowing = (tx: Tx, organisationId: string): Promise<void> =>
  enqueue(tx, followLoans, { organisationId }, { key: `loans.follow/${organisationId}` })

export const nightlyLoans: Nightly = {
  name: 'follow-loans',
  at: '10 4 * * *',
  enqueueFor: requestLoanFollowing,
}

export const advanceBatch = (house: House, organisationId: string, limit = plainBatch): Promise<number> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const today = house.clock.today()
    const actor = { organisationId }
    const rules = loanRules(await readOrganisationParameters({ tx, actor }, today))
    const { moved, late } = await advancePlainLoans({ tx, organisationId, rules, today, limit })
    await tellLateLoans({ tx, actor, today, now: house.clock.now() }, late, rules)
    return moved
  })

/** What due dates alone do not say: facts dated ahead, freezes, several rows at once. */
export const replayBatch = (house: House, organisationId: string): Promise<number> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const today = house.clock.today()
    const acting = { tx, actor: { organisationId }, today, now: house.clock.now() }
    const due = await tx
      .selectFrom('financing_standing')
      .where('organisation_id', '=', organisationId)
      .where('changes_on', '<=', today)
      .select('financing_id')
      .orderBy('changes_on')
      .orderBy('financing_id')
      .limit(replayedBatch)
      .execute()
    if (due.length === 0) return 0
    const ids = due.map(({ financing_id }) => financing_id)
    const standings = await refreshFinancings(tx, organisationId, ids, today)
    const rules = loanRules(await readOrganisationParameters(acting, today))
    await tellLateLoans(
      acting,
      standings.filter(({ lateCents, isFrozen }) => lateCents > 0 && !isFrozen),
      rules,
    )
    await settleLateTasks(acting, standings)
    return due.length
  })
