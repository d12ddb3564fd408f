import { createHash } from 'node:crypto'
import type { PublicAnswer, PublicForm, PublicRequest } from '#contract/referrals.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { difficultyNow, isAddressTired, markOfAddress, noteUse } from '#server/referrals/form-limits.ts'
import { checkForm, type FormVerdict, signForm } from '#server/referrals/form-token.ts'
import { insertReferral, readAnswerDays } from '#server/referrals/referral-rows.ts'
import { findSettings, type SettingsRow } from '#server/referrals/settings.ts'

type OpenForm = { organisationId: string; name: string; settings: SettingsRow }

/** An organisation whose form is open. Closed or unknown, the answer is the same. */
const findOpenForm = async (house: House, slug: string): Promise<OpenForm | undefined> => {
  const organisation = await house.database.kysely
    .selectFrom('organisation')
    .where('slug', '=', slug)
    .select(['id', 'name'])
    .executeTakeFirst()
  if (!organisation) return undefined
  const { id: organisationId, name } = organisation
  const settings = await inOrganisation(
    house.database,
    organisationId,
    (tx) => findSettings({ tx, actor: { organisationId } }),
    'read only',
  )
  return settings?.form_open ? { organisationId, name, settings } : undefined
}

export const readPublicForm = async (house: House, slug: string): Promise<PublicForm | undefined> => {
  const form = await findOpenForm(house, slug)
  if (!form) return undefined
  const { organisationId, name, settings } = form
  const bits = await inOrganisation(
    house.database,
    organisationId,
    (tx) => difficultyNow({ tx, organisationId }),
    'read only',
  )
  const signed = signForm(house.secret, organisationId, bits, house.clock.now())
  return { organisation: name, words: settings.form_words, difficultyBits: bits, ...signed }
}

export type PublicOutcome =
  | { outcome: 'received'; answer: PublicAnswer }
  | { outcome: 'no-form' | 'too-many' | Exclude<FormVerdict['outcome'], 'ok'> }

/**
 * The answer is the same whether the person is known or not, and whether the request is new or sent twice. A robot that
 * fills the field nobody sees is thanked like anyone, and nothing is kept.
 */
export const receivePublicRequest = async (
  house: House,
  slug: string,
  address: string,
  request: PublicRequest,
): Promise<PublicOutcome> => {
  const form = await findOpenForm(house, slug)
  if (!form) return { outcome: 'no-form' }
  const { organisationId } = form
  const verdict = checkForm(house.secret, organisationId, request, house.clock.now())
  if (verdict.outcome !== 'ok') return verdict
  return inOrganisation(house.database, organisationId, async (tx): Promise<PublicOutcome> => {
    const mark = markOfAddress(house, address)
    if (await isAddressTired({ tx, organisationId }, mark)) return { outcome: 'too-many' }
    await noteUse({ tx, organisationId }, mark)
    const reference = referenceOf(verdict.requestId)
    if (request.website === '')
      await keepRequest(house, tx, { organisationId, id: verdict.requestId, reference }, request)
    const answerDays = await readAnswerDays({ tx, actor: { organisationId } }, house.clock.today())
    return { outcome: 'received', answer: { reference, answerDays } }
  })
}

const readable = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** From the identifier of the form: the same form sent twice gives the same reference. */
const referenceOf = (requestId: string): string => {
  const bytes = createHash('sha256').update(`reference ${requestId}`).digest()
  const signs = [...bytes.subarray(0, 8)].map((byte) => readable[byte % readable.length])
  return `D-${signs.slice(0, 4).join('')}-${signs.slice(4).join('')}`
}

type Place = { organisationId: string; id: string; reference: string }

const keepRequest = async (
  house: House,
  tx: Tx,
  { organisationId, id, reference }: Place,
  request: PublicRequest,
) => {
  const { who, senderName, senderContact } = request
  const isHousehold = who === 'household'
  await insertReferral(
    { tx, actor: { organisationId }, now: house.clock.now(), today: house.clock.today() },
    {
      id,
      reference,
      kind: 'referral',
      source: isHousehold ? 'household' : 'public-form',
      senderName: isHousehold ? 'Le ménage' : senderName || whoLabels[who],
      senderKind: isHousehold ? 'household' : 'other',
      senderContact: isHousehold ? request.phone || request.email : senderContact,
      content: contentOf(request),
    },
  )
}

const whoLabels = { relative: 'Un proche', professional: 'Un professionnel' } as const

const contentOf = (request: PublicRequest): ParcelContent => {
  const { lastName, firstName, birthOn, phone, email, address, motive, message } = request
  return {
    identity: { civility: null, lastName, firstName: firstName || null, birthOn },
    contact: { phone: phone || null, email: email || null, language: null },
    ...(address && {
      home: { address, tenancyNumber: null, enteredOn: null, rentCents: null, chargesCents: null },
    }),
    motive,
    message,
  }
}
