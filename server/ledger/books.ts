import { contract } from '#contract/index.ts'
import { type FecProblem, fecChecker, fecFileName } from '#domain/ledger/fec.ts'
import { type FiscalYear, fiscalYearOf } from '#domain/ledger/fiscal-year.ts'
import { isValidSiren } from '#domain/ledger/siren.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'
import {
  countYears,
  insertClosing,
  isNumbered,
  numberUntil,
  readSettings,
  sumInTransit,
  sumOfAll,
  sumOfClaims,
  sumOfCommitments,
  sumOfOutstanding,
  writeSettings,
} from '#server/ledger/book-store.ts'
import { fecOf } from '#server/ledger/fec-rows.ts'
import { closedUntil, holdBooksToClose } from '#server/ledger/post.ts'
import { useCase } from '#server/use-case.ts'

export const getBooks = useCase(contract.ledger.getBooks, async ({ tx, actor, today }) => {
  const { organisationId } = actor
  const settings = await readSettings(tx, organisationId)
  const years = await countYears(tx, organisationId, settings.firstMonth)
  return {
    ...settings,
    closedUntil: await closedUntil(tx, organisationId),
    years: (years.length > 0
      ? years
      : [{ ...fiscalYearOf(today, settings.firstMonth), validated: 0, unvalidated: 0 }]
    ).map((year) => ({ ...year, endsOn: fiscalYearOf(year.startsOn, settings.firstMonth).endsOn })),
    controls: [
      { key: 'balance' as const, ledgerCents: await sumOfAll(tx, organisationId), filesCents: 0 },
      {
        key: 'claims' as const,
        ledgerCents: await sumOfClaims(tx, organisationId),
        filesCents: await sumOfOutstanding(tx, organisationId),
      },
      { key: 'envelopes' as const, ...(await sumOfCommitments(tx, organisationId)) },
      { key: 'in-transit' as const, ledgerCents: await sumInTransit(tx, organisationId), filesCents: null },
    ],
  }
})

export const saveLedgerSettings = useCase(contract.ledger.saveSettings, async (context, settings) => {
  const { tx, actor, refuse } = context
  const before = await readSettings(tx, actor.organisationId)
  if (!isValidSiren(settings.siren)) return refuse('wrong-siren')
  if (before.firstMonth !== settings.firstMonth && (await isNumbered(tx, actor.organisationId)))
    return refuse('already-numbered')
  if (!(await writeSettings(tx, actor.organisationId, settings))) return refuse('stale-version', before)
  await record(context, {
    act: 'ledger-settings-changed',
    subject: { kind: 'ledger-settings' },
    before: { siren: before.siren, firstMonth: before.firstMonth },
    after: { siren: settings.siren, firstMonth: settings.firstMonth },
  })
  return {}
})

export const validateLedger = useCase(contract.ledger.validate, async (context, { until }) => {
  const { tx, actor, today, now, refuse } = context
  const { organisationId } = actor
  if (until >= today) return refuse('in-the-future')
  await holdBooksToClose(tx, organisationId)
  const closed = await closedUntil(tx, organisationId)
  if (closed !== null && until <= closed) return refuse('already-closed')
  const { firstMonth } = await readSettings(tx, organisationId)
  const validated = await numberUntil(tx, organisationId, { until, firstMonth, today })
  await insertClosing(tx, organisationId, {
    until,
    transactions: validated,
    closedBy: actor.membershipId,
    now,
  })
  await record(context, {
    act: 'ledger-validated',
    subject: { kind: 'ledger' },
    after: { until, validated },
  })
  return { validated }
})

type Fec = { name: string; year: FiscalYear }

const findFec = async (
  tx: Tx,
  organisationId: string,
  yearStartsOn: PlainDate,
): Promise<Fec | 'no-siren' | 'not-a-year' | 'not-validated'> => {
  const { siren, firstMonth } = await readSettings(tx, organisationId)
  if (siren === null) return 'no-siren'
  const year = fiscalYearOf(yearStartsOn, firstMonth)
  if (year.startsOn !== yearStartsOn) return 'not-a-year'
  const counted = await countYears(tx, organisationId, firstMonth)
  const isValidated = counted.some(({ startsOn, validated }) => startsOn === yearStartsOn && validated > 0)
  return isValidated ? { name: fecFileName(siren, year.endsOn), year } : 'not-validated'
}

export const downloadFec = useCase(
  contract.ledger.downloadFec,
  async ({ tx, actor, refuse }, { yearStartsOn }) => {
    const found = await findFec(tx, actor.organisationId, yearStartsOn)
    if (typeof found === 'string') return refuse(found)
    return {
      fileName: found.name,
      contentType: 'text/plain; charset=utf-8',
      body: fecOf(tx, actor.organisationId, found.year),
    }
  },
)

const mostProblems = 200

export const checkFecOfYear = useCase(
  contract.ledger.checkFec,
  async ({ tx, actor, refuse }, { yearStartsOn }) => {
    const found = await findFec(tx, actor.organisationId, yearStartsOn)
    if (typeof found === 'string') return refuse(found)
    const checker = fecChecker()
    const problems: FecProblem[] = []
    let lines = 0
    for await (const text of fecOf(tx, actor.organisationId, found.year))
      for (const line of text.split('\r\n').slice(0, -1)) {
        lines += 1
        if (problems.length < mostProblems) problems.push(...checker.read(line))
      }
    problems.push(...checker.end())
    return { lines: lines - 1, problems: problems.slice(0, mostProblems) }
  },
)
