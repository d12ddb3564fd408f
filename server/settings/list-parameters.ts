import { contract } from '#contract/index.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { byKey, parameterView } from '#server/settings/parameter-view.ts'
import { useCase } from '#server/use-case.ts'

export const listParameters = useCase(contract.settings.listParameters, async (context, { onDate }) => {
  const day = onDate ?? context.today
  const all = await listOrganisationParameters(context)
  const rows = byKey(all).map((versions) => parameterView(versions, day))
  return {
    onDate: day,
    rows: rows.toSorted(
      (a, b) =>
        a.subject.localeCompare(b.subject, 'fr') || a.label.localeCompare(b.label, 'fr', { numeric: true }),
    ),
  }
})
