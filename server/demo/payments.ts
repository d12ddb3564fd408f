import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import { addDays, daysBetween, earlierOf, type PlainDate } from '#domain/plain-date.ts'
import { mandatePieceLabels, mandatePieces } from '#domain/subsidies/kinds.ts'
import { tellUpload } from '#server/demo/tell-upload.ts'
import type { Teller } from '#server/demo/teller.ts'
import { prepareMonthsOf } from '#server/disbursements/prepare-monthly-aids.ts'

const preparer = 'marc.delorme'
const releaser = 'ines.caron'
const recorder = 'bruno.leroy'
const lender = 'Coopérative des Deux Vallées'
const ibans = [
  'FR7630001007941234567890185',
  'FR7630004000031234567890143',
  'FR7630006000011234567890189',
  'FR1420041010050500013M02606',
] as const

type Granted = {
  id: string
  kind: FinancingKind
  applicationId: string
  householdId: string
  household: string
  number: string
  cents: number
}
type Suppliers = readonly { id: string; name: string }[]

/** Money out: suppliers and who checked their accounts, invoices, grants, monthly aids, subsidies that come back. */
export const tellPayments = async (teller: Teller): Promise<void> => {
  const granted = await listGranted(teller)
  const oldest = Math.max(60, ...(await Promise.all(granted.map((one) => openDays(teller, one)))))
  const suppliers = await addSuppliers(teller, oldest)
  let rank = 0
  for (const one of granted) {
    const since = await openDays(teller, one)
    if (since < 3) continue
    await turns[one.kind]?.(teller, one, since, { suppliers, rank })
    rank += 1
  }
}

type World = { suppliers: Suppliers; rank: number }
type Turn = (teller: Teller, granted: Granted, since: number, world: World) => Promise<void>

const listGranted = async ({ tx, organisationId }: Teller): Promise<Granted[]> => {
  const { rows } = await sql<Granted>`
    select f.id, f.kind, f.application_id as "applicationId", f.household_id as "householdId",
      h.label as household, f.number, f.granted_cents as cents
    from financing f join household h on (h.organisation_id, h.id) = (f.organisation_id, f.household_id)
    where f.organisation_id = ${organisationId} order by f.decided_on, f.kind, f.id`.execute(tx)
  return rows
}

/** For how many days funds may leave; below zero, not yet. */
const openDays = async (teller: Teller, { id: financingId }: Granted): Promise<number> => {
  const told = await teller.did(preparer, 0, contract.disbursements.openFinancing, { financingId })
  return told.releaseFrom ? daysBetween(told.releaseFrom.on, teller.today) : -1
}

const addSuppliers = async (teller: Teller, since: number): Promise<Suppliers> => {
  const known: { id: string; name: string }[] = []
  for (const [rank, [name, town, siret]] of companies.entries()) {
    const { payeeId } = await teller.did(preparer, since, contract.payees.add, {
      kind: 'company',
      name,
      siret,
      street: 'rue des Artisans',
      buildingNumber: String(4 + rank),
      postCode: '63000',
      town,
    })
    await checkedAccount(teller, payeeId, name, since, rank)
    known.push({ id: payeeId, name })
  }
  const { payeeId } = await teller.did(preparer, 2, contract.payees.add, {
    kind: 'company',
    name: 'Électricité Fabre',
    town: 'Riom',
  })
  // The newest waits for the second person.
  await teller.did(preparer, 1, contract.payees.addAccount, {
    payeeId,
    iban: ibans[3],
    holder: 'Fabre Électricité SARL',
    source: 'RIB reçu par courriel avec la facture',
  })
  return known
}
const companies = [
  ['Isolation des Volcans', 'Clermont-Ferrand', '73282932000074'],
  ['Chauffage Martin et fils', 'Riom', null],
  ['Menuiserie Roux', 'Issoire', null],
] as const

const checkedAccount = async (
  teller: Teller,
  payeeId: string,
  holder: string,
  ago: number,
  rank: number,
): Promise<void> => {
  const { accountId } = await teller.did(preparer, ago, contract.payees.addAccount, {
    payeeId,
    iban: ibans[rank % ibans.length] ?? ibans[0],
    holder,
    source: 'RIB joint au dossier',
  })
  await teller.did(releaser, ago, contract.payees.checkAccount, {
    accountId,
    how: 'Rappelé au numéro du devis, IBAN relu chiffre par chiffre',
  })
}

type Stage = 'paid' | 'released' | 'prepared' | 'approved' | 'half-approved'
type Bill = { cents: number; ago: number; stage: Stage }

/** An invoice and how far its payment went. */
const bill = async (
  teller: Teller,
  granted: Granted,
  { suppliers, rank }: World,
  { cents, ago, stage }: Bill,
) => {
  const { id: supplierId, name } = suppliers[rank % suppliers.length] ?? { id: '', name: '' }
  const invoicedOn = teller.daysAgo(ago + 4)
  const number = `${invoicedOn.slice(0, 4)}-${granted.number.slice(-4)}${String(cents / 100).slice(0, 3)}`
  const vatCents = Math.round((cents * 550) / 10_550)
  const rows = [{ rateBasisPoints: 550, netCents: cents - vatCents, vatCents }]
  const { invoiceId } = await tellUpload(
    teller,
    recorder,
    ago + 3,
    contract.disbursements.recordInvoice,
    { financingId: granted.id, payeeId: supplierId, number, invoicedOn, rows },
    {
      title: `Facture ${number}`,
      lines: [name, `Chantier ${granted.household}`, `Total TTC ${cents / 100} EUR`],
    },
  )
  const approve = (givenBy: 'operator' | 'household', person: string) =>
    teller.did(recorder, ago + 2, contract.disbursements.approveInvoice, {
      invoiceId,
      givenBy,
      on: teller.daysAgo(ago + 2),
      person,
    })
  await approve('operator', 'Mme Petit, opérateur de l’habitat')
  if (stage === 'half-approved') return
  await approve('household', granted.household)
  if (stage === 'approved') return
  const { orderId } = await teller.did(preparer, ago + 1, contract.disbursements.prepareDisbursement, {
    financingId: granted.id,
    invoiceId,
    cents,
    dueOn: teller.daysAgo(ago),
    execution: stage === 'paid' ? 'by-hand' : 'bank-file',
  })
  await lead(teller, orderId, ago, stage)
}

const lead = async (teller: Teller, orderId: string, ago: number, stage: Stage): Promise<void> => {
  const orderIds = [orderId]
  if (stage === 'prepared') return
  await teller.did(releaser, ago, contract.disbursements.release, { orderIds })
  if (stage !== 'paid') return
  await teller.did(releaser, ago, contract.disbursements.issue, { orderIds })
  const on = earlierOf(teller.daysAgo(Math.max(0, ago - 2)), teller.today)
  await teller.did(preparer, Math.max(0, ago - 2), contract.disbursements.confirm, { orderIds, on })
}

/** Old loans are paid out; recent ones are on their way. */
const payLoan: Turn = async (teller, granted, since, world) => {
  if (since > 20) {
    const first = Math.floor(granted.cents / 200) * 100
    await bill(teller, granted, world, { cents: first, ago: since - 8, stage: 'paid' })
    await bill(
      teller,
      granted,
      { ...world, rank: world.rank + 1 },
      {
        cents: granted.cents - first,
        ago: since < 200 ? 2 : since - 40,
        stage: since < 200 ? 'released' : 'paid',
      },
    )
    return
  }
  await bill(teller, granted, world, { cents: granted.cents, ago: 1, stage: 'released' })
}

/** The first advance is mid-way, the others have gone as far as their subsidies. */
const payAdvance: Turn = async (teller, granted, since, world) => {
  await signMandate(teller, granted, since)
  const shares = granted.cents === 2_900_000 ? [1_000_000, 1_200_000, 700_000] : [granted.cents]
  const stages: Stage[] = ['paid', 'prepared', 'half-approved']
  for (const [index, cents] of shares.entries())
    await bill(
      teller,
      granted,
      { ...world, rank: world.rank + index },
      {
        cents,
        ago: index === 0 ? Math.max(8, since - 10) : 4 - index,
        stage: stages[index] ?? 'paid',
      },
    )
  await receive(teller, granted, since)
}

const signMandate = async (teller: Teller, { id: financingId, household }: Granted, since: number) => {
  const { mandateId } = await tellUpload(
    teller,
    recorder,
    since,
    contract.subsidies.recordMandate,
    { financingId, kind: 'financial', mandatary: lender, signedOn: teller.daysAgo(since) },
    { title: 'Mandat financier', lines: [household, `donne mandat à ${lender}`] },
  )
  for (const piece of mandatePieces)
    await tellUpload(
      teller,
      recorder,
      since,
      contract.subsidies.addPiece,
      { mandateId, piece },
      { title: mandatePieceLabels[piece], lines: [lender] },
    )
}

/** Of a project half done, an interim payment; of the others, a balance below what was notified. */
const receive = async (teller: Teller, granted: Granted, since: number): Promise<void> => {
  const financingId = granted.id
  const { subsidies, outstandingCents } = await teller.did(preparer, 0, contract.subsidies.openAdvance, {
    financingId,
  })
  const [first] = subsidies
  if (!first?.notifiedCents || since < 30 || outstandingCents === 0) return
  const isMidway = granted.cents === 2_900_000
  await teller.did(preparer, 6, contract.subsidies.recordReceipt, {
    financingId,
    subsidyId: first.id,
    kind: isMidway ? 'interim' : 'balance',
    cents: isMidway ? 720_000 : Math.round(first.notifiedCents * 0.93),
    receivedOn: teller.daysAgo(6),
    reference: `VIR ${first.funder.slice(0, 12)} ${granted.number}`,
  })
}

const payGrant: Turn = async (teller, granted, since, { rank }) => {
  const ago = Math.min(3, since)
  const { payeeId } = await teller.did(preparer, ago, contract.payees.add, {
    kind: 'landlord',
    name: rank % 2 === 0 ? 'Habitat des Deux Vallées' : 'Régie immobilière du Parc',
    town: 'Clermont-Ferrand',
  })
  await checkedAccount(teller, payeeId, 'Bailleur', ago, rank)
  const { orderId } = await teller.did(preparer, ago, contract.disbursements.prepareGrant, {
    financingId: granted.id,
    payeeId,
    dueOn: teller.daysAgo(ago),
    execution: 'bank-file',
  })
  await lead(teller, orderId, ago, rank % 2 === 0 ? 'released' : 'prepared')
}

/** A hundred and fifty euros a month: past months paid, the last prepared by night. */
const payMonthly: Turn = async (teller, granted, since, { rank }) => {
  const { householdId, household: name, id: financingId } = granted
  const ago = Math.max(0, since - 2)
  const { payeeId } = await teller.did(preparer, ago, contract.payees.addHousehold, { householdId, name })
  await checkedAccount(teller, payeeId, name, ago, rank)
  await teller.did(preparer, ago, contract.disbursements.planMonthlyAid, {
    financingId,
    payeeId,
    firstMonth: firstMonthOf(teller, since),
    execution: 'by-hand',
  })
  const { tx, organisationId, today, house } = teller
  await prepareMonthsOf({ tx, today, now: house.clock.now(), actor: { organisationId } }, financingId)
  const { orders } = await teller.did(preparer, 0, contract.disbursements.openFinancing, { financingId })
  for (const { id, state } of orders.slice(0, -1)) if (state === 'prepared') await lead(teller, id, 1, 'paid')
}
const firstMonthOf = (teller: Teller, since: number): PlainDate => addDays(teller.daysAgo(since), 10)

const turns: Partial<Record<FinancingKind, Turn>> = {
  loan: payLoan,
  'subsidy-advance': payAdvance,
  'cash-facility': payAdvance,
  grant: payGrant,
  'recurring-aid': payMonthly,
}
