/** Nine digits whose Luhn sum is a multiple of ten (INSEE). */
export const isValidSiren = (siren: string): boolean => {
  if (!/^\d{9}$/.test(siren)) return false
  const sum = [...siren].reduce((total, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return total + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return sum % 10 === 0
}
