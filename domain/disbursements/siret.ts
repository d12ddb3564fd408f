/** Fourteen digits whose Luhn sum is a multiple of ten; the establishments of La Poste only sum to a multiple of five (INSEE). */
export const isSiret = (siret: string): boolean => {
  if (!/^\d{14}$/.test(siret)) return false
  const digits = [...siret].map(Number)
  if (siret.startsWith('356000000') && digits.reduce((sum, digit) => sum + digit, 0) % 5 === 0) return true
  const doubled = digits.map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
  return doubled.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0
}
