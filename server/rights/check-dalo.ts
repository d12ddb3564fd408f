import { contract } from '#contract/index.ts'
import { daloDelays } from '#domain/dalo/delays.ts'
import { findCurrentStay } from '#server/housing/find-stay.ts'
import { checkGroundsOf } from '#server/housing-files/check-grounds.ts'
import { findDaloRule } from '#server/local-rules/find-rule.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { departmentOf } from '#server/procedures/known-circumstances.ts'
import { findTerritoryName } from '#server/territories/find-commune.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** The commission decides: this tells what the facts of the file say of each ground, and the delays of the département. */
export const checkDalo = useCase(contract.rights.checkDalo, async (context, { householdId }) => {
  const { today } = context
  const stay = await findCurrentStay(context, householdId, today)
  const department = departmentOf(stay?.place ?? '') ?? null
  const rule = department === null ? null : await findDaloRule(context, department, today)
  const params = await readOrganisationParameters(context, today)
  return {
    onDate: today,
    territory:
      department === null
        ? null
        : { code: department, name: rule?.territoryName ?? (await nameOf(context, department)) },
    ...daloDelays(department, rule, params),
    ...(await checkGroundsOf(context, householdId)),
  }
})

const nameOf = async ({ tx }: Pick<Acting, 'tx'>, code: string): Promise<string> =>
  (await findTerritoryName(tx, { kind: 'departement', code })) ?? code
