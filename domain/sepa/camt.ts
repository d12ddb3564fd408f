import { type Cents, sumCents } from '#domain/money.ts'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'
import { centsOfDecimal } from '#domain/sepa/decimal.ts'
import { at, childrenOf, textAt, type XmlNode } from '#domain/sepa/xml.ts'

/** One operation inside an entry of the statement. */
export type StatementDetail = {
  endToEndId: string | null
  mandateReference: string | null
  /** Null when the bank does not give it apart from the entry's own. */
  cents: Cents | null
  counterparty: string | null
  counterpartyIban: string | null
  returnReason: string | null
  label: string | null
}
/** One movement of the account: received positive, paid negative. */
export type StatementEntry = {
  bookedOn: PlainDate
  valueOn: PlainDate | null
  cents: Cents
  bankReference: string | null
  /** The batch that the bank booked in one line: our own reference of it. */
  batchId: string | null
  messageId: string | null
  /** Domain, family and sub-family of the bank's operation: `PMNT/RDDT/UPDD`. */
  operation: string | null
  isReversal: boolean
  label: string | null
  details: readonly StatementDetail[]
}
export type Statement = {
  reference: string
  iban: string
  from: PlainDate | null
  to: PlainDate | null
  openingCents: Cents | null
  closingCents: Cents | null
  entries: readonly StatementEntry[]
  /** Announced and not booked yet: left aside. */
  pendingCount: number
}
export const statementKinds = ['camt.053', 'camt.054'] as const
export type StatementKind = (typeof statementKinds)[number]
export type StatementFile = { kind: StatementKind; messageId: string; statements: readonly Statement[] }

export const statementProblems = {
  'not-a-statement': 'Ce fichier n’est pas un relevé camt.053 ou camt.054.',
  'unsupported-version': 'Cette version du relevé n’est pas lue : versions 02 à 08 de camt.053 et camt.054.',
  'missing-element': 'Un élément obligatoire manque dans le relevé : le fichier est incomplet.',
  'bad-amount': 'Un montant du relevé ne se lit pas, ou n’est pas en euros.',
  'bad-date': 'Une date du relevé ne se lit pas.',
  'unbalanced-statement':
    'Le solde de départ et les mouvements ne donnent pas le solde d’arrivée : le relevé est incomplet.',
} as const
export type StatementProblem = keyof typeof statementProblems

/** Thrown while a statement is read: where, and why it cannot be. */
export class UnreadableStatement extends Error {
  readonly problem: StatementProblem
  readonly where: string
  constructor(problem: StatementProblem, where: string) {
    super(problem)
    this.problem = problem
    this.where = where
  }
}

const fail = (problem: StatementProblem, where: string): never => {
  throw new UnreadableStatement(problem, where)
}

const shapes = {
  'camt.053': { root: 'BkToCstmrStmt', statement: 'Stmt' },
  'camt.054': { root: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn' },
} as const

/** Reads a statement or a notification of movements; throws `UnreadableStatement`. */
export function readStatementFile(document: XmlNode): StatementFile {
  const found = /^urn:iso:std:iso:20022:tech:xsd:(camt\.05[34])\.001\.(\d\d)$/.exec(
    document.attributes.xmlns ?? '',
  )
  const kind = found?.[1] as StatementKind | undefined
  if (document.name !== 'Document' || !kind) return fail('not-a-statement', document.name)
  const version = Number(found?.[2])
  if (version < 2 || version > 8) return fail('unsupported-version', found?.[0] ?? '')
  const message = at(document, shapes[kind].root)
  const statements = childrenOf(message, shapes[kind].statement)
  if (statements.length === 0)
    return fail('missing-element', `${shapes[kind].root}/${shapes[kind].statement}`)
  return {
    kind,
    messageId: required(message, 'GrpHdr', 'MsgId'),
    statements: statements.map(readStatement),
  }
}

const required = (node: XmlNode | undefined, ...path: string[]): string =>
  textAt(node, ...path) ?? fail('missing-element', path.join('/'))

const readStatement = (node: XmlNode): Statement => {
  const entries = childrenOf(node, 'Ntry')
  const booked = entries.filter((entry) => statusOf(entry) === 'BOOK').map(readEntry)
  const statement = {
    reference: required(node, 'Id'),
    iban: required(node, 'Acct', 'Id', 'IBAN').replaceAll(' ', '').toUpperCase(),
    from: dayAt(node, 'FrToDt', 'FrDtTm') ?? balanceDay(node, 'OPBD'),
    to: dayAt(node, 'FrToDt', 'ToDtTm') ?? balanceDay(node, 'CLBD'),
    openingCents: balance(node, 'OPBD') ?? balance(node, 'PRCD'),
    closingCents: balance(node, 'CLBD'),
    entries: booked,
    pendingCount: entries.length - booked.length,
  }
  checkBalance(statement)
  return statement
}

const checkBalance = ({ openingCents, closingCents, entries, reference }: Statement) => {
  if (openingCents === null || closingCents === null) return
  if (openingCents + sumCents(entries.map(({ cents }) => cents)) !== closingCents)
    fail('unbalanced-statement', reference)
}

/** A word in version 02, a code since version 04. */
const statusOf = (entry: XmlNode): string => textAt(entry, 'Sts', 'Cd') ?? required(entry, 'Sts')

const balanceNode = (node: XmlNode, code: string): XmlNode | undefined =>
  childrenOf(node, 'Bal').find((balance) => textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') === code)

const balance = (node: XmlNode, code: string): Cents | null => {
  const found = balanceNode(node, code)
  return found ? signedAmount(found) : null
}

const balanceDay = (node: XmlNode, code: string): PlainDate | null =>
  dayAt(balanceNode(node, code), 'Dt', 'Dt') ?? dayAt(balanceNode(node, code), 'Dt', 'DtTm')

const amountAt = (node: XmlNode | undefined, ...path: string[]): Cents | null => {
  const found = at(node, ...path)
  if (!found) return null
  const cents = centsOfDecimal(found.text)
  if (cents === undefined || (found.attributes.Ccy ?? 'EUR') !== 'EUR')
    return fail('bad-amount', found.text.slice(0, 40))
  return cents
}

const signedAmount = (node: XmlNode): Cents => {
  const cents = amountAt(node, 'Amt') ?? fail('missing-element', `${node.name}/Amt`)
  const side = required(node, 'CdtDbtInd')
  if (side !== 'CRDT' && side !== 'DBIT') return fail('missing-element', `${node.name}/CdtDbtInd`)
  return side === 'CRDT' || cents === 0 ? cents : -cents
}

/** The day of a date or of an instant, as the bank wrote it. */
const dayAt = (node: XmlNode | undefined, ...path: string[]): PlainDate | null => {
  const written = textAt(node, ...path)
  if (written === undefined) return null
  const day = written.slice(0, 10)
  return isPlainDate(day) ? day : fail('bad-date', written.slice(0, 40))
}

const readEntry = (entry: XmlNode): StatementEntry => ({
  bookedOn:
    dayAt(entry, 'BookgDt', 'Dt') ??
    dayAt(entry, 'BookgDt', 'DtTm') ??
    fail('missing-element', 'Ntry/BookgDt'),
  valueOn: dayAt(entry, 'ValDt', 'Dt') ?? dayAt(entry, 'ValDt', 'DtTm'),
  cents: signedAmount(entry),
  bankReference: bankReferenceOf(entry),
  batchId: firstText(entry, ['Btch', 'PmtInfId'], ['TxDtls', 'Refs', 'PmtInfId']),
  messageId: firstText(entry, ['Btch', 'MsgId'], ['TxDtls', 'Refs', 'MsgId']),
  operation: operationOf(entry),
  isReversal: textAt(entry, 'RvslInd') === 'true',
  label: textAt(entry, 'AddtlNtryInf') ?? null,
  details: childrenOf(entry, 'NtryDtls').flatMap((details) =>
    childrenOf(details, 'TxDtls').map((transaction) => readDetail(transaction, entry)),
  ),
})

/** `NtryRef` is left aside: many banks only count their lines with it, so that it changes from file to file. */
const bankReferenceOf = (entry: XmlNode): string | null => {
  const own = textAt(entry, 'AcctSvcrRef')
  if (own) return own
  const inside = childrenOf(entry, 'NtryDtls').flatMap((details) => childrenOf(details, 'TxDtls'))
  return inside.length === 1 ? (textAt(inside[0], 'Refs', 'AcctSvcrRef') ?? null) : null
}

const firstText = (entry: XmlNode, ...options: string[][]): string | null => {
  for (const path of options) {
    const found = textAt(entry, 'NtryDtls', ...path)
    if (found) return found
  }
  return null
}

const operationOf = (entry: XmlNode): string | null => {
  const domain = at(entry, 'BkTxCd', 'Domn')
  if (!domain) return textAt(entry, 'BkTxCd', 'Prtry', 'Cd') ?? null
  return [textAt(domain, 'Cd'), textAt(domain, 'Fmly', 'Cd'), textAt(domain, 'Fmly', 'SubFmlyCd')]
    .filter(Boolean)
    .join('/')
}

/** Whoever is on the other side: the debtor of what we receive, the creditor of what we pay. */
const readDetail = (transaction: XmlNode, entry: XmlNode): StatementDetail => {
  const parties = at(transaction, 'RltdPties')
  const isReturn = at(transaction, 'RtrInf') !== undefined
  const isCredit = (textAt(transaction, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd')) === 'CRDT'
  // In what comes back, the parties stand as in the operation that is returned.
  const side = isCredit !== isReturn ? 'Dbtr' : 'Cdtr'
  const reference = textAt(transaction, 'Refs', 'EndToEndId')
  return {
    endToEndId: reference === 'NOTPROVIDED' ? null : (reference ?? null),
    mandateReference: textAt(transaction, 'Refs', 'MndtId') ?? null,
    cents: amountAt(transaction, 'Amt') ?? amountAt(transaction, 'AmtDtls', 'TxAmt', 'Amt'),
    counterparty: textAt(parties, side, 'Pty', 'Nm') ?? textAt(parties, side, 'Nm') ?? null,
    counterpartyIban: textAt(parties, `${side}Acct`, 'Id', 'IBAN') ?? null,
    returnReason:
      textAt(transaction, 'RtrInf', 'Rsn', 'Cd') ??
      textAt(transaction, 'RtrInf', 'Rsn', 'Prtry') ??
      (isReturn ? 'MS03' : null),
    label: labelOf(transaction),
  }
}

const labelOf = (transaction: XmlNode): string | null => {
  const written = childrenOf(at(transaction, 'RmtInf'), 'Ustrd').map((node) => node.text.trim())
  return written.join(' ').trim() || textAt(transaction, 'AddtlTxInf') || null
}
