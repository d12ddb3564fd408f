import { parse } from 'yaml'
import type { LegalParameter } from '#domain/legal-parameter.ts'
import { findImplausibility, type Implausibility } from '#domain/parameter-plausibility.ts'
import { findParameter } from '#domain/parameters.ts'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'
import type { OpenFiscaPath } from '#server/parameters/openfisca/paths.ts'

/** A dated value of the dump beside what Palier ships on that day. */
export type DumpLine = {
  key: string
  path: string
  validFrom: PlainDate
  value: number
  /** What we ship on that day; null when we know nothing of it. */
  shipped: number | null
  verdict: 'same' | 'new' | 'different' | 'misprint'
  doubt: Implausibility | null
}

export type DumpReading = { lines: DumpLine[]; missing: string[] }

type Options = {
  /** Versions that begin earlier are left aside. */
  from: PlainDate
  /** `key@day` that a person looked at and found right. */
  accepted: ReadonlySet<string>
}

/**
 * Reads a dump of dated figures and judges each: the same as ours, new, different, or a misprint (ten times a neighbour)
 * until a person accepts it. Nothing is changed: what is new is proposed on screen, or written in
 * `domain/legal-parameters` by who has read the text.
 */
export const compareDump = async (
  known: readonly LegalParameter[],
  paths: readonly OpenFiscaPath[],
  read: (path: string) => Promise<string | undefined>,
  { from, accepted }: Options,
): Promise<DumpReading> => {
  const lines: DumpLine[] = []
  const missing: string[] = []
  for (const { key, path, factor } of paths) {
    const text = await read(path)
    if (text === undefined) {
      missing.push(path)
      continue
    }
    const dated = readValues(text, factor)
    for (const { validFrom, value } of dated)
      if (validFrom >= from)
        lines.push(
          judge([...known, ...asVersions(key, dated, known)], known, {
            key,
            path,
            validFrom,
            value,
            accepted,
          }),
        )
  }
  return { lines, missing }
}

type Dated = { validFrom: PlainDate; value: number }

/** `values:` by day, each a number or `{ value }`; a null ends the figure. */
const readValues = (text: string, factor: number): Dated[] => {
  const { values } = parse(text, { schema: 'failsafe' }) as { values?: Record<string, unknown> }
  return Object.entries(values ?? {}).flatMap(([day, told]) => {
    const written = typeof told === 'object' && told !== null && 'value' in told ? told.value : told
    const number = typeof written === 'string' && written !== '' ? Number(written) : Number.NaN
    return isPlainDate(day) && Number.isFinite(number)
      ? [{ validFrom: day, value: Math.round(number * factor) }]
      : []
  })
}

/** The dump's own versions are neighbours of each other too: a misprint stands out in its own file. */
const asVersions = (
  key: string,
  dated: readonly Dated[],
  known: readonly LegalParameter[],
): LegalParameter[] => {
  const shipped = known.filter((one) => one.key === key)
  return dated
    .filter(({ validFrom }) => !shipped.some((one) => one.validFrom === validFrom))
    .map(({ validFrom, value }) => ({
      key,
      label: shipped[0]?.label ?? key,
      value,
      unit: shipped[0]?.unit ?? 'cents',
      validFrom,
      validTo: null,
      legalRef: 'openfisca-france',
      sourceDate: validFrom,
      confidence: 'secondary',
    }))
}

type Judged = {
  key: string
  path: string
  validFrom: PlainDate
  value: number
  accepted: ReadonlySet<string>
}

const judge = (
  neighbours: readonly LegalParameter[],
  known: readonly LegalParameter[],
  { accepted, ...line }: Judged,
): DumpLine => {
  const shipped = findParameter(known, line.key, line.validFrom)?.value ?? null
  const doubt = findImplausibility(neighbours, line) ?? null
  const isMisprint = doubt !== null && !accepted.has(`${line.key}@${line.validFrom}`)
  const compared = shipped === null ? 'new' : shipped === line.value ? 'same' : 'different'
  return { ...line, shipped, doubt, verdict: isMisprint ? 'misprint' : compared }
}
