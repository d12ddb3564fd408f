import { createHash, randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { collectionDay } from '#domain/loans/target-days.ts'
import { addDays, laterOf, type PlainDate } from '#domain/plain-date.ts'
import { decimalOf } from '#domain/sepa/decimal.ts'
import { writeXml, type XmlNode, xml, xmlText } from '#domain/sepa/xml.ts'
import { contextOf } from '#server/api/run-use-case.ts'
import { rehearseStatement } from '#server/bank-files/rehearse-statement.ts'
import type { Teller } from '#server/demo/teller.ts'
import { isRefusal } from '#server/use-case.ts'

const { bankFiles } = contract
const officer = 'marc.delorme'
const socialWorker = 'anne.petitjean'
const iban = 'FR7630006000011234567890189'

/** Account numbers of households, valid and nobody's: printed as examples by banks. */
const householdIbans = [
  'FR1420041010050500013M02606',
  'FR7610107001011234567890129',
  'FR7611315000011234567890138',
]

type Owner = { householdId: string; label: string }

/** The lender's account, and the mandates of the households that borrow: most signed, one suspended, one revoked, one to sign. */
export const openBank = async (teller: Teller): Promise<void> => {
  await teller.did(officer, 400, bankFiles.saveAccount, {
    accountId: null,
    version: null,
    label: 'Compte Missions sociales',
    holder: 'Coopérative des Deux Vallées',
    iban,
    bic: 'AGRIFRPP',
    creditorId: 'FR72ZZZ123456',
  })
  for (const [rank, owner] of (await listBorrowers(teller)).entries()) await tellMandate(teller, owner, rank)
}

/** Households that pay back by instalments; without any, a few that the lender knows. */
const listBorrowers = async ({ tx, organisationId }: Teller): Promise<Owner[]> => {
  const { rows } = await sql<Owner>`
    select h.id as "householdId", h.label from household h
    where h.organisation_id = ${organisationId}
    order by exists (select from financing f where f.organisation_id = h.organisation_id and f.household_id = h.id
      and f.kind in ('loan', 'microcredit')) desc, h.label limit 12`.execute(tx)
  return rows
}

const tellMandate = async (teller: Teller, { householdId, label }: Owner, rank: number): Promise<void> => {
  const since = 390 - rank * 10
  const { mandateId } = await teller.did(socialWorker, since, bankFiles.draftMandate, {
    householdId,
    debtor: label.slice(0, 70),
    iban: householdIbans[rank % householdIbans.length] ?? iban,
    ...(rank % 2 === 0
      ? {
          street: 'rue de la Gare',
          buildingNumber: String(rank + 1),
          postCode: '38000',
          town: 'Grenoble',
          country: 'FR',
        }
      : {}),
  })
  if (rank % 12 === 11) return
  const record = (version: number, fact: { kind: 'suspended' | 'revoked'; on: PlainDate; reason: string }) =>
    teller.did(officer, since - 60, bankFiles.recordMandateFact, { mandateId, version, fact })
  await teller.did(officer, since - 3, bankFiles.recordMandateFact, {
    mandateId,
    version: 1,
    fact: { kind: 'signed', on: teller.daysAgo(since - 3) },
  })
  const on = teller.daysAgo(since - 60)
  if (rank % 12 === 10) await record(2, { kind: 'revoked', on, reason: 'Paie désormais par virement' })
  if (rank % 12 === 9) await record(2, { kind: 'suspended', on, reason: 'Changement de banque en cours' })
}

/** Today: the next debits and transfers are prepared and wait for a second person; yesterday's statement is imported. */
export const tellBank = async (teller: Teller): Promise<void> => {
  const { accounts } = await teller.did(officer, 0, bankFiles.listAccounts, {})
  const bankAccountId = accounts[0]?.id
  if (!bankAccountId) return
  await prepareNext(teller, 'direct-debit', bankAccountId)
  await prepareNext(teller, 'transfer', bankAccountId)
  await importYesterday(teller)
}

const firstDue = async (
  { tx, organisationId, today }: Teller,
  kind: 'direct-debit' | 'transfer',
): Promise<PlainDate | undefined> => {
  const { rows } = await (kind === 'direct-debit'
    ? sql<{ due: PlainDate | null }>`select min(collect_on) as due from collection
        where organisation_id = ${organisationId} and state = 'to-present'`
    : sql<{ due: PlainDate | null }>`select min(due_on) as due from payment_order
        where organisation_id = ${organisationId} and state = 'released' and execution = 'bank-file'`
  ).execute(tx)
  const due = rows[0]?.due
  return due ? collectionDay(laterOf(due, addDays(today, 2))) : undefined
}

const prepareNext = async (teller: Teller, kind: 'direct-debit' | 'transfer', bankAccountId: string) => {
  const executeOn = await firstDue(teller, kind)
  if (!executeOn) return
  const input = { kind, bankAccountId, executeOn }
  const { lineCount } = await teller.did(officer, 0, bankFiles.previewFile, input)
  if (lineCount > 0) await teller.did(officer, 0, bankFiles.prepareFile, input)
}

const entryNode = (bookedOn: PlainDate, cents: number, label: string): XmlNode =>
  xml('Ntry', [
    xmlText('Amt', decimalOf(Math.abs(cents)), { Ccy: 'EUR' }),
    xmlText('CdtDbtInd', cents < 0 ? 'DBIT' : 'CRDT'),
    xmlText('Sts', 'BOOK'),
    xml('BookgDt', [xmlText('Dt', bookedOn)]),
    xmlText('AddtlNtryInf', label),
  ])

const balanceNode = (code: string, cents: number, day: PlainDate): XmlNode =>
  xml('Bal', [
    xml('Tp', [xml('CdOrPrtry', [xmlText('Cd', code)])]),
    xmlText('Amt', decimalOf(cents), { Ccy: 'EUR' }),
    xmlText('CdtDbtInd', 'CRDT'),
    xml('Dt', [xmlText('Dt', day)]),
  ])

type Told = readonly (readonly [label: string, cents: number])[]

/** What the bank sends: a notice of movements (054), then the statement of the day (053) with its balances. */
const bankFileOf = (day: PlainDate, kind: '053' | '054', entries: Told): string => {
  const opening = 12_345_678
  const closing = entries.reduce((sum, [, cents]) => sum + cents, opening)
  const [root, item] = kind === '053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn']
  const reference = `${kind === '053' ? 'RELEVE' : 'AVIS'}-${day}`
  return writeXml(
    xml(
      'Document',
      [
        xml(root, [
          xml('GrpHdr', [xmlText('MsgId', reference)]),
          xml(item, [
            xmlText('Id', reference),
            xml('Acct', [xml('Id', [xmlText('IBAN', iban)])]),
            ...(kind === '053' ? [balanceNode('OPBD', opening, day), balanceNode('CLBD', closing, day)] : []),
            ...entries.map(([label, cents]) => entryNode(day, cents, label)),
          ]),
        ]),
      ],
      { xmlns: `urn:iso:std:iso:20022:tech:xsd:camt.${kind}.001.02` },
    ),
  )
}

/** A household's transfer, announced in other words the same day; a subsidy that is awaited; the bank's fees. */
const importYesterday = async (teller: Teller): Promise<void> => {
  const day = teller.daysAgo(1)
  const { rows } = await teller.did(officer, 0, bankFiles.searchSubsidies, { text: 'Anah' })
  const awaited = rows[0]
  await importOne(teller, bankFileOf(day, '054', [['VIR RECU MENSUALITE', 6_417]]))
  await importOne(
    teller,
    bankFileOf(day, '053', [
      ['VIREMENT MENSUALITE PRET', 6_417],
      [`ANAH SUBVENTION ${awaited?.financingNumber ?? 'DOSSIER'}`, awaited?.awaitedCents ?? 300_000],
      ['FRAIS DE TENUE DE COMPTE', -1_250],
    ]),
  )
}

const importOne = async (teller: Teller, text: string): Promise<void> => {
  const upload = await storeFile(teller, Buffer.from(text))
  const context = contextOf(teller.house, teller.tx, teller.actorOf(officer)) as Parameters<
    typeof rehearseStatement.handler
  >[0]
  const read = await rehearseStatement.handler(Object.assign(context, { upload }), {})
  if (isRefusal(read)) throw new Error(`rehearseStatement: ${read.reason}`)
  for (const statementId of read.statementIds)
    await teller.did(officer, 0, bankFiles.importStatement, { statementId })
}

const storeFile = async ({ tx, house, organisationId, memberId }: Teller, content: Buffer) => {
  const stored = await house.files.write(organisationId, Readable.from(content), content.length)
  const id = randomUUIDv7()
  await tx
    .insertInto('stored_file')
    .values({
      organisation_id: organisationId,
      id,
      storage_key: stored.storageKey,
      file_name: 'releve.xml',
      content_type: 'application/xml',
      size_bytes: stored.sizeBytes,
      sha256: createHash('sha256').update(content).digest(),
      stored_by: memberId(officer),
    })
    .execute()
  return {
    id,
    fileName: 'releve.xml',
    contentType: 'application/xml',
    sizeBytes: stored.sizeBytes,
    storageKey: stored.storageKey,
  }
}
