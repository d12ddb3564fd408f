import { centsOfDecimal } from '#domain/sepa/decimal.ts'
import {
  bic,
  type Content,
  checkSchema,
  choice,
  count,
  country,
  creditorId,
  euros,
  iban,
  isoDate,
  isoDateTime,
  may,
  one,
  oneOf,
  reference,
  type SchemaProblem,
  sequence,
  several,
  text,
  total,
} from '#domain/sepa/schema.ts'
import { at, childrenOf, textAt, type XmlNode } from '#domain/sepa/xml.ts'

/*
 * The ISO 20022 schemas of the two messages that Palier writes, narrowed to what the SEPA rulebooks keep of them (EPC
 * 130-08 for direct debits, EPC 132-08 for transfers): what passes here has the order, the presence, the types and the
 * lengths of the schema, and no element beyond.
 */

const address = sequence(
  may('StrtNm', text(70)),
  may('BldgNb', text(16)),
  may('PstCd', text(16)),
  one('TwnNm', text(35)),
  one('Ctry', country),
)
const party = sequence(one('Nm', text(70)), may('PstlAdr', address))
const account = sequence(one('Id', sequence(one('IBAN', iban))))
const agent = sequence(
  one('FinInstnId', choice(one('BICFI', bic), one('Othr', sequence(one('Id', oneOf('NOTPROVIDED')))))),
)
const header = sequence(
  one('MsgId', reference),
  one('CreDtTm', isoDateTime),
  one('NbOfTxs', count),
  one('CtrlSum', total),
  one('InitgPty', sequence(one('Nm', text(70)))),
)
const identification = sequence(may('InstrId', reference), one('EndToEndId', reference))
const remittance = sequence(one('Ustrd', text(140)))
const sepa = sequence(one('Cd', oneOf('SEPA')))
const creditorScheme = sequence(
  one(
    'Id',
    sequence(
      one(
        'PrvtId',
        sequence(
          one('Othr', sequence(one('Id', creditorId), one('SchmeNm', sequence(one('Prtry', oneOf('SEPA')))))),
        ),
      ),
    ),
  ),
)
const amendment = sequence(
  one(
    'OrgnlDbtrAcct',
    sequence(one('Id', choice(one('IBAN', iban), one('Othr', sequence(one('Id', oneOf('SMNDA'))))))),
  ),
)
const mandate = sequence(
  one('MndtId', reference),
  one('DtOfSgntr', isoDate),
  may('AmdmntInd', oneOf('true', 'false')),
  may('AmdmntInfDtls', amendment),
)

const directDebits: Content = sequence(
  one(
    'CstmrDrctDbtInitn',
    sequence(
      one('GrpHdr', header),
      several(
        'PmtInf',
        sequence(
          one('PmtInfId', reference),
          one('PmtMtd', oneOf('DD')),
          may('BtchBookg', oneOf('true', 'false')),
          one('NbOfTxs', count),
          one('CtrlSum', total),
          one(
            'PmtTpInf',
            sequence(
              one('SvcLvl', sepa),
              one('LclInstrm', sequence(one('Cd', oneOf('CORE')))),
              one('SeqTp', oneOf('FRST', 'RCUR', 'OOFF', 'FNAL')),
            ),
          ),
          one('ReqdColltnDt', isoDate),
          one('Cdtr', party),
          one('CdtrAcct', account),
          one('CdtrAgt', agent),
          one('ChrgBr', oneOf('SLEV')),
          one('CdtrSchmeId', creditorScheme),
          several(
            'DrctDbtTxInf',
            sequence(
              one('PmtId', identification),
              one('InstdAmt', euros),
              one('DrctDbtTx', sequence(one('MndtRltdInf', mandate))),
              one('DbtrAgt', agent),
              one('Dbtr', party),
              one('DbtrAcct', account),
              may('RmtInf', remittance),
            ),
          ),
        ),
      ),
    ),
  ),
)

const transfers: Content = sequence(
  one(
    'CstmrCdtTrfInitn',
    sequence(
      one('GrpHdr', header),
      several(
        'PmtInf',
        sequence(
          one('PmtInfId', reference),
          one('PmtMtd', oneOf('TRF')),
          may('BtchBookg', oneOf('true', 'false')),
          one('NbOfTxs', count),
          one('CtrlSum', total),
          one('PmtTpInf', sequence(one('SvcLvl', sepa))),
          one('ReqdExctnDt', sequence(one('Dt', isoDate))),
          one('Dbtr', party),
          one('DbtrAcct', account),
          one('DbtrAgt', agent),
          one('ChrgBr', oneOf('SLEV')),
          several(
            'CdtTrfTxInf',
            sequence(
              one('PmtId', identification),
              one('Amt', sequence(one('InstdAmt', euros))),
              may('CdtrAgt', agent),
              one('Cdtr', party),
              one('CdtrAcct', account),
              may('RmtInf', remittance),
            ),
          ),
        ),
      ),
    ),
  ),
)

const messages = [
  {
    namespace: 'urn:iso:std:iso:20022:tech:xsd:pain.008.001.08',
    root: 'CstmrDrctDbtInitn',
    line: 'DrctDbtTxInf',
    amount: ['InstdAmt'],
    content: directDebits,
  },
  {
    namespace: 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09',
    root: 'CstmrCdtTrfInitn',
    line: 'CdtTrfTxInf',
    amount: ['Amt', 'InstdAmt'],
    content: transfers,
  },
] as const
type Message = (typeof messages)[number]

/** Everything that would make a bank refuse the file; empty, it may leave. */
export function checkPain(document: XmlNode): SchemaProblem[] {
  const message = messages.find(({ namespace }) => namespace === document.attributes.xmlns)
  if (document.name !== 'Document' || !message)
    return [{ path: document.name, problem: 'ni pain.008.001.08 ni pain.001.001.09' }]
  const problems = checkSchema({ ...document, attributes: {} }, message.content)
  return problems.length > 0 ? problems : checkTotals(document, message)
}

const checkTotals = (document: XmlNode, message: Message): SchemaProblem[] => {
  const initiation = at(document, message.root)
  const batches = childrenOf(initiation, 'PmtInf')
  const lines = batches.flatMap((batch) => childrenOf(batch, message.line))
  const problems = [
    ...compareTotals(at(initiation, 'GrpHdr'), 'GrpHdr', lines, message),
    ...batches.flatMap((batch, index) =>
      compareTotals(batch, `PmtInf[${index + 1}]`, childrenOf(batch, message.line), message),
    ),
    ...duplicates(
      lines.map((line) => textAt(line, 'PmtId', 'EndToEndId') ?? ''),
      'EndToEndId',
    ),
    ...duplicates(
      batches.map((batch) => textAt(batch, 'PmtInfId') ?? ''),
      'PmtInfId',
    ),
  ]
  return problems
}

const compareTotals = (
  announced: XmlNode | undefined,
  path: string,
  lines: readonly XmlNode[],
  { amount }: Message,
): SchemaProblem[] => {
  const cents = lines.reduce((sum, line) => sum + (centsOfDecimal(textAt(line, ...amount) ?? '') ?? 0), 0)
  const problems: SchemaProblem[] = []
  if (Number(textAt(announced, 'NbOfTxs')) !== lines.length)
    problems.push({ path: `${path}/NbOfTxs`, problem: `${lines.length} opérations comptées` })
  if (centsOfDecimal(textAt(announced, 'CtrlSum') ?? '') !== cents)
    problems.push({ path: `${path}/CtrlSum`, problem: 'ne vaut pas la somme des opérations' })
  return problems
}

const duplicates = (references: readonly string[], path: string): SchemaProblem[] =>
  new Set(references).size === references.length ? [] : [{ path, problem: 'deux fois la même référence' }]
