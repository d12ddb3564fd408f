import type { Override, ParameterDetail } from '#contract/settings.ts'
import type { Confidence, LegalParameter } from '#domain/legal-parameter.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { listLegalParameters, listOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { adviceOf, subjectOf } from '#server/settings/parameter-subjects.ts'

type Caller = { tx: Tx; actor: { organisationId: string; membershipId: string }; today: PlainDate }

const versionView = ({ value, validFrom, validTo, legalRef, sourceDate, confidence }: LegalParameter) => ({
  value,
  validFrom,
  validTo,
  legalRef,
  sourceDate,
  confidence,
})

/** One figure on a day, from all its versions. */
export const parameterView = (versions: readonly LegalParameter[], onDate: PlainDate) => {
  const [model] = versions
  if (!model) throw new Error('a parameter has one version at least')
  const current = versions.find((v) => v.validFrom <= onDate && (v.validTo === null || v.validTo >= onDate))
  const next = versions.find(({ validFrom }) => validFrom > onDate)
  return {
    key: model.key,
    label: model.label,
    unit: model.unit,
    ...subjectOf(model.key),
    advice: adviceOf(model.key),
    current: current ? versionView(current) : null,
    next: next ? versionView(next) : null,
  }
}

export const byKey = (all: readonly LegalParameter[]): LegalParameter[][] => {
  const groups = Map.groupBy(all, ({ key }) => key)
  return [...groups.values()].map((versions) =>
    versions.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)),
  )
}

export const findParameterDetail = async (
  caller: Caller,
  key: string,
): Promise<ParameterDetail | undefined> => {
  const one = (all: readonly LegalParameter[]) => byKey(all.filter((p) => p.key === key))[0]
  const shipped = one(await listLegalParameters(caller))
  const versions = one(await listOrganisationParameters(caller))
  if (!shipped || !versions) return undefined
  return {
    ...parameterView(versions, caller.today),
    versions: versions.map(versionView),
    shipped: shipped.map(versionView),
    overrides: await listOverrides(caller, key),
  }
}

const listOverrides = async ({ tx, actor }: Caller, key: string) => {
  const rows = await tx
    .selectFrom('parameter_override as o')
    .innerJoin('membership as s', (join) =>
      join.onRef('s.organisation_id', '=', 'o.organisation_id').onRef('s.id', '=', 'o.set_by'),
    )
    .leftJoin('membership as w', (join) =>
      join.onRef('w.organisation_id', '=', 'o.organisation_id').onRef('w.id', '=', 'o.withdrawn_by'),
    )
    .leftJoin('membership as d', (join) =>
      join.onRef('d.organisation_id', '=', 'o.organisation_id').onRef('d.id', '=', 'o.decided_by'),
    )
    .where('o.organisation_id', '=', actor.organisationId)
    .where('o.key', '=', key)
    .select([
      'o.id',
      'o.state',
      'o.source',
      'o.source_on',
      'o.confidence',
      'o.doubt',
      'o.set_by',
      'd.name as decidedBy',
      'o.decided_at',
      'o.decided_reason as decidedReason',
      'o.value',
      'o.valid_from as validFrom',
      'o.valid_to as validTo',
      'o.reason',
      's.name as setBy',
      'o.set_at',
      'w.name as withdrawnBy',
      'o.withdrawn_at',
      'o.withdrawn_reason as withdrawnReason',
    ])
    .orderBy('o.set_at', 'desc')
    .orderBy('o.id', 'desc')
    .execute()
  return rows.map(
    ({ set_at, set_by, withdrawn_at, decided_at, state, source, source_on, confidence, ...row }) => ({
      ...row,
      state: state as Override['state'],
      source:
        source !== null && source_on !== null
          ? {
              reference: source,
              readOn: source_on,
              confidence: confidence as Confidence,
            }
          : null,
      isMine: set_by === actor.membershipId,
      setAt: set_at.toISOString(),
      decidedAt: decided_at?.toISOString() ?? null,
      withdrawnAt: withdrawn_at?.toISOString() ?? null,
    }),
  )
}
