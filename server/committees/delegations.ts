import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { type Role, reachOf, roles } from '#domain/access.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const { committees } = contract
const deciding = roles.filter((role: Role) => reachOf(role, 'decide-funding') !== 'never')

export const listDelegations = useCase(committees.listDelegations, async (context) => {
  const { tx, actor } = context
  const rows = await tx
    .selectFrom('funding_delegation as d')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'd.organisation_id').onRef('m.id', '=', 'd.membership_id'),
    )
    .innerJoin('membership as g', (join) =>
      join.onRef('g.organisation_id', '=', 'd.organisation_id').onRef('g.id', '=', 'd.given_by'),
    )
    .where('d.organisation_id', '=', actor.organisationId)
    .select(['d.id', 'm.name', 'd.product_id', 'd.max_cents', 'd.from_on', 'd.until_on', 'g.name as givenBy'])
    .orderBy('d.from_on', 'desc')
    .orderBy('d.id', 'desc')
    .limit(200)
    .execute()
  const products = await listProducts(context)
  const nameOf = new Map(products.map(({ id, name }) => [id, name]))
  return {
    rows: rows.map((row) => ({
      id: row.id,
      name: row.name,
      productName: row.product_id && (nameOf.get(row.product_id) ?? 'Produit fermé'),
      maxCents: row.max_cents,
      fromOn: row.from_on,
      untilOn: row.until_on,
      givenBy: row.givenBy,
    })),
    people: await listDeciders(context),
    products,
  }
})

/** Products published, each under the name of its last version. */
const listProducts = ({ tx, actor }: Acting) =>
  tx
    .selectFrom('product_version as v')
    .where('v.organisation_id', '=', actor.organisationId)
    .distinctOn('v.product_id')
    .select(['v.product_id as id', 'v.name'])
    .orderBy('v.product_id')
    .orderBy('v.number', 'desc')
    .limit(200)
    .execute()

const listDeciders = ({ tx, actor, today }: Acting) =>
  tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('role', 'in', deciding)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .select(['id', 'name'])
    .orderBy('name')
    .limit(200)
    .execute()

export const giveDelegation = useCase(committees.giveDelegation, async (context, input) => {
  const { tx, actor, now, refuse } = context
  if (input.membershipId === actor.membershipId) return refuse('own-limit')
  if (input.untilOn !== null && input.untilOn < input.fromOn) return refuse('wrong-dates')
  const people = await listDeciders(context)
  const isKnown =
    input.productId === null || (await listProducts(context)).some(({ id }) => id === input.productId)
  if (!isKnown || !people.some(({ id }) => id === input.membershipId)) return refuse('unknown-record')
  const id = randomUUIDv7()
  await tx
    .insertInto('funding_delegation')
    .values({
      organisation_id: actor.organisationId,
      id,
      membership_id: input.membershipId,
      product_id: input.productId,
      max_cents: input.maxCents,
      from_on: input.fromOn,
      until_on: input.untilOn,
      given_by: actor.membershipId,
      given_at: now,
    })
    .execute()
  await record(context, {
    act: 'delegation-given',
    subject: { kind: 'funding-delegation', id },
    after: { maxCents: input.maxCents, from: input.fromOn, until: input.untilOn },
  })
  return { delegationId: id }
})

export const endDelegation = useCase(committees.endDelegation, async (context, { delegationId }) => {
  const { tx, actor, today, refuse } = context
  const row = await tx
    .selectFrom('funding_delegation')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', delegationId)
    .select(['from_on', 'until_on'])
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('unknown-record')
  if (row.until_on !== null && row.until_on <= today) return refuse('already-ended')
  const { organisationId } = actor
  // One that has not begun never served: it goes.
  if (row.from_on > today)
    await tx
      .deleteFrom('funding_delegation')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', delegationId)
      .execute()
  else
    await tx
      .updateTable('funding_delegation')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', delegationId)
      .set({ until_on: today })
      .execute()
  await record(context, {
    act: 'delegation-ended',
    subject: { kind: 'funding-delegation', id: delegationId },
  })
  return {}
})
