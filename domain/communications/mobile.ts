/** French prefixes that are no mobile: a text message sent there is lost. Metropolitan mobiles begin with 06 and 07. */
const frenchMobile = /^\+33[67]\d{8}$/
/** Mobiles of the overseas departments keep 06 9x under their own country codes. */
const overseasMobile = /^\+(262|508|590|594|596)69\d{7}$|^\+2626[39]\d{7}$/
const foreign = /^\+(?!33|262|508|590|594|596)[1-9]\d{6,14}$/

/** The number as a provider of text messages wants it (+33612345678); undefined when it receives none. */
export const dialledMobile = (written: string): string | undefined => {
  const typed = written.replace(/[^\d+]/g, '')
  const international = typed.startsWith('00')
    ? `+${typed.slice(2)}`
    : /^0[1-9]\d{8}$/.test(typed)
      ? `+33${typed.slice(1)}`
      : typed.replace(/^\+330/, '+33')
  return [frenchMobile, overseasMobile, foreign].some((known) => known.test(international))
    ? international
    : undefined
}
