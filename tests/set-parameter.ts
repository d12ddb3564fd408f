import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { TestHouse } from '#tests/house.ts'

/** A value of the organisation's own, proposed by one and put in force by another; gives its identifier. */
export const setParameter = async (
  t: TestHouse,
  own: Sent<typeof contract.settings.proposeParameter>,
): Promise<string> => {
  const proposed = await t.call(contract.settings.proposeParameter, own, { as: 'administrator' })
  const overrideId = proposed.body.overrides[0]?.id ?? ''
  const decided = await t.call(
    contract.settings.decideParameter,
    { overrideId, decision: 'accept' },
    { as: 'coordinator' },
  )
  if (decided.status !== 200) throw new Error(JSON.stringify(decided.body))
  return overrideId
}
