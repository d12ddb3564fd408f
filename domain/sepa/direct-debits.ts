import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PostalAddress } from '#domain/sepa/address.ts'
import { type SequenceType, sequenceTypes } from '#domain/sepa/kinds.ts'
import {
  accountNode,
  agentNode,
  amountNode,
  documentNode,
  headerNode,
  type MessageHead,
  nameOf,
  partyNode,
  remittanceNodes,
  totalNodes,
} from '#domain/sepa/pain-parts.ts'
import { optional, type XmlNode, xml, xmlText } from '#domain/sepa/xml.ts'

export type DirectDebit = {
  endToEndId: string
  batchId: string
  cents: Cents
  sequenceType: SequenceType
  mandateReference: string
  signedOn: PlainDate
  /** The account changed since the last debit: the household's bank must be told. */
  isAccountChanged: boolean
  debtor: string
  address: PostalAddress | null
  iban: string
  bic: string | null
  label: string
}

/** A pain.008.001.08: one account, one day of collection, one batch for each sequence type. */
export function directDebitMessage(
  head: MessageHead,
  collectOn: PlainDate,
  debits: readonly DirectDebit[],
): XmlNode {
  const batches = sequenceTypes
    .map((type) => debits.filter(({ sequenceType }) => sequenceType === type))
    .filter((batch) => batch.length > 0)
  return documentNode(
    'pain.008.001.08',
    xml('CstmrDrctDbtInitn', [
      headerNode(
        head,
        debits.map(({ cents }) => cents),
      ),
      ...batches.map((batch) => batchNode(head, collectOn, batch)),
    ]),
  )
}

const batchNode = ({ account }: MessageHead, collectOn: PlainDate, batch: readonly DirectDebit[]): XmlNode =>
  xml('PmtInf', [
    xmlText('PmtInfId', batch[0]?.batchId ?? ''),
    xmlText('PmtMtd', 'DD'),
    xmlText('BtchBookg', 'true'),
    ...totalNodes(batch.map(({ cents }) => cents)),
    xml('PmtTpInf', [
      xml('SvcLvl', [xmlText('Cd', 'SEPA')]),
      xml('LclInstrm', [xmlText('Cd', 'CORE')]),
      xmlText('SeqTp', batch[0]?.sequenceType ?? ''),
    ]),
    xmlText('ReqdColltnDt', collectOn),
    xml('Cdtr', [xmlText('Nm', nameOf(account.holder))]),
    accountNode('CdtrAcct', account.iban),
    agentNode('CdtrAgt', account.bic),
    xmlText('ChrgBr', 'SLEV'),
    xml('CdtrSchmeId', [
      xml('Id', [
        xml('PrvtId', [
          xml('Othr', [xmlText('Id', account.creditorId ?? ''), xml('SchmeNm', [xmlText('Prtry', 'SEPA')])]),
        ]),
      ]),
    ]),
    ...batch.map(debitNode),
  ])

const debitNode = (debit: DirectDebit): XmlNode =>
  xml('DrctDbtTxInf', [
    xml('PmtId', [xmlText('EndToEndId', debit.endToEndId)]),
    amountNode(debit.cents),
    xml('DrctDbtTx', [
      xml('MndtRltdInf', [
        xmlText('MndtId', debit.mandateReference),
        xmlText('DtOfSgntr', debit.signedOn),
        ...(debit.isAccountChanged ? amendmentNodes : []),
      ]),
    ]),
    agentNode('DbtrAgt', debit.bic),
    partyNode('Dbtr', debit.debtor, debit.address),
    accountNode('DbtrAcct', debit.iban),
    ...optional(remittanceNodes(debit.label)[0]),
  ])

/** « Same Mandate New Debtor Account »: the one word for a changed account since November 2016 (EPC 130-08). */
const amendmentNodes: readonly XmlNode[] = [
  xmlText('AmdmntInd', 'true'),
  xml('AmdmntInfDtls', [xml('OrgnlDbtrAcct', [xml('Id', [xml('Othr', [xmlText('Id', 'SMNDA')])])])]),
]
