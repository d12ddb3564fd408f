import { sql } from 'kysely'
import { roleLabels } from '#domain/access.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, formatLongDate, isPlainDate, monthsBetween, type PlainDate } from '#domain/plain-date.ts'
import { type PlanState, planStateLabels } from '#domain/plans/plan-states.ts'
import type { AssessmentTexts } from '#domain/procedures/assessment-headings.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { type ProcedureKind, procedureKindLabels } from '#domain/procedures/kinds.ts'
import { assessLatest } from '#server/budget/assess.ts'
import { findOrganisationName } from '#server/letters/organisation-name.ts'
import type { FoundProcedure } from '#server/procedures/hold.ts'
import { activeFacts } from '#server/procedures/refresh.ts'
import { listHomes } from '#server/tenancies/list-homes.ts'
import type { Acting } from '#server/use-case.ts'

const lines = (all: readonly (string | null | undefined | false)[]): string => all.filter(Boolean).join('\n')

/** What the file already says under each heading; the worker reads, corrects and completes it. */
export const draftAssessment = async (context: Acting, found: FoundProcedure): Promise<AssessmentTexts> => {
  const { householdId } = found.procedure
  const facts = activeFacts(found.facts)
  const account = await readAccount(context, householdId)
  const others = await listOtherProcedures(context, householdId)
  return {
    author: await sayAuthor(context),
    presence: sayPresence(facts),
    sending: saySending(facts),
    tenant: await sayTenant(context, householdId),
    family: await sayFamily(context, householdId),
    support: await saySupport(context, householdId),
    tenancy: sayTenancy(account),
    debt: sayDebt(account, context.today),
    devices: await sayDevices(context, householdId, others),
    resumption: sayResumption(account),
    capacity: await sayCapacity(context, householdId),
    recommendations: '',
    observations: sayObservations(facts),
    rehousing: sayOthers(others, ['dalo', 'daho', 'housing-application', 'allocation']),
    ccapex: sayOthers(others, ['ccapex']),
  }
}

type Facts = ReturnType<typeof activeFacts>

const sayAuthor = async ({ tx, actor }: Acting): Promise<string> =>
  lines([actor.name, roleLabels[actor.role], await findOrganisationName(tx, actor.organisationId)])

const sayPresence = (facts: Facts): string => {
  const held = facts.findLast(({ event }) => event === 'interview-held')
  if (held) return `Le locataire a été reçu en entretien le ${formatLongDate(held.on)}.`
  const offered = facts.findLast(({ event }) => event === 'interview-offered')
  if (!offered) return ''
  const isSilent = facts.some(({ event }) => event === 'no-answer')
  const proposal = `Un entretien a été proposé le ${formatLongDate(offered.on)}.`
  return isSilent ? `${proposal} Le locataire n’a pas répondu.` : proposal
}

const saySending = (facts: Facts): string => {
  const until = facts.findLast(({ event }) => event === 'observations-asked')?.detail['observationsBy']
  const sent = 'Ce diagnostic est remis au locataire et au bailleur.'
  return isPlainDate(until)
    ? `${sent} Ils peuvent écrire leurs observations jusqu’au ${formatLongDate(until)}.`
    : sent
}

const sayObservations = (facts: Facts): string =>
  lines(
    facts
      .filter(({ event }) => event === 'observations-received')
      .map(({ on, detail }) => {
        const from = detail['from'] === 'landlord' ? 'du bailleur' : 'du locataire'
        return `Observations ${from} reçues le ${formatLongDate(on)} :`
      }),
  )

type Member = { name: string; birthOn: PlainDate | null; memberRole: string }

const listMembers = async ({ tx, actor, today }: Acting, householdId: string): Promise<Member[]> => {
  const { rows } = await sql<Member>`select concat_ws(' ', p.first_name, p.last_name) as name,
      p.birth_on as "birthOn", m.member_role as "memberRole"
    from household_member m join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
    where m.organisation_id = ${actor.organisationId} and m.household_id = ${householdId}
      and p.merged_into_id is null and m.joined_on <= ${today} and (m.left_on is null or m.left_on > ${today})
    order by p.birth_on nulls last, p.id`.execute(tx)
  return rows
}

const isHolder = ({ memberRole }: Member) => memberRole === 'leaseholder' || memberRole === 'co-leaseholder'

const sayTenant = async (context: Acting, householdId: string): Promise<string> => {
  const members = await listMembers(context, householdId)
  const holders = members.filter(isHolder)
  const named = (holders.length > 0 ? holders : members.slice(0, 1)).map(({ name, birthOn }) =>
    birthOn ? `${name}, né(e) le ${formatDate(birthOn)}` : name,
  )
  const [home] = await listHomes(context, householdId)
  return lines([...named, home?.address])
}

const sayFamily = async (context: Acting, householdId: string): Promise<string> => {
  const members = await listMembers(context, householdId)
  if (members.length === 0) return ''
  const ages = members.map(({ birthOn }) => birthOn && Math.floor(monthsBetween(birthOn, context.today) / 12))
  const known = ages.filter((age) => age !== null)
  const children = known.filter((age) => age < 18)
  const count = `${members.length} personne${members.length > 1 ? 's' : ''} dans le logement`
  return children.length > 0
    ? `${count}, dont ${children.length} enfant${children.length > 1 ? 's' : ''} (${children.map((age) => `${age} ans`).join(', ')}).`
    : `${count}.`
}

const saySupport = async ({ tx, actor, today }: Acting, householdId: string): Promise<string> => {
  const { rows } = await sql<{ name: string; fromOn: PlainDate }>`
    select m.name, r.from_on as "fromOn" from household_referent r
    join membership m on (m.organisation_id, m.id) = (r.organisation_id, r.membership_id)
    where r.organisation_id = ${actor.organisationId} and r.household_id = ${householdId}
      and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})
    order by r.from_on, m.name`.execute(tx)
  return lines(rows.map(({ name, fromOn }) => `Suivi par ${name} depuis le ${formatDate(fromOn)}.`))
}

type Account = {
  startedOn: PlainDate
  rentCents: number
  chargesCents: number
  benefitCents: number
  benefitPayer: string | null
  balanceCents: number
  debtCents: number | null
  firstDefaultOn: PlainDate | null
  isRentResumed: boolean | null
  lastPaymentOn: PlainDate | null
}

const readAccount = async (
  { tx, actor, today }: Acting,
  householdId: string,
): Promise<Account | undefined> => {
  const { rows } = await sql<Account>`
    select t.started_on as "startedOn", t.rent_cents as "rentCents", t.charges_cents as "chargesCents",
      t.benefit_cents as "benefitCents", t.benefit_payer as "benefitPayer", a.debt_cents as "debtCents",
      a.first_default_on as "firstDefaultOn", a.current_rent_resumed as "isRentResumed",
      a.last_payment_on as "lastPaymentOn",
      (select coalesce(sum(e.amount_cents), 0)::bigint from rent_entry e
        where e.organisation_id = t.organisation_id and e.tenancy_id = t.id and e.entry_on <= ${today}) as "balanceCents"
    from tenancy t
    left join arrears_state a on (a.organisation_id, a.tenancy_id) = (t.organisation_id, t.id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
    order by (t.ended_on is null or t.ended_on >= ${today}) desc, t.started_on desc, t.id limit 1`.execute(tx)
  return rows[0]
}

const sayTenancy = (account: Account | undefined): string =>
  account === undefined
    ? ''
    : lines([
        `Location commencée le ${formatDate(account.startedOn)}.`,
        `Loyer ${formatEuros(account.rentCents)}, charges ${formatEuros(account.chargesCents)} par mois.`,
        account.benefitCents > 0 &&
          `Aide au logement ${formatEuros(account.benefitCents)} par mois${account.benefitPayer ? ` (${account.benefitPayer.toUpperCase()})` : ''}.`,
      ])

const sayDebt = (account: Account | undefined, today: PlainDate): string =>
  account === undefined
    ? ''
    : lines([
        `Dette au ${formatDate(today)} : ${formatEuros(Math.max(0, account.debtCents ?? account.balanceCents))}.`,
        account.firstDefaultOn && `Premier impayé le ${formatDate(account.firstDefaultOn)}.`,
      ])

const sayResumption = (account: Account | undefined): string =>
  account?.isRentResumed === null || account === undefined
    ? ''
    : lines([
        account.isRentResumed
          ? 'Le paiement du loyer courant a repris.'
          : 'Le paiement du loyer courant n’a pas repris.',
        account.lastPaymentOn && `Dernier paiement le ${formatDate(account.lastPaymentOn)}.`,
      ])

const sayCapacity = async (context: Acting, householdId: string): Promise<string> => {
  const latest = await assessLatest(context, householdId)
  if (!latest) return ''
  const { snapshot, assessment } = latest
  return lines([
    `Budget établi le ${formatDate(snapshot.onDate)} : ressources ${formatEuros(assessment.resourcesCents)}, charges ${formatEuros(assessment.chargesCents)} par mois.`,
    `Capacité de remboursement : ${formatEuros(assessment.capacity.capacityCents)} par mois.`,
  ])
}

type OtherProcedure = { kind: ProcedureKind; openedOn: PlainDate; state: string; since: PlainDate }

const listOtherProcedures = async ({ tx, actor }: Acting, householdId: string): Promise<OtherProcedure[]> => {
  const rows = await tx
    .selectFrom('procedure as p')
    .innerJoin('procedure_standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'p.organisation_id').onRef('s.procedure_id', '=', 'p.id'),
    )
    .where('p.organisation_id', '=', actor.organisationId)
    .where('p.household_id', '=', householdId)
    .where('p.cancelled_at', 'is', null)
    .select(['p.kind', 'p.opened_on as openedOn', 's.state', 's.since'])
    .orderBy('p.opened_on')
    .orderBy('p.id')
    .$castTo<OtherProcedure>()
    .execute()
  return rows
}

const sayOthers = (others: readonly OtherProcedure[], kinds: readonly ProcedureKind[]): string =>
  lines(
    others
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ kind, openedOn, state, since }) => {
        const stateLabel = definitionOf(kind)?.states[state]?.label ?? state
        return `${procedureKindLabels[kind]}, ouverte le ${formatDate(openedOn)} : ${stateLabel.toLowerCase()} depuis le ${formatDate(since)}.`
      }),
  )

const sayDevices = async (
  { tx, actor }: Acting,
  householdId: string,
  others: readonly OtherProcedure[],
): Promise<string> => {
  const { rows } = await sql<{ proposedOn: PlainDate; amountCents: number; state: PlanState | null }>`
    select p.proposed_on as "proposedOn", p.amount_cents as "amountCents", c.state from repayment_plan p
    left join plan_course c on (c.organisation_id, c.plan_id) = (p.organisation_id, p.id)
    where p.organisation_id = ${actor.organisationId} and p.household_id = ${householdId}
    order by p.proposed_on, p.id`.execute(tx)
  const plans = rows.map(({ proposedOn, amountCents, state }) => {
    const stands = state ? `, ${planStateLabels[state].toLowerCase()}` : ''
    return `Plan d’apurement du ${formatDate(proposedOn)} de ${formatEuros(amountCents)}${stands}.`
  })
  const devices = sayOthers(others, ['fsl', 'overindebtedness', 'cohesion-protocol'])
  return lines([...plans, devices])
}
