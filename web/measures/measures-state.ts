import type { MeasureFilters } from '#contract/measure-shapes.ts'
import { measureStatuses } from '#domain/measures/kinds.ts'
import { measureScopes, measureSorts } from '#domain/measures/lists.ts'
import { day, integer, oneOf, type StateOf, text } from '#web/ui/url-state.ts'

/** What the address of the list holds. */
export const measuresSchema = {
  ensemble: oneOf(measureScopes, 'open'),
  statut: oneOf(measureStatuses),
  dispositif: text(),
  phase: text(),
  referent: text(),
  silence: integer(),
  terme: integer(),
  du: day(),
  au: day(),
  domicile: oneOf(['oui', 'non']),
  tri: oneOf(measureSorts, 'due'),
}
export type MeasuresState = StateOf<typeof measuresSchema>

export const noFilters: Omit<MeasuresState, 'tri'> = {
  ensemble: 'open',
  statut: undefined,
  dispositif: '',
  phase: '',
  referent: '',
  silence: undefined,
  terme: undefined,
  du: undefined,
  au: undefined,
  domicile: undefined,
}

/** What the API is asked, leaving out what says nothing. */
export const filtersOf = (state: MeasuresState): Partial<MeasureFilters> => ({
  ...(state.ensemble === 'open' ? {} : { scope: state.ensemble }),
  ...(state.statut ? { status: state.statut } : {}),
  ...(state.dispositif ? { programmeId: state.dispositif } : {}),
  ...(state.dispositif && state.phase ? { phase: state.phase } : {}),
  ...(state.referent ? { lead: state.referent } : {}),
  ...(state.silence && state.silence > 0 ? { withoutContactDays: state.silence } : {}),
  ...(state.terme !== undefined && state.terme >= 0 ? { endingWithinDays: state.terme } : {}),
  ...(state.du ? { from: state.du } : {}),
  ...(state.au ? { to: state.au } : {}),
  ...(state.domicile ? { metAtHome: state.domicile === 'oui' } : {}),
})

export const isFiltered = (state: MeasuresState): boolean => Object.keys(filtersOf(state)).length > 0
