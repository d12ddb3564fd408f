/** A statement as a bank writes it, in version 02 (names bare) or 08 (names in `Pty`, status as a code). */
export type TestEntry = {
  cents: number
  bookedOn?: string
  bankReference?: string
  batchId?: string
  label?: string
  status?: string
  operation?: string
  details?: { endToEndId?: string; cents?: number; name?: string; reason?: string; label?: string }[]
}
export type TestStatement = {
  kind?: 'camt.053' | 'camt.054'
  version?: '02' | '08'
  iban: string
  reference?: string
  openingCents?: number
  closingCents?: number
  entries: TestEntry[]
}

const amount = (cents: number) => (Math.abs(cents) / 100).toFixed(2)
const side = (cents: number) => (cents < 0 ? 'DBIT' : 'CRDT')

export const statementFile = (statement: TestStatement): string => {
  const { kind = 'camt.053', version = '02', iban, reference = 'RELEVE-1', entries } = statement
  const [root, item] = kind === 'camt.053' ? ['BkToCstmrStmt', 'Stmt'] : ['BkToCstmrDbtCdtNtfctn', 'Ntfctn']
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${kind}.001.${version}">
 <${root}>
  <GrpHdr><MsgId>MSG-${reference}</MsgId><CreDtTm>2026-12-08T06:00:00</CreDtTm></GrpHdr>
  <${item}>
   <Id>${reference}</Id>
   <Acct><Id><IBAN>${iban}</IBAN></Id></Acct>
   ${balances(statement)}
   ${entries.map((entry) => entryXml(entry, version)).join('\n')}
  </${item}>
 </${root}>
</Document>`
}

const balances = ({ openingCents, closingCents, entries }: TestStatement): string => {
  if (openingCents === undefined) return ''
  const closing = closingCents ?? openingCents + entries.reduce((sum, { cents }) => sum + cents, 0)
  return [['OPBD', openingCents, '2026-12-07'] as const, ['CLBD', closing, '2026-12-08'] as const]
    .map(
      ([code, cents, day]) =>
        `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount(cents)}</Amt><CdtDbtInd>${side(cents)}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`,
    )
    .join('')
}

const entryXml = (entry: TestEntry, version: '02' | '08'): string => {
  const { cents, bookedOn = '2026-12-07', status = 'BOOK', operation = 'PMNT/RCDT/ESCT' } = entry
  const [domain, family, subFamily] = operation.split('/')
  return `<Ntry>
    <Amt Ccy="EUR">${amount(cents)}</Amt><CdtDbtInd>${side(cents)}</CdtDbtInd>
    <Sts>${version === '02' ? status : `<Cd>${status}</Cd>`}</Sts>
    <BookgDt><Dt>${bookedOn}</Dt></BookgDt><ValDt><Dt>${bookedOn}</Dt></ValDt>
    ${entry.bankReference ? `<AcctSvcrRef>${entry.bankReference}</AcctSvcrRef>` : ''}
    <BkTxCd><Domn><Cd>${domain}</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${subFamily}</SubFmlyCd></Fmly></Domn></BkTxCd>
    <NtryDtls>${entry.batchId ? `<Btch><PmtInfId>${entry.batchId}</PmtInfId></Btch>` : ''}
    ${(entry.details ?? []).map((detail) => detailXml(detail, entry, version)).join('')}</NtryDtls>
    ${entry.label ? `<AddtlNtryInf>${entry.label}</AddtlNtryInf>` : ''}
   </Ntry>`
}

const detailXml = (
  { endToEndId, cents, name, reason, label }: NonNullable<TestEntry['details']>[number],
  entry: TestEntry,
  version: '02' | '08',
): string => {
  const party = entry.cents > 0 === (reason === undefined) ? 'Dbtr' : 'Cdtr'
  const named = version === '02' ? `<Nm>${name}</Nm>` : `<Pty><Nm>${name}</Nm></Pty>`
  return `<TxDtls>
     ${endToEndId ? `<Refs><EndToEndId>${endToEndId}</EndToEndId></Refs>` : ''}
     ${cents === undefined ? '' : `<AmtDtls><TxAmt><Amt Ccy="EUR">${amount(cents)}</Amt></TxAmt></AmtDtls>`}
     ${name ? `<RltdPties><${party}>${named}</${party}></RltdPties>` : ''}
     ${label ? `<RmtInf><Ustrd>${label}</Ustrd></RmtInf>` : ''}
     ${reason ? `<RtrInf><Rsn><Cd>${reason}</Cd></Rsn></RtrInf>` : ''}
    </TxDtls>`
}
