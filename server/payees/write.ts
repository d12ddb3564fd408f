import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { isSiret } from '#domain/disbursements/siret.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findHouseholdPayee, findPayee, isSiretTaken } from './store.ts'

type Identity = {
  name: string
  siret: string | null
  street: string | null
  buildingNumber: string | null
  postCode: string | null
  town: string | null
  country: string
}

const columnsOf = ({ name, siret, street, buildingNumber, postCode, town, country }: Identity) => ({
  name,
  siret,
  street,
  building_number: buildingNumber,
  post_code: postCode,
  town,
  country,
})

const insertPayee = async (
  context: Acting,
  identity: Identity & { kind: string; householdId: string | null },
): Promise<string> => {
  const { tx, actor, now } = context
  const { kind, householdId } = identity
  const id = randomUUIDv7()
  await tx
    .insertInto('payee')
    .values({
      organisation_id: actor.organisationId,
      id,
      kind,
      household_id: householdId,
      ...columnsOf(identity),
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  await record(context, {
    act: 'payee-added',
    subject: { kind: 'payee', id },
    ...(householdId ? { householdId } : {}),
    after: { name: identity.name, kind },
  })
  return id
}

export const addPayee = useCase(contract.payees.add, async (context, sent) => {
  if (sent.siret !== null && !isSiret(sent.siret)) return context.refuse('wrong-siret')
  if (await isSiretTaken(context, sent.siret)) return context.refuse('siret-taken')
  return { payeeId: await insertPayee(context, { ...sent, householdId: null }) }
})

/** A household is one payee: asked twice, it is the same. */
export const addHouseholdPayee = useCase(contract.payees.addHousehold, async (context, sent) => {
  const known = await findHouseholdPayee(context, sent.householdId)
  if (known) return { payeeId: known.id }
  return { payeeId: await insertPayee(context, { ...sent, kind: 'household', siret: null }) }
})

export const changePayee = useCase(contract.payees.change, async (context, { payeeId, version, ...sent }) => {
  const { tx, actor } = context
  const payee = await findPayee(context, payeeId, true)
  if (!payee) return context.refuse('unknown-record')
  if (payee.version !== version) return context.refuse('stale-version', payee)
  if (sent.siret !== null && !isSiret(sent.siret)) return context.refuse('wrong-siret')
  if (await isSiretTaken(context, sent.siret, payeeId)) return context.refuse('siret-taken')
  await tx
    .updateTable('payee')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', payeeId)
    .set({ ...columnsOf(sent), version: version + 1 })
    .execute()
  await record(context, {
    act: 'payee-changed',
    subject: { kind: 'payee', id: payeeId },
    ...(payee.householdId ? { householdId: payee.householdId } : {}),
    before: { name: payee.name, siret: payee.siret, town: payee.town },
    after: { name: sent.name, siret: sent.siret, town: sent.town },
  })
  return { version: version + 1 }
})
