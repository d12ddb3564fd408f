import { type ApplicationFilters, applicationScopes, applicationSorts } from '#contract/application-shapes.ts'
import { applicationStatuses } from '#domain/funding/application-facts.ts'
import { fundingFields } from '#domain/funding/kinds.ts'
import { flag, oneOf, type StateOf, text } from '#web/ui/url-state.ts'

/** What the address of the list holds. `commune` is an INSEE code and the name beside it, for the chip. */
export const applicationsSchema = {
  ensemble: oneOf(applicationScopes, 'open'),
  etat: oneOf(applicationStatuses),
  domaine: oneOf(fundingFields),
  produit: text(),
  suivi: text(),
  commune: text(),
  lieu: text(),
  retard: flag(),
  texte: text(),
  tri: oneOf(applicationSorts, 'due'),
}
export type ApplicationsState = StateOf<typeof applicationsSchema>

export const noFilters: Omit<ApplicationsState, 'tri'> = {
  ensemble: 'open',
  etat: undefined,
  domaine: undefined,
  produit: '',
  suivi: '',
  commune: '',
  lieu: '',
  retard: false,
  texte: '',
}

/** What the API is asked, leaving out what says nothing. */
export const filtersOf = (state: ApplicationsState): Partial<ApplicationFilters> => ({
  ...(state.ensemble === 'open' ? {} : { scope: state.ensemble }),
  ...(state.etat ? { status: state.etat } : {}),
  ...(state.domaine ? { field: state.domaine } : {}),
  ...(state.produit ? { productId: state.produit } : {}),
  ...(state.suivi ? { officer: state.suivi } : {}),
  ...(state.commune ? { communeCode: state.commune } : {}),
  ...(state.retard ? { late: true } : {}),
  ...(state.texte ? { text: state.texte } : {}),
})

export const isFiltered = (state: ApplicationsState): boolean => Object.keys(filtersOf(state)).length > 0
