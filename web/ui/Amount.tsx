import { type Cents, formatEuros } from '#domain/money.ts'

/** `1 234,56 €`; a missing amount is said, not left blank. */
export const Amount = ({ cents }: { cents: Cents | null | undefined }) =>
  cents === null || cents === undefined ? <Missing /> : <span className="figures">{formatEuros(cents)}</span>

const Missing = () => (
  <>
    <span aria-hidden="true">—</span>
    <span className="on-screen-readers">non renseigné</span>
  </>
)
