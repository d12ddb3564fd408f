import { type Amendment, type TermChanges, termsAt } from '#domain/conventions/amendments.ts'
import { type ConventionTerms, emptyTerms, usualClauses } from '#domain/conventions/terms.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** As kept: a clause added to the house since then takes its usual value. */
export const readAgreed = (kept: unknown): ConventionTerms => {
  const terms = kept as Partial<ConventionTerms>
  return { ...emptyTerms, ...terms, clauses: { ...usualClauses, ...terms.clauses } }
}

/** The amendments that count. */
export const listStandingAmendments = async (
  { tx, actor }: Here,
  conventionId: string,
): Promise<Amendment[]> => {
  const rows = await tx
    .selectFrom('convention_amendment')
    .where('organisation_id', '=', actor.organisationId)
    .where('convention_id', '=', conventionId)
    .where('cancelled_at', 'is', null)
    .select(['number', 'effective_on as effectiveOn', 'changes'])
    .execute()
  return rows.map((row) => ({ ...row, changes: row.changes as TermChanges }))
}

/** The terms of a convention on a day: those that bind a file are the ones of the day it is decided. */
export const readTermsAt = async (
  here: Here,
  conventionId: string,
  on: PlainDate,
): Promise<ConventionTerms | undefined> => {
  const row = await here.tx
    .selectFrom('convention')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', conventionId)
    .select('terms')
    .executeTakeFirst()
  if (!row) return undefined
  return termsAt(readAgreed(row.terms), await listStandingAmendments(here, conventionId), on)
}
