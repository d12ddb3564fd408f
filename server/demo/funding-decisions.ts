import { contract } from '#contract/index.ts'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { addDays, addMonths, daysBetween, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { type FiledLine, tellMicrocredit, tellOffer } from '#server/demo/funding-offers.ts'
import type { Teller } from '#server/demo/teller.ts'
import { requestOfferFollowing } from '#server/offers/follow-offers.ts'

const reviewer = 'bruno.leroy'
const decider = 'marc.delorme'
const alone = 'ines.caron'
const chair = 'helene.roy'
const delegationCents = 300_000

/** What became of every file that was filed: instruction, sittings month after month, decisions, offers. */
export const tellDecisions = async (teller: Teller): Promise<void> => {
  const lines = await listFiled(teller)
  if (lines.length === 0) return
  const firstDay = lines[0]?.filedOn ?? teller.today
  const committeeId = await openCommittee(teller, addDays(firstDay, -30))
  const files = [...Map.groupBy(lines, ({ applicationId }) => applicationId).values()]
  const ready: FiledLine[][] = []
  for (const [index, file] of files.entries()) if (await instruct(teller, file, index)) ready.push(file)
  const bySitting = Map.groupBy(ready, (file) => sittingDay(file))
  let decided = 0
  for (const [heldOn, itsFiles] of [...bySitting].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    decided += await holdSitting(teller, committeeId, { heldOn, lines: itsFiles.flat(), decided })
  await requestOfferFollowing(teller.tx, teller.organisationId)
}

const ago = ({ today }: Teller, day: PlainDate): number => daysBetween(day, today)

const listFiled = async ({ tx, organisationId }: Teller): Promise<FiledLine[]> => {
  const rows = await tx
    .selectFrom('application_line as l')
    .innerJoin('application as a', (join) =>
      join.onRef('a.organisation_id', '=', 'l.organisation_id').onRef('a.id', '=', 'l.application_id'),
    )
    .innerJoin('application_standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'a.organisation_id').onRef('s.application_id', '=', 'a.id'),
    )
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'l.organisation_id')
        .onRef('v.product_id', '=', 'l.product_id')
        .onRef('v.number', '=', 'l.product_number'),
    )
    .where('l.organisation_id', '=', organisationId)
    .where('s.status', '=', 'filed')
    .where('a.filed_on', 'is not', null)
    .select([
      'l.id',
      'l.application_id',
      'l.requested_cents',
      'l.months',
      'a.filed_on',
      'a.field',
      'a.commune_code',
    ])
    .select(['v.kind', 'v.definition'])
    .orderBy('a.filed_on')
    .orderBy('a.number')
    .orderBy('l.position')
    .execute()
  return rows.map((row) => ({
    applicationId: row.application_id,
    lineId: row.id,
    filedOn: row.filed_on as PlainDate,
    kind: row.kind as FinancingKind,
    field: row.field as FundingField,
    communeCode: row.commune_code,
    cents: row.requested_cents,
    months: row.months,
    product: row.definition as unknown as ProductDefinition,
  }))
}

const openCommittee = async (teller: Teller, fromOn: PlainDate): Promise<string> => {
  const member = (name: string, capacity: string, more: object = {}) => ({ name, capacity, fromOn, ...more })
  const { committeeId } = await teller.did(chair, ago(teller, fromOn), contract.committees.save, {
    name: 'Commission d’engagement',
    quorum: 3,
    members: [
      member('Hélène Roy', 'responsable des missions sociales', {
        membershipId: teller.memberId(chair),
        isChair: true,
      }),
      member('Marc Delorme', 'finances', { membershipId: teller.memberId(decider) }),
      member('Josiane Perrin', 'administratrice'),
      member('Alain Ducros', 'représentant du Département'),
      member('Bruno Leroy', 'rapporteur', { membershipId: teller.memberId(reviewer), hasVote: false }),
    ],
  })
  await teller.did(chair, ago(teller, fromOn), contract.committees.giveDelegation, {
    membershipId: teller.memberId(alone),
    productId: null,
    maxCents: delegationCents,
    fromOn,
    untilOn: null,
  })
  return committeeId
}

/** Files in a row are told differently: one waits, one lacks documents, one is given up, the others are complete. */
const instruct = async (teller: Teller, file: readonly FiledLine[], index: number): Promise<boolean> => {
  const [{ applicationId, filedOn }] = file as [FiledLine]
  const age = ago(teller, filedOn)
  if (age < 3) return false
  await teller.did(chair, age - 1, contract.reviews.assign, {
    applicationId,
    on: addDays(filedOn, 1),
    membershipId: teller.memberId(reviewer),
  })
  if (age < 12) return false
  const papers = [...new Set(file.flatMap(({ product }) => product.documents))]
  if (index % 7 === 3) {
    await teller.did(reviewer, age - 4, contract.reviews.askDocuments, {
      applicationId,
      on: addDays(filedOn, 4),
      documents: papers.length > 0 ? papers.slice(0, 2) : ['Attestation du propriétaire'],
      channel: 'letter',
      answerBy: addDays(filedOn, 34),
    })
    if (age < 40) return false
  }
  if (index % 13 === 8) {
    await teller.did(reviewer, age - 9, contract.reviews.abandon, {
      applicationId,
      on: addDays(filedOn, 9),
      reason: 'Le ménage renonce aux travaux pour cette année.',
    })
    return false
  }
  for (const document of papers)
    await teller.did(reviewer, age - 8, contract.reviews.receiveDocument, {
      applicationId,
      on: addDays(filedOn, 8),
      document,
    })
  await teller.did(reviewer, age - 9, contract.reviews.declareComplete, {
    applicationId,
    on: addDays(filedOn, 9),
  })
  await teller.did(reviewer, age - 10, contract.reviews.giveOpinion, {
    applicationId,
    on: addDays(filedOn, 10),
    opinion: index % 5 === 4 ? 'reserved' : 'favourable',
    text:
      index % 5 === 4
        ? 'Le reste à vivre est juste : prévoir un point à six mois.'
        : 'Projet utile, plan équilibré, remboursement supportable.',
  })
  return !(await decidedAlone(teller, file))
}

/** Small amounts do not wait for the committee. */
const decidedAlone = async (teller: Teller, file: readonly FiledLine[]): Promise<boolean> => {
  const isSmall = file.every(
    ({ cents, product }) => cents <= Math.min(delegationCents, product.delegationUpToCents ?? 0),
  )
  const [{ filedOn }] = file as [FiledLine]
  const on = addDays(filedOn, 11)
  if (!isSmall || on > teller.today) return false
  for (const line of file) {
    const { financingId } = await teller.did(alone, ago(teller, on), contract.committees.decideAlone, {
      lineId: line.lineId,
      on,
      decision: await grantOf(teller, alone, line, on),
    })
    if (financingId) await tellLife(teller, line, financingId, on)
  }
  return true
}

const grantOf = async (teller: Teller, by: string, line: FiledLine, on: PlainDate) => {
  const { field, communeCode, cents, months } = line
  const { rows } = await teller.did(by, ago(teller, on), contract.envelopes.listChoices, {
    field,
    communeCode,
  })
  const envelope = rows.find(({ available }) => available >= cents)
  return {
    outcome: 'granted' as const,
    cents,
    months,
    conditions: null,
    envelopeId: line.kind === 'microcredit' ? null : (envelope?.id ?? null),
  }
}

/** The committee sits on the fifteenth of each month, on files complete by then. */
const sittingDay = ([line]: readonly FiledLine[]): PlainDate => {
  const readyOn = addDays((line as FiledLine).filedOn, 11)
  const fifteenth = addDays(firstOfMonth(readyOn), 14)
  return readyOn <= fifteenth ? fifteenth : addDays(firstOfMonth(addMonths(readyOn, 1)), 14)
}

type ToHold = { heldOn: PlainDate; lines: readonly FiledLine[]; decided: number }

/** Tells how many lines were decided: their rank over all sittings makes what became of them. */
const holdSitting = async (
  teller: Teller,
  committeeId: string,
  { heldOn, lines, decided }: ToHold,
): Promise<number> => {
  const isPast = heldOn < teller.today
  const preparedAgo = isPast ? ago(teller, heldOn) : 0
  const planned = await teller.did(reviewer, preparedAgo, contract.committees.planSitting, {
    committeeId,
    heldOn,
    startsAt: '14:30',
    place: 'Salle des Tilleuls',
  })
  const { sittingId } = planned
  const { version } = await teller.did(reviewer, preparedAgo, contract.committees.setAgenda, {
    ...planned,
    lineIds: lines.map(({ lineId }) => lineId),
  })
  if (!isPast) return 0
  const { members } = await teller.did(reviewer, preparedAgo, contract.committees.getSitting, { sittingId })
  const present = await teller.did(reviewer, preparedAgo, contract.committees.setPresence, {
    sittingId,
    version,
    memberIds: members.filter(({ name }) => name !== 'Alain Ducros').map(({ id }) => id),
  })
  const isRecent = preparedAgo < 8
  // The last sitting still waits for its last decision, and for its signature.
  const told = isRecent ? lines.slice(0, -1) : lines
  for (const [index, line] of told.entries())
    await decide(teller, { sittingId, heldOn, line, rank: decided + index })
  if (!isRecent)
    await teller.did(chair, preparedAgo - 1, contract.committees.signMinutes, {
      sittingId,
      version: present.version,
    })
  return told.length
}

type ToDecide = { sittingId: string; heldOn: PlainDate; line: FiledLine; rank: number }

const decide = async (teller: Teller, { sittingId, heldOn, line, rank }: ToDecide): Promise<void> => {
  const { lineId } = line
  const daysAgo = ago(teller, heldOn)
  if (rank % 6 === 3) {
    await teller.did(decider, daysAgo, contract.committees.decide, {
      sittingId,
      lineId,
      decision: {
        outcome: 'refused',
        reasons: ['plan-not-financed'],
        text: 'Il manque encore 2 300 € au plan de financement. Une aide du FSL et une demande à la commune sont proposées d’abord.',
      },
    })
    return
  }
  if (rank % 8 === 6) {
    const reason = 'Attendre la notification de la subvention.'
    await teller.did(decider, daysAgo, contract.committees.decide, {
      sittingId,
      lineId,
      decision: { outcome: 'adjourned', reason },
    })
    return
  }
  const decision = await grantOf(teller, decider, line, heldOn)
  const { financingId } = await teller.did(decider, daysAgo, contract.committees.decide, {
    sittingId,
    lineId,
    decision,
  })
  if (financingId) await tellLife(teller, line, financingId, heldOn)
}

const tellLife = (teller: Teller, line: FiledLine, financingId: string, on: PlainDate): Promise<void> =>
  line.kind === 'microcredit'
    ? tellMicrocredit(teller, financingId, on)
    : tellOffer(teller, line, financingId, on)
