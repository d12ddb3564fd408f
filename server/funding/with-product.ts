import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** One financing `f` with the version `v` of the product it was granted under, and the line `l` that asked for it. */
export const financingWithProduct = ({ tx, actor }: Here, financingId: string) =>
  tx
    .selectFrom('financing as f')
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'f.organisation_id')
        .onRef('v.product_id', '=', 'f.product_id')
        .onRef('v.number', '=', 'f.product_number'),
    )
    .innerJoin('application_line as l', (join) =>
      join.onRef('l.organisation_id', '=', 'f.organisation_id').onRef('l.id', '=', 'f.line_id'),
    )
    .where('f.organisation_id', '=', actor.organisationId)
    .where('f.id', '=', financingId)
