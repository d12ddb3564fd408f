import { describe, expect, test } from 'vitest'
import { findCovering, territoryCovers } from '#domain/territories/covers.ts'
import type { CommunePlace, Territory } from '#domain/territories/kinds.ts'

const clermont: CommunePlace = {
  communeCode: '63113',
  epciCode: '246300701',
  departementCode: '63',
  regionCode: '84',
}
/** An island commune of no intercommunality, in an overseas collectivity. */
const saintPierre: CommunePlace = {
  communeCode: '97502',
  epciCode: null,
  departementCode: '975',
  regionCode: null,
}

describe('a territory covers a commune', () => {
  test.each<[string, Territory, CommunePlace, boolean]>([
    ['its own', { kind: 'commune', code: '63113' }, clermont, true],
    ['not another', { kind: 'commune', code: '63124' }, clermont, false],
    ['its intercommunality', { kind: 'epci', code: '246300701' }, clermont, true],
    ['its département', { kind: 'departement', code: '63' }, clermont, true],
    ['its region', { kind: 'region', code: '84' }, clermont, true],
    [
      'a commune of that code is not a département of that code',
      { kind: 'commune', code: '63' },
      clermont,
      false,
    ],
    ['everywhere', { kind: 'france', code: 'FR' }, saintPierre, true],
    ['no region at all', { kind: 'region', code: '84' }, saintPierre, false],
  ])('%s', (_, territory, place, covered) => {
    expect(territoryCovers(territory, place)).toBe(covered)
  })

  test('the narrowest is told first, whatever the order', () => {
    const all: Territory[] = [
      { kind: 'france', code: 'FR' },
      { kind: 'departement', code: '63' },
      { kind: 'epci', code: '246300701' },
      { kind: 'epci', code: '999999999' },
    ]
    expect(findCovering(all, clermont)).toEqual({ kind: 'epci', code: '246300701' })
    expect(findCovering(all.slice(3), clermont)).toBeUndefined()
  })
})
