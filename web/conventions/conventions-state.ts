import {
  conventionKinds,
  conventionLevels,
  conventionSorts,
  conventionStates,
} from '#domain/conventions/kinds.ts'
import { alertMonths } from '#domain/conventions/period.ts'
import { fundingFields } from '#domain/funding/kinds.ts'
import { partnerKinds } from '#domain/parcels/partner-kinds.ts'
import type { api } from '#web/client.ts'
import { oneOf, type StateOf, text } from '#web/ui/url-state.ts'

export const alertChoices = ['12', '6', '3'] as const

/** What the address of the list holds. */
export const conventionsSchema = {
  texte: text(),
  etat: oneOf(conventionStates),
  echeance: oneOf(alertChoices),
  type: oneOf(conventionKinds),
  niveau: oneOf(conventionLevels),
  domaine: oneOf(fundingFields),
  /** `commune:49007/Angers`: the territory and its name. */
  territoire: text(),
  partenaire: oneOf(partnerKinds),
  tri: oneOf(conventionSorts, 'end'),
}
export type ConventionsState = StateOf<typeof conventionsSchema>

export const noFilters: Omit<ConventionsState, 'tri'> = {
  texte: '',
  etat: undefined,
  echeance: undefined,
  type: undefined,
  niveau: undefined,
  domaine: undefined,
  territoire: '',
  partenaire: undefined,
}

type Filters = Omit<Parameters<typeof api.conventions.list>[0], 'after' | 'limit' | 'sort'>

/** What the API is asked, leaving out what says nothing. */
export const filtersOf = (state: ConventionsState): Filters => {
  const alert = alertMonths.find((months) => String(months) === state.echeance)
  const [territory = ''] = state.territoire.split('/')
  return {
    ...(state.texte ? { text: state.texte } : {}),
    ...(state.etat ? { state: state.etat } : {}),
    ...(alert ? { alert } : {}),
    ...(state.type ? { kind: state.type } : {}),
    ...(state.niveau ? { level: state.niveau } : {}),
    ...(state.domaine ? { field: state.domaine } : {}),
    ...(territory ? { territory } : {}),
    ...(state.partenaire ? { partnerKind: state.partenaire } : {}),
  }
}

export const isFiltered = (state: ConventionsState): boolean => Object.keys(filtersOf(state)).length > 0
