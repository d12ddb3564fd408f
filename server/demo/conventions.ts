import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { PartyRole } from '#domain/conventions/kinds.ts'
import { type ConventionTerms, emptyTerms, usualClauses } from '#domain/conventions/terms.ts'
import type { CountingRule, EnvelopeKind } from '#domain/envelopes/kinds.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import type { PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { addDays, daysBetween, type PlainDate, yearOf } from '#domain/plain-date.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { conventionStories } from '#server/demo/convention-stories.ts'
import type { Teller } from '#server/demo/teller.ts'

const officer = 'bruno.leroy'
const finance = 'marc.delorme'
const decider = 'helene.roy'
const { conventions, envelopes } = contract

export type EnvelopeStory = {
  label: string
  kind: EnvelopeKind
  cents: number
  /** One envelope a year, from the first year of the convention to this one. */
  yearly?: boolean
  field?: FundingField
  countedAt?: CountingRule
}
export type ConventionStory = {
  reference: string
  title: string
  object: string
  kind?: 'framework'
  /** The reference of its framework. */
  under?: string
  signedOn: PlainDate | null
  terms: Omit<Partial<ConventionTerms>, 'clauses'> & { clauses?: Partial<ConventionTerms['clauses']> }
  parties: readonly { name: string; kind: PartnerKind; role: PartyRole; signatory?: string }[]
  envelopes?: readonly EnvelopeStory[]
  amendments?: readonly {
    on: PlainDate
    purpose: string
    endsOn?: PlainDate
    addedTerritories?: readonly NamedTerritory[]
    /** To its first envelope. */
    cents?: number
  }[]
}

/** The conventions of the lender, with their envelopes: told before its files, which draw upon them. */
export const tellConventions = async (teller: Teller): Promise<void> => {
  const known = new Map<string, string>()
  for (const story of conventionStories(teller.today))
    known.set(story.reference, await tellConvention(teller, story, known))
  await tellTransfer(teller)
}

const ago = ({ today }: Teller, day: PlainDate): number => Math.max(0, daysBetween(day, today))

const tellConvention = async (
  teller: Teller,
  story: ConventionStory,
  known: ReadonlyMap<string, string>,
): Promise<string> => {
  const days = story.signedOn ? ago(teller, story.signedOn) : 20
  const { conventionId } = await teller.did(officer, days, conventions.create, {
    reference: story.reference,
    title: story.title,
    kind: story.kind ?? 'application',
    frameworkId: (story.under && known.get(story.under)) ?? null,
    object: story.object,
    signedOn: story.signedOn,
    responsibleId: teller.memberId(officer),
    terms: termsOf(story),
  })
  let version = 1
  for (const { name, kind, role, signatory } of story.parties) {
    const [partner] = (await teller.did(officer, days, conventions.findPartners, { text: name })).rows
    ;({ version } = await teller.did(officer, days, conventions.addParty, {
      ...{ conventionId, version, role, signatory: signatory ?? null, signedOn: story.signedOn },
      partner: partner?.name === name ? { id: partner.id } : { name, kind },
    }))
  }
  const opened = await openEnvelopes(teller, conventionId, story, days)
  await amend(teller, conventionId, version, story, opened)
  return conventionId
}

const termsOf = ({ terms }: ConventionStory): Input<typeof conventions.create>['terms'] => ({
  ...emptyTerms,
  ...terms,
  territories: [...(terms.territories ?? [])],
  fields: [...(terms.fields ?? [])],
  targets: [...(terms.targets ?? [])],
  clauses: { ...usualClauses, ...terms.clauses },
})

const openEnvelopes = async (teller: Teller, conventionId: string, story: ConventionStory, days: number) => {
  const start = story.terms.startsOn ?? teller.today
  const opened: string[] = []
  for (const envelope of story.envelopes ?? []) {
    const last = story.terms.endsOn
      ? Math.min(yearOf(story.terms.endsOn), yearOf(teller.today))
      : yearOf(teller.today)
    const years = envelope.yearly
      ? Array.from({ length: last - yearOf(start) + 1 }, (_, rank) => yearOf(start) + rank)
      : [null]
    for (const year of years) {
      const { envelopeId } = await teller.did(finance, days, envelopes.create, {
        ...{ conventionId, kind: envelope.kind, year, field: envelope.field ?? null, territory: null },
        label: year ? `${envelope.label} ${year}` : envelope.label,
        countedAt: envelope.countedAt ?? 'signature',
        openedOn: year ? `${year}-01-01` : start,
        closedOn: year ? `${year}-12-31` : null,
        initialCents: envelope.cents,
        initialOn: null,
      })
      opened.push(envelopeId)
    }
  }
  return opened
}

const amend = async (
  teller: Teller,
  conventionId: string,
  version: number,
  { amendments = [] }: ConventionStory,
  [envelopeId]: readonly string[],
) => {
  let current = version
  for (const { on, purpose, endsOn, addedTerritories, cents } of amendments)
    ({ version: current } = await teller.did(officer, ago(teller, on), conventions.amend, {
      ...{ conventionId, version: current, signedOn: on, effectiveOn: on, purpose },
      changes: {
        ...(endsOn ? { endsOn } : {}),
        ...(addedTerritories ? { addedTerritories: [...addedTerritories] } : {}),
      },
      allotments: envelopeId && cents ? [{ envelopeId, cents }] : [],
    }))
}

/** One transfer decided by another than who proposed it, and one that waits for a decision. */
const tellTransfer = async (teller: Teller) => {
  const { rows } = await teller.did(finance, 0, envelopes.list, { state: 'open', limit: 200 })
  const [from, to] = ['Avances de subvention', 'Prêts travaux'].map((label) =>
    rows.find((row) => row.label.startsWith(label)),
  )
  if (!from || !to) return
  const move = (cents: number, on: PlainDate, reason: string, days: number) =>
    teller.did(finance, days, envelopes.proposeTransfer, {
      ...{ fromEnvelopeId: from.id, toEnvelopeId: to.id, cents, on, reason },
    })
  const decided = await move(
    1_500_000,
    addDays(teller.today, -40),
    'Plus de prêts que d’avances depuis l’été : les dossiers arrivent avec leurs subventions déjà versées.',
    45,
  )
  await teller.did(decider, 40, envelopes.decideTransfer, {
    ...{ transferId: decided.transferId, version: 1, decision: 'approved', reason: null },
  })
  await move(1_000_000, teller.today, 'Quatre dossiers prêts pour la prochaine commission.', 3)
}
