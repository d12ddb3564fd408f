import { contract } from '#contract/index.ts'
import { findParameterDetail } from '#server/settings/parameter-view.ts'
import { useCase } from '#server/use-case.ts'

export const getParameter = useCase(
  contract.settings.getParameter,
  async (context, { key }) => (await findParameterDetail(context, key)) ?? context.refuse('unknown-record'),
)
