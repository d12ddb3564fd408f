import { toSepaText } from '#domain/sepa/latin.ts'
import { optional, type XmlNode, xml, xmlText } from '#domain/sepa/xml.ts'

/** An address by its parts, as transfers and direct debits require since 15 November 2026 (EPC rulebooks 2025). */
export type PostalAddress = {
  street: string | null
  buildingNumber: string | null
  postCode: string | null
  town: string | null
  /** ISO 3166, two letters. */
  country: string | null
}

/**
 * The address structured, or none: without its town and country it would be an unstructured one, which banks refuse
 * since 15 November 2026. Within SEPA a direct debit or a transfer goes without it.
 */
export function addressNode(address: PostalAddress | null): XmlNode | undefined {
  const town = toSepaText(address?.town ?? '', 35)
  if (!address || !town || !/^[A-Z]{2}$/.test(address.country ?? '')) return undefined
  return xml('PstlAdr', [
    ...optionalText('StrtNm', address.street, 70),
    ...optionalText('BldgNb', address.buildingNumber, 16),
    ...optionalText('PstCd', address.postCode, 16),
    xmlText('TwnNm', town),
    xmlText('Ctry', address.country ?? ''),
  ])
}

const optionalText = (name: string, value: string | null, longest: number): XmlNode[] => {
  const written = toSepaText(value ?? '', longest)
  return optional(written ? xmlText(name, written) : undefined)
}

/**
 * The address of a French line written in one piece: the number is what stands before the street. What has no number
 * keeps its whole line as the street.
 */
export function splitStreet(line: string): Pick<PostalAddress, 'street' | 'buildingNumber'> {
  const found = /^(\d+\s?(?:bis|ter|quater|[a-zA-Z])?)[\s,]+(\S.*)$/i.exec(line.trim())
  const [, number, street] = found ?? []
  if (!number || !street) return { street: line.trim() || null, buildingNumber: null }
  return { street: street.trim(), buildingNumber: number.trim() }
}
