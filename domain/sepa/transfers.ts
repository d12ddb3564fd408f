import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PostalAddress } from '#domain/sepa/address.ts'
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

export type Transfer = {
  endToEndId: string
  cents: Cents
  creditor: string
  address: PostalAddress | null
  iban: string
  bic: string | null
  label: string
}

/** A pain.001.001.09: one account, one day of execution, one batch. */
export function transferMessage(
  head: MessageHead,
  batch: { batchId: string; executeOn: PlainDate; transfers: readonly Transfer[] },
): XmlNode {
  const amounts = batch.transfers.map(({ cents }) => cents)
  return documentNode(
    'pain.001.001.09',
    xml('CstmrCdtTrfInitn', [
      headerNode(head, amounts),
      xml('PmtInf', [
        xmlText('PmtInfId', batch.batchId),
        xmlText('PmtMtd', 'TRF'),
        xmlText('BtchBookg', 'true'),
        ...totalNodes(amounts),
        xml('PmtTpInf', [xml('SvcLvl', [xmlText('Cd', 'SEPA')])]),
        xml('ReqdExctnDt', [xmlText('Dt', batch.executeOn)]),
        xml('Dbtr', [xmlText('Nm', nameOf(head.account.holder))]),
        accountNode('DbtrAcct', head.account.iban),
        agentNode('DbtrAgt', head.account.bic),
        xmlText('ChrgBr', 'SLEV'),
        ...batch.transfers.map(transferNode),
      ]),
    ]),
  )
}

const transferNode = (transfer: Transfer): XmlNode =>
  xml('CdtTrfTxInf', [
    xml('PmtId', [xmlText('EndToEndId', transfer.endToEndId)]),
    xml('Amt', [amountNode(transfer.cents)]),
    ...optional(transfer.bic ? agentNode('CdtrAgt', transfer.bic) : undefined),
    partyNode('Cdtr', transfer.creditor, transfer.address),
    accountNode('CdtrAcct', transfer.iban),
    ...optional(remittanceNodes(transfer.label)[0]),
  ])
