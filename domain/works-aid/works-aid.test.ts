import { describe, expect, test } from 'vitest'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { maPrimeAdapt } from '#domain/works-aid/adapt.ts'
import { decentHome } from '#domain/works-aid/decent-home.ts'
import { type AmpleurQuestion, mprAmpleur } from '#domain/works-aid/mpr-ampleur.ts'

const today = readParameters(legalParameters, '2026-11-22')
const worked: AmpleurQuestion = {
  worksNetCents: 3_400_000,
  worksGrossCents: 3_587_000,
  classesGained: 2,
  incomeClass: 'very-low',
  leavesFOrG: false,
  otherPublicAidCents: 500_000,
}

describe('MaPrimeRénov’ rénovation d’ampleur', () => {
  test('worked A: 24 000 and 6 870 left to pay', () => {
    expect(mprAmpleur(worked, today)).toMatchObject({
      grossCents: 2_400_000,
      netCents: 2_400_000,
      remainingCents: 687_000,
    })
  })
  test('worked B: 11 374,41 cut by 1 374,41', () => {
    expect(
      mprAmpleur(
        {
          ...worked,
          worksNetCents: 1_895_735,
          worksGrossCents: 2_000_000,
          incomeClass: 'low',
          otherPublicAidCents: 800_000,
        },
        today,
      ),
    ).toMatchObject({
      grossCents: 1_137_441,
      cutCents: 137_441,
      netCents: 1_000_000,
      remainingCents: 200_000,
    })
  })
  test.each([
    ['very-low', 2, 2_400_000],
    ['very-low', 3, 3_200_000],
    ['very-low', 5, 3_200_000],
    ['low', 2, 1_800_000],
    ['low', 3, 2_400_000],
    ['middle', 2, 1_350_000],
    ['middle', 3, 1_800_000],
    ['higher', 2, 300_000],
    ['higher', 3, 400_000],
  ] as const)('%s, %i classes: at most %i cents', (incomeClass, classesGained, cents) => {
    const large = {
      ...worked,
      worksNetCents: 10_000_000,
      worksGrossCents: 10_550_000,
      otherPublicAidCents: 0,
    }
    expect(mprAmpleur({ ...large, incomeClass, classesGained }, today)?.netCents).toBe(cents)
  })
  test('a file filed the day before keeps the former ceilings, and says that its rate is not verified', () => {
    const before = mprAmpleur({ ...worked, leavesFOrG: true }, readParameters(legalParameters, '2025-09-29'))
    expect(before?.grossCents).toBe(3_060_000)
    expect(before?.explanation.parameters.map(({ confidence }) => confidence)).toContain('general-knowledge')
    expect(
      mprAmpleur({ ...worked, leavesFOrG: true }, readParameters(legalParameters, '2025-09-30'))?.grossCents,
    ).toBe(2_400_000)
  })
  test('nothing for one class, nor before it existed; never below zero', () => {
    expect(mprAmpleur({ ...worked, classesGained: 1 }, today)).toBeUndefined()
    expect(mprAmpleur(worked, readParameters(legalParameters, '2023-06-01'))).toBeUndefined()
    expect(mprAmpleur({ ...worked, otherPublicAidCents: 9_000_000 }, today)?.netCents).toBe(0)
  })
})

describe('MaPrimeAdapt’', () => {
  test('9 400 of works, modest: 4 700', () => {
    expect(maPrimeAdapt({ worksNetCents: 940_000, incomeClass: 'low', usedNetCents: 0 }, today)?.cents).toBe(
      470_000,
    )
  })
  test('a second request two years later: 6 300 and not 8 000', () => {
    expect(
      maPrimeAdapt({ worksNetCents: 1_600_000, incomeClass: 'low', usedNetCents: 940_000 }, today),
    ).toMatchObject({
      cents: 630_000,
      eligibleCents: 1_260_000,
    })
  })
  test('at most 15 400 and 11 000; nothing above the modest ceiling, nor when the cap is used up', () => {
    const most = (incomeClass: 'very-low' | 'low' | 'middle', usedNetCents = 0) =>
      maPrimeAdapt({ worksNetCents: 9_000_000, incomeClass, usedNetCents }, today)?.cents
    expect([most('very-low'), most('low'), most('middle'), most('low', 3_000_000)]).toEqual([
      1_540_000,
      1_100_000,
      undefined,
      0,
    ])
  })
})

describe('Ma Prime Logement Décent', () => {
  test('very modest, from G to D, 62 000 of works: 55 800', () => {
    expect(
      decentHome(
        { worksNetCents: 6_200_000, incomeClass: 'very-low', labelBefore: 'G', labelAfter: 'D' },
        today,
      )?.cents,
    ).toBe(5_580_000)
  })
  test.each([
    ['low', 'G', 'E', 4_200_000],
    ['low', 'G', 'F', 2_500_000],
    ['low', 'E', 'D', 4_200_000],
  ] as const)('%s, from %s to %s, large works', (incomeClass, labelBefore, labelAfter, cents) => {
    expect(
      decentHome({ worksNetCents: 20_000_000, incomeClass, labelBefore, labelAfter }, today)?.cents,
    ).toBe(cents)
  })
  test('nothing above the modest ceiling', () => {
    expect(
      decentHome({ worksNetCents: 100, incomeClass: 'middle', labelBefore: 'G', labelAfter: 'D' }, today),
    ).toBeUndefined()
  })
})
