import { search } from '#server/territories/search.ts'

export const territoryUseCases = [search]
