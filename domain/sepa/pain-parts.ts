import { type Cents, sumCents } from '#domain/money.ts'
import { addressNode, type PostalAddress } from '#domain/sepa/address.ts'
import { decimalOf } from '#domain/sepa/decimal.ts'
import { toSepaText } from '#domain/sepa/latin.ts'
import { optional, type XmlNode, xml, xmlText } from '#domain/sepa/xml.ts'

/** The organisation and its account, as the bank knows them. */
export type OwnAccount = { holder: string; iban: string; bic: string | null; creditorId: string | null }

export type MessageHead = {
  messageId: string
  /** An instant in UTC, to the second: `2026-11-22T09:00:00Z`. */
  createdAt: string
  account: OwnAccount
}

export const nameOf = (name: string): string => toSepaText(name, 70) || '?'

export const headerNode = ({ messageId, createdAt, account }: MessageHead, amounts: readonly Cents[]) =>
  xml('GrpHdr', [
    xmlText('MsgId', messageId),
    xmlText('CreDtTm', createdAt),
    ...totalNodes(amounts),
    xml('InitgPty', [xmlText('Nm', nameOf(account.holder))]),
  ])

export const totalNodes = (amounts: readonly Cents[]): XmlNode[] => [
  xmlText('NbOfTxs', String(amounts.length)),
  xmlText('CtrlSum', decimalOf(sumCents(amounts))),
]

export const partyNode = (element: string, name: string, address: PostalAddress | null): XmlNode =>
  xml(element, [xmlText('Nm', nameOf(name)), ...optional(addressNode(address))])

export const accountNode = (element: string, iban: string): XmlNode =>
  xml(element, [xml('Id', [xmlText('IBAN', iban)])])

/** Within SEPA the account number is enough: the bank finds its own BIC. */
export const agentNode = (element: string, bic: string | null): XmlNode =>
  xml(element, [
    xml('FinInstnId', [bic ? xmlText('BICFI', bic) : xml('Othr', [xmlText('Id', 'NOTPROVIDED')])]),
  ])

export const amountNode = (cents: Cents): XmlNode => xmlText('InstdAmt', decimalOf(cents), { Ccy: 'EUR' })

export const remittanceNodes = (label: string): XmlNode[] => {
  const written = toSepaText(label, 140)
  return optional(written ? xml('RmtInf', [xmlText('Ustrd', written)]) : undefined)
}

export const documentNode = (message: string, content: XmlNode): XmlNode =>
  xml('Document', [content], { xmlns: `urn:iso:std:iso:20022:tech:xsd:${message}` })
