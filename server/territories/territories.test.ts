import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { findCommuneByCode, findCommuneOfAddress } from '#server/territories/find-commune.ts'
import { writeCommunes } from '#server/territories/write-communes.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const found = async (text: string, kinds?: ('commune' | 'epci' | 'departement')[]) =>
  (await t.call(contract.territories.search, kinds ? { text, kinds } : { text })).body.rows

describe('looking for a place', () => {
  test('by the beginning of a name, without its accents or its hyphens; the largest first', async () => {
    expect((await found('clermont-fé', ['commune']))[0]).toEqual({
      kind: 'commune',
      code: '63113',
      name: 'Clermont-Ferrand',
      detail: '63000, 63100 · Puy-de-Dôme',
    })
    expect((await found('ST ETIENNE', ['commune']))[0]).toMatchObject({ code: '42218' })
    expect((await found('st etienne', ['commune'])).length).toBe(20)
  })

  test('by post code, by code, by département or intercommunality', async () => {
    expect(await found('63200', ['commune'])).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Riom' })]),
    )
    expect(await found('2A004')).toMatchObject([{ name: 'Ajaccio' }])
    expect((await found('puy de dome'))[0]).toEqual({
      kind: 'departement',
      code: '63',
      name: 'Puy-de-Dôme',
      detail: '',
    })
    expect(await found('clermont auvergne', ['epci'])).toMatchObject([{ code: '246300701' }])
    expect((await found('France'))[0]).toMatchObject({ kind: 'france', code: 'FR' })
  })

  test('one letter, or a pattern of the database, finds nothing', async () => {
    expect(await found('c')).toEqual([])
    expect(await found('%%%')).toEqual([])
    expect(await found("'; drop table commune")).toEqual([])
  })
})

describe('the commune of an address', () => {
  const of = (town: string | null, postCode: string | null) =>
    t.inHere(async (tx) => (await findCommuneOfAddress(tx, { town, postCode }))?.name)

  test.each([
    ['RIOM', '63200', 'Riom'],
    ['St-Etienne Cedex 2', '42000', 'Saint-Étienne'],
    ['Clermont Fd', '63000', 'Clermont-Ferrand'],
    ['Clermont-Ferrand', null, 'Clermont-Ferrand'],
    ['Un hameau de Riom', '63200', undefined],
    ['Nancy', '57000', undefined],
    ['Saint-Martin', null, undefined],
    ['Nulle Part', null, undefined],
    [null, null, undefined],
    ['Riom', '75000', undefined],
  ])('%s %s is %s', async (town, postCode, name) => {
    expect(await of(town, postCode)).toBe(name)
  })

  test('holds what holds the commune', async () => {
    expect(await t.inHere((tx) => findCommuneByCode(tx, '63113'))).toEqual({
      name: 'Clermont-Ferrand',
      communeCode: '63113',
      epciCode: '246300701',
      departementCode: '63',
      regionCode: '84',
    })
  })
})

test('every commune is in a known département; filling twice changes nothing', async () => {
  const count = async () =>
    (
      await t.owner.query(
        `select count(*)::int as all,
           count(*) filter (where departement_code in (select code from wider_territory where kind = 'departement'))::int
             as placed
         from commune`,
      )
    ).rows[0]
  const before = await count()
  expect(before.all).toBeGreaterThan(34_000)
  expect(before.placed).toBe(before.all)
  await writeCommunes(t.owner)
  expect(await count()).toEqual(before)
})
