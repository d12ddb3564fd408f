import type { LegalParameter } from '#domain/legal-parameter.ts'
import { overlayOverrides, type ParameterOverride } from '#domain/parameter-overrides.ts'
import { type ParameterReader, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { dayInParis } from '#server/clock.ts'
import type { Tx } from '#server/db.ts'

type Reading = { tx: Tx; actor: { organisationId: string } }

/** The figures of the law and the organisation's own, as they stand on a day. */
export const readOrganisationParameters = async (
  reading: Reading,
  onDate: PlainDate,
): Promise<ParameterReader> => readParameters(await listOrganisationParameters(reading), onDate)

/** Every version of every figure, the organisation's own in the place of the law's. */
export const listOrganisationParameters = async (reading: Reading): Promise<LegalParameter[]> =>
  overlayOverrides(await listLegalParameters(reading), await listOverrides(reading))

const readIn = new WeakMap<Tx, Promise<LegalParameter[]>>()

/** Read once for a transaction: the application never writes them, and one act asks for them many times. */
export const listLegalParameters = ({ tx }: Pick<Reading, 'tx'>): Promise<LegalParameter[]> => {
  const known = readIn.get(tx)
  if (known) return known
  const reading = readLegalParameters(tx)
  readIn.set(tx, reading)
  return reading
}

const readLegalParameters = async (tx: Tx): Promise<LegalParameter[]> => {
  const rows = await tx
    .selectFrom('legal_parameter')
    .selectAll()
    .orderBy('key')
    .orderBy('valid_from')
    .execute()
  return rows.map((row) => ({
    key: row.key,
    label: row.label,
    value: row.value,
    unit: row.unit as LegalParameter['unit'],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    legalRef: row.legal_ref,
    sourceDate: row.source_date ?? row.valid_from,
    confidence: row.confidence as LegalParameter['confidence'],
  }))
}

const listOverrides = async ({ tx, actor }: Reading): Promise<ParameterOverride[]> => {
  const rows = await tx
    .selectFrom('parameter_override')
    .where('organisation_id', '=', actor.organisationId)
    .where('withdrawn_at', 'is', null)
    .where('state', '=', 'in-force')
    .select([
      'key',
      'value',
      'valid_from',
      'valid_to',
      'reason',
      'set_at',
      'source',
      'source_on',
      'confidence',
    ])
    .execute()
  return rows.map((row) => ({
    key: row.key,
    value: row.value,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    reason: row.reason,
    setOn: dayInParis(row.set_at),
    source:
      row.source !== null && row.source_on !== null
        ? {
            reference: row.source,
            readOn: row.source_on,
            confidence: row.confidence as LegalParameter['confidence'],
          }
        : null,
  }))
}
