import { contract } from '#contract/index.ts'
import type { ProcedureStep, ProcedureView } from '#contract/procedure-shapes.ts'
import { compareDates } from '#domain/plain-date.ts'
import type { ProcedureDeadline } from '#domain/procedures/deadlines.ts'
import type { ProcedureDefinition } from '#domain/procedures/definition.ts'
import { type DerivedProcedure, deriveProcedure } from '#domain/procedures/derive.ts'
import { describeFields } from '#domain/procedures/describe-fact.ts'
import { findDocumentTitles } from '#server/documents/find-documents.ts'
import { type FoundProcedure, findProcedure } from '#server/procedures/hold.ts'
import { readProcedureLaw } from '#server/procedures/read-law.ts'
import { activeFacts } from '#server/procedures/refresh.ts'
import { listHomes } from '#server/tenancies/list-homes.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import type { StoredFact } from './store.ts'

export const get = useCase(contract.procedures.get, async (context, named) => {
  const found = await findProcedure(context, named)
  if (!found || found.procedure.cancelledAt) return context.refuse('unknown-record')
  return viewOf(context, found)
})

const viewOf = async (context: Acting, found: FoundProcedure): Promise<ProcedureView> => {
  const { procedure, definition, facts } = found
  const law = await readProcedureLaw(context)
  const derived = deriveProcedure(definition, procedure, activeFacts(facts), law, context.today)
  const labelOf = (state: string) => definition.states[state]?.label ?? state
  const state = definition.states[derived.state]
  return {
    procedureId: procedure.id,
    householdId: procedure.householdId,
    kind: procedure.kind,
    compartment: definition.compartment,
    openedOn: procedure.openedOn,
    openedBy: procedure.openedBy,
    version: procedure.version,
    circumstances: procedure.circumstances,
    tenancy: await findTenancy(context, procedure),
    planId: procedure.planId,
    state: derived.state,
    stateLabel: labelOf(derived.state),
    meaning: state?.meaning ?? '',
    since: derived.since,
    ends: state?.ends ?? null,
    steps: await stepsOf(context, found, derived),
    deadlines: derived.deadlines.map((one) => deadlineView(definition, one)),
    next: derived.next.map(({ to, ...step }) => ({ ...step, toLabel: labelOf(to) })),
    sources: [...definition.sources],
  }
}

const findTenancy = async (
  context: Acting,
  { householdId, tenancyId }: FoundProcedure['procedure'],
): Promise<ProcedureView['tenancy']> => {
  if (!tenancyId) return null
  const home = (await listHomes(context, householdId)).find((one) => one.tenancyId === tenancyId)
  return home ? { tenancyId, number: home.number, address: home.address } : null
}

const stepsOf = async (
  context: Acting,
  { procedure, definition, facts }: FoundProcedure,
  derived: DerivedProcedure,
): Promise<ProcedureStep[]> => {
  const titles = await findDocumentTitles(
    context,
    procedure.householdId,
    facts.flatMap(({ documentId }) => (documentId ? [documentId] : [])),
  )
  const stored = new Map(facts.map((fact) => [fact.id, fact]))
  const drawn = derived.steps.map(({ fact, from, to, source, problem, isDerived }): ProcedureStep => {
    const known = stored.get(fact.id)
    return {
      ...wordsOf(definition, fact),
      toLabel: definition.states[to]?.label ?? to,
      hasMoved: from !== to,
      source,
      problem,
      raisedBy: isDerived ? 'calendar' : known?.recordedBy ? 'person' : 'house',
      by: known?.recordedBy ?? null,
      document: documentOf(known, titles),
      cancelled: null,
    }
  })
  const struck = facts.flatMap((fact) => struckStep(definition, fact, titles))
  return [...drawn, ...struck].toSorted((a, b) => compareDates(a.on, b.on))
}

const wordsOf = (
  definition: ProcedureDefinition,
  fact: Pick<StoredFact, 'id' | 'event' | 'on' | 'detail'>,
) => {
  const event = definition.events[fact.event]
  return {
    factId: fact.id,
    event: fact.event,
    label: event?.label ?? fact.event,
    on: fact.on,
    details: describeFields(event?.fields ?? [], fact.detail),
  }
}

const documentOf = (
  fact: StoredFact | undefined,
  titles: ReadonlyMap<string, string>,
): ProcedureStep['document'] => {
  const title = fact?.documentId && titles.get(fact.documentId)
  return fact?.documentId && title ? { documentId: fact.documentId, title } : null
}

/** A fact cancelled stays in the line, with its reason; it changes nothing. */
const struckStep = (
  definition: ProcedureDefinition,
  fact: StoredFact,
  titles: ReadonlyMap<string, string>,
): ProcedureStep[] => {
  const { cancelled } = fact
  if (!cancelled) return []
  return [
    {
      ...wordsOf(definition, fact),
      toLabel: '',
      hasMoved: false,
      source: null,
      problem: null,
      raisedBy: fact.recordedBy ? 'person' : 'house',
      by: fact.recordedBy,
      document: documentOf(fact, titles),
      cancelled: { by: cancelled.by, at: cancelled.at.toISOString(), reason: cancelled.reason },
    },
  ]
}

const deadlineView = (
  { events }: ProcedureDefinition,
  { rule, triggeredBy, ...deadline }: ProcedureDeadline,
): ProcedureView['deadlines'][number] => {
  const raised = rule.silence ?? rule.begins
  return {
    ...deadline,
    label: rule.label,
    sense: rule.sense,
    who: rule.who,
    isLegal: rule.isLegal,
    source: rule.source,
    documents: [...(rule.documents ?? [])],
    triggeredBy: events[triggeredBy.event]?.label ?? triggeredBy.event,
    silence: raised === undefined ? null : (events[raised]?.label ?? raised),
  }
}
