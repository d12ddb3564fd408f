import { contract } from '#contract/index.ts'
import { reachOf } from '#domain/access.ts'
import type { Vulnerability } from '#domain/households/kinds.ts'
import type { MemberRole } from '#domain/tenancies/kinds.ts'
import { countProposals, findHousehold, listMembers } from '#server/households/household-store.ts'
import { listReferents, type ReferentKind } from '#server/households/referent-store.ts'
import { mayReach } from '#server/reach.ts'
import { listHomes } from '#server/tenancies/list-homes.ts'
import { type Context, useCase } from '#server/use-case.ts'

type Reading = Pick<Context, 'tx' | 'actor' | 'today'>

export const open = useCase(contract.households.open, async (context, { householdId }) => {
  const household = await findHousehold(context, householdId)
  if (!household) return context.refuse('unknown-record')
  const { members, formerMembers } = await readMembers(context, householdId)
  const { referents, formerReferents } = await readReferents(context, householdId)
  const homes = await listHomes(context, householdId)
  const readsFinance = await mayReach(context, 'read-tenancy', householdId)
  return {
    householdId,
    label: household.label,
    preferredLanguage: household.preferred_language,
    doNotContact: household.do_not_contact,
    postalAddress: household.postal_address,
    version: household.version,
    mergedInto: household.merged_into_id
      ? { householdId: household.merged_into_id, label: household.kept_label ?? '' }
      : null,
    members,
    formerMembers,
    referents,
    formerReferents,
    tenancies: homes.map((home) => ({ ...home, balanceCents: readsFinance ? home.balanceCents : null })),
    proposedDuplicates:
      reachOf(context.actor.role, 'merge-duplicates') === 'never'
        ? 0
        : await countProposals(context, householdId),
  }
})

/** Vulnerabilities are of the social side: others do not read them (CP 226-13). */
const readMembers = async (context: Reading, householdId: string) => {
  const readsSocial = await mayReach(context, 'read-social-situation', householdId)
  const all = (await listMembers(context, householdId)).map((row) => ({
    ...row,
    memberRole: row.memberRole as MemberRole,
    vulnerabilities: readsSocial ? (row.vulnerabilities as Vulnerability[]) : null,
  }))
  const isThere = ({ leftOn }: { leftOn: string | null }) => leftOn === null || leftOn >= context.today
  return { members: all.filter(isThere), formerMembers: all.filter((member) => !isThere(member)) }
}

const readReferents = async (context: Reading, householdId: string) => {
  const all = (await listReferents(context, householdId)).map((row) => ({
    ...row,
    kind: row.kind as ReferentKind,
  }))
  const runs = ({ untilOn }: { untilOn: string | null }) => untilOn === null || untilOn >= context.today
  return { referents: all.filter(runs), formerReferents: all.filter((one) => !runs(one)) }
}
