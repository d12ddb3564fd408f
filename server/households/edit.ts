import { contract } from '#contract/index.ts'
import { lockHousehold, refreshSearch, updateHousehold } from '#server/households/household-store.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const edit = useCase(
  contract.households.edit,
  async (context, { householdId, version, ...change }) => {
    const household = await lockHousehold(context, householdId)
    if (!household) return context.refuse('unknown-record')
    const before = {
      label: household.label,
      preferredLanguage: household.preferred_language,
      doNotContact: household.do_not_contact,
      postalAddress: household.postal_address,
    }
    if (household.version !== version)
      return context.refuse('stale-version', { ...before, version: household.version })

    await updateHousehold(context, householdId, change)
    await refreshSearch(context, [householdId])
    await record(context, {
      act: 'household-changed',
      subject: { kind: 'household', id: householdId },
      householdId,
      before,
      after: change,
    })
    return { version: version + 1 }
  },
)
