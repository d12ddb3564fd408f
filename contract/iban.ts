import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from 'ibantools'
import { z } from 'zod'

/** An account number as people write it, with its spaces; kept without. Its key and its length are those of its country. */
export const Iban = z
  .string()
  .max(60)
  .transform((text) => electronicFormatIBAN(text) ?? '')
  .refine(
    (iban) => isValidIBAN(iban),
    'Cet IBAN n’est pas valable : sa clé ou sa longueur ne va pas. Recopiez-le du RIB.',
  )
  .refine(
    (iban) => !isValidIBAN(iban) || isSEPACountry(iban.slice(0, 2)),
    'Ce compte est dans un pays hors de la zone SEPA.',
  )

export const Bic = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, '').toUpperCase())
  .refine((bic) => isValidBIC(bic), 'Ce BIC n’est pas valable : 8 ou 11 caractères, ceux du RIB.')

// Letters become numbers from 10, as in an IBAN; the three letters of the activity are left out of the key (EPC 262-08).
const creditorKey = (id: string): number => {
  const moved = `${id.slice(7)}${id.slice(0, 4)}`
  const digits = [...moved].map((letter) => Number.parseInt(letter, 36)).join('')
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)
}

/** The « identifiant créancier SEPA »: `FRkkZZZnnnnnn`. */
export const CreditorId = z
  .string()
  .max(60)
  .transform((text) => text.replace(/\s/g, '').toUpperCase())
  .refine(
    (id) => /^[A-Z]{2}\d{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$/.test(id) && creditorKey(id) === 1,
    'Cet identifiant créancier SEPA (ICS) n’est pas valable : recopiez-le de l’attestation de la banque.',
  )
