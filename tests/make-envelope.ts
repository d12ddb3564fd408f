import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import type { CountingRule, EnvelopeKind } from '#domain/envelopes/kinds.ts'
import type { TestOrganisation } from '#tests/house.ts'

/** A signed convention by hand, running from 2020 to 2030 unless told otherwise. */
export const makeConvention = async (
  owner: pg.Client,
  { id: organisationId }: Pick<TestOrganisation, 'id'>,
  { startsOn = '2020-01-01', endsOn = '2030-12-31', signedOn = '2019-12-01' as string | null } = {},
): Promise<string> => {
  const id = randomUUIDv7()
  await owner.query(
    `insert into convention (organisation_id, id, reference, title, signed_on, starts_on, ends_on, terms)
     values ($1, $2::uuid, $2::uuid::text, 'Convention d’essai', $3, $4, $5, $6)`,
    [organisationId, id, signedOn, startsOn, endsOn, JSON.stringify({ startsOn, endsOn })],
  )
  return id
}

type EnvelopeParts = {
  /** Zero: nothing was put in it yet. */
  cents?: number
  kind?: EnvelopeKind
  countedAt?: CountingRule
  year?: number | null
  field?: string | null
  conventionId?: string | null
  openedOn?: string
  closedOn?: string | null
}

/** An envelope by hand, with what is in it from its first day. */
export const makeEnvelope = async (
  owner: pg.Client,
  { id: organisationId }: Pick<TestOrganisation, 'id'>,
  {
    cents = 10_000_000,
    kind = 'flow',
    countedAt = 'signature',
    year = null,
    field = null,
    conventionId = null,
    openedOn = '2020-01-01',
    closedOn = null,
  }: EnvelopeParts = {},
): Promise<string> => {
  const id = randomUUIDv7()
  await owner.query(
    `insert into envelope (organisation_id, id, convention_id, label, kind, counted_at, year, field, opened_on, closed_on)
     values ($1, $2, $3, 'Enveloppe d’essai', $4, $5, $6, $7, $8, $9)`,
    [organisationId, id, conventionId, kind, countedAt, year, field, openedOn, closedOn],
  )
  if (cents !== 0)
    await owner.query(
      `insert into envelope_allotment (organisation_id, id, envelope_id, kind, on_date, cents)
       values ($1, $2, $3, 'initial', $4, $5)`,
      [organisationId, randomUUIDv7(), id, openedOn, cents],
    )
  return id
}
