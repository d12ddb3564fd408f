import type pg from 'pg'
import { legalParameters } from '#domain/parameters.ts'

const columns = [
  'key',
  'label',
  'value',
  'unit',
  'validFrom',
  'validTo',
  'legalRef',
  'sourceDate',
  'confidence',
] as const

/** Makes the table say exactly what this version of Palier ships. Run as the owner, under the lock of the migration. */
export const writeLegalParameters = async (owner: pg.Client): Promise<void> => {
  const values = columns.map((column) => legalParameters.map((parameter) => parameter[column]))
  await owner.query('begin')
  try {
    await owner.query(
      'delete from legal_parameter where (key, valid_from) not in (select * from unnest($1::text[], $2::date[]))',
      [values[0], values[4]],
    )
    await owner.query(
      `insert into legal_parameter as p
         (key, label, value, unit, valid_from, valid_to, legal_ref, source_date, confidence)
       select * from unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::date[], $6::date[], $7::text[],
         $8::date[], $9::text[])
       on conflict (key, valid_from) do update set
         label = excluded.label, value = excluded.value, unit = excluded.unit, valid_to = excluded.valid_to,
         legal_ref = excluded.legal_ref, source_date = excluded.source_date, confidence = excluded.confidence
       where p.* is distinct from excluded.*`,
      values,
    )
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
