import { describe, expect, test } from 'vitest'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { eviction } from '#domain/procedures/eviction.ts'
import { isInTruce, outsideTruce } from '#domain/procedures/eviction-days.ts'
import { drawn, lawForTests, type Told } from '#domain/procedures/procedure-for-tests.ts'

const social = { leaseSignedOn: '2024-05-01', landlord: 'legal-person' }
const openedOn: PlainDate = '2025-12-01'
const on = (told: readonly Told[], today: PlainDate, circumstances: FieldValues = social) =>
  drawn(eviction, { openedOn, circumstances }, told, today)

const referred: Told = ['2025-12-15', 'ccapex-referred', { by: 'caf-msa' }]
const command: Told = ['2026-01-12', 'command-to-pay', { debtCents: 184_753 }]
const summoned: Told = ['2026-03-03', 'summoned', { hearingOn: '2026-05-05' }]
const told: Told = ['2026-03-03', 'prefect-told']
const asked: Told = ['2026-03-06', 'assessment-requested']
const heard: Told = ['2026-05-05', 'hearing']
const toHearing = [
  referred,
  command,
  summoned,
  told,
  asked,
  ['2026-04-20', 'assessment-sent'],
  heard,
] as const
const toQuit: readonly Told[] = [
  ...toHearing,
  ['2026-06-15', 'termination-ordered'],
  ['2026-07-01', 'command-to-quit'],
]
const forced: readonly Told[] = [...toQuit, ['2026-09-02', 'force-requested']]

describe('the worked timeline of a social landlord and a lease of 2024 (handbook §2.2)', () => {
  test('the CAF is told on 15 December: no summons before Monday 16 February', () => {
    const line = on([referred], '2025-12-15')
    expect(line.state).toBe('ccapex-referred')
    expect(line.of('before-summons')).toMatchObject({
      rawDueOn: '2026-02-15',
      dueOn: '2026-02-16',
      why: '2 mois après la saisine de la CCAPEX (dimanche), reporté au lundi 16/02/2026',
    })
  })

  test('the order to pay of 12 January runs six weeks, to 23 February', () => {
    expect(on([referred, command], '2026-01-12').due('command-period')).toBe('2026-02-23')
    expect(on([referred, command], '2026-02-23').state).toBe('command-to-pay')
    const after = on([referred, command], '2026-02-24')
    expect(after.state).toBe('clause-acquired')
    expect(after.since).toBe('2026-02-23')
  })

  test('it may summon from 23 February, not the day before', () => {
    expect(on([referred, command], '2026-02-22').heldBack('summoned')).toMatch('n’est pas passé')
    expect(on([referred, command], '2026-02-23').may('summoned')).toBe(true)
  })

  test('a lease of 2021 whose clause says two months runs to 12 March', () => {
    const older = { leaseSignedOn: '2021-06-01', landlord: 'legal-person' }
    expect(on([referred, command], '2026-01-12', older).due('command-period')).toBe('2026-03-12')
    const three = { ...older, clauseMonths: 3 }
    expect(on([referred, command], '2026-01-12', three).due('command-period')).toBe('2026-04-13')
    expect(
      on([referred, command], '2026-01-12', { ...older, leaseSignedOn: '2023-07-28' }).due('command-period'),
    ).toBe('2026-03-12')
    expect(
      on([referred, command], '2026-01-12', { ...older, leaseSignedOn: '2023-07-29' }).due('command-period'),
    ).toBe('2026-02-23')
  })

  test('told to the prefect on 3 March, no hearing before 14 April; the assessment is due on 27 April', () => {
    const line = on([referred, command, summoned, told, asked], '2026-03-06')
    expect(line.due('earliest-hearing')).toBe('2026-04-14')
    expect(line.due('assessment-interview')).toBe('2026-03-27')
    expect(line.due('assessment-due')).toBe('2026-04-27')
    expect(line.due('tell-prefect')).toBe('2026-03-24')
    expect(line.of('tell-prefect')?.status).toBe('met')
    expect(line.state).toBe('assessment-requested')
  })

  test('the order to quit of 1 July lets nobody be evicted before 1 September', () => {
    const line = on(toQuit, '2026-07-01')
    expect(line.due('earliest-eviction')).toBe('2026-09-01')
    expect(line.due('winter-truce-begins')).toBe('2026-11-01')
    expect(on(toQuit, '2026-08-31').may('evicted')).toBe(false)
    expect(on(toQuit, '2026-09-01').may('evicted')).toBe(true)
  })

  test('the prefect asked on 2 September is silent on 2 November: the State answers from 1 April only', () => {
    expect(on(forced, '2026-11-02').state).toBe('force-requested')
    const refused = on(forced, '2026-11-03')
    expect(refused.state).toBe('force-refused')
    expect(refused.since).toBe('2026-11-02')
    expect(refused.due('state-liability')).toBe('2027-04-01')
    expect(refused.due('earliest-eviction')).toBe('2027-04-01')
    expect(on(forced, '2027-03-31').state).toBe('force-refused')
    expect(on(forced, '2027-04-01').state).toBe('state-liability')
  })

  test('day by day, the state changes on these days and no other', () => {
    const seen: [PlainDate, string][] = []
    for (let day: PlainDate = '2025-12-01'; day <= '2027-04-02'; day = addDays(day, 1)) {
      const { state, problems } = on(forced, day)
      expect(problems).toEqual([])
      if (seen.at(-1)?.[1] !== state) seen.push([day, state])
    }
    expect(seen).toEqual([
      ['2025-12-01', 'amicable'],
      ['2025-12-15', 'ccapex-referred'],
      ['2026-01-12', 'command-to-pay'],
      ['2026-02-24', 'clause-acquired'],
      ['2026-03-03', 'summoned'],
      ['2026-03-06', 'assessment-requested'],
      ['2026-04-20', 'assessment-sent'],
      ['2026-05-05', 'hearing'],
      ['2026-06-15', 'terminated'],
      ['2026-07-01', 'command-to-quit'],
      ['2026-09-02', 'force-requested'],
      ['2026-11-03', 'force-refused'],
      ['2027-04-01', 'state-liability'],
    ])
  })
})

test('31 March and 1 November are inside the truce, 1 April is outside', () => {
  const inside: PlainDate[] = ['2026-11-01', '2026-12-25', '2027-03-31']
  expect(inside.map((day) => isInTruce(day, lawForTests))).toEqual([true, true, true])
  const outside: PlainDate[] = ['2026-10-31', '2027-04-01']
  expect(outside.map((day) => isInTruce(day, lawForTests))).toEqual([false, false])
  expect(outsideTruce('2026-11-01', lawForTests)).toBe('2027-04-01')
  expect(outsideTruce('2027-03-31', lawForTests)).toBe('2027-04-01')
})

describe('before the judge', () => {
  const grant = (detail: FieldValues): Told => ['2026-06-15', 'payment-delays-granted', detail]
  const good = { months: 24, isClauseSuspended: true, askedBy: 'tenant', isRentResumed: true, canPay: true }

  test('a legal person that did not refer to the CCAPEX cannot summon; an individual can', () => {
    expect(on([command], '2026-03-03').heldBack('summoned')).toMatch('CCAPEX')
    const individual = { ...social, landlord: 'individual' }
    expect(on([command], '2026-03-03', individual).may('summoned')).toBe(true)
    expect(on([command], '2026-01-12', individual).due('ccapex-report')).toBe('2026-01-12')
    expect(on([command], '2026-01-12').due('ccapex-report')).toBeNull()
  })

  test('a hearing less than six weeks after the prefect was told does not stand', () => {
    const late: Told = ['2026-03-25', 'prefect-told']
    const line = on([referred, command, summoned, late, heard], '2026-05-05')
    expect(line.of('tell-prefect')?.status).toBe('met-late')
    expect(line.state).toBe('summoned')
    expect(line.problems[0]).toMatch('irrecevable')
    expect(on([referred, command, summoned, ['2026-03-24', 'prefect-told'], heard], '2026-05-05').state).toBe(
      'hearing',
    )
  })

  test('delays with the clause suspended keep the lease; kept to the end, the clause never applied', () => {
    const line = on([...toHearing, grant(good)], '2026-06-15')
    expect(line.state).toBe('payment-delays')
    expect(line.due('payment-delays')).toBe('2028-06-15')
    const kept = on([...toHearing, grant(good), ['2028-06-10', 'delays-honoured']], '2028-06-10')
    expect([kept.state, kept.hasEnded]).toEqual(['clause-undone', true])
    expect(kept.of('payment-delays')?.status).toBe('met')
  })

  test('one payment missed ends the suspension and opens the order to quit', () => {
    const lost = on(
      [...toHearing, grant(good), ['2026-10-05', 'suspension-lost', { missed: 'rent' }]],
      '2026-10-05',
    )
    expect(lost.state).toBe('clause-effective')
    expect(lost.may('command-to-quit')).toBe(true)
    expect(lost.of('payment-delays')?.status).toBe('lapsed')
  })

  test.each([
    ['more than three years', { ...good, months: 37 }, 'trois ans'],
    ['the current rent not resumed', { ...good, isRentResumed: false }, 'loyer courant'],
    ['a debt that cannot be paid', { ...good, canPay: false }, 'en état de payer'],
    ['a suspension nobody asked for', { ...good, askedBy: 'judge' }, 'd’office'],
  ])('it cannot grant %s', (_what, detail, why) => {
    const line = on([...toHearing, grant(detail)], '2026-06-15')
    expect(line.state).toBe('hearing')
    expect(line.problems).toEqual([expect.stringContaining(why)])
  })

  test('it may grant payment delays of its own motion without suspending the clause: the lease is ended', () => {
    const line = on(
      [...toHearing, grant({ ...good, isClauseSuspended: false, askedBy: 'judge' })],
      '2026-06-15',
    )
    expect(line.state).toBe('terminated')
    expect(line.due('payment-delays')).toBe('2028-06-15')
  })
})

describe('after the order to quit', () => {
  test('three more months for hardship, never four', () => {
    const extended = (months: number) =>
      on([...toQuit, ['2026-07-20', 'hardship-extension', { months }]], '2026-07-20')
    expect(extended(2).due('earliest-eviction')).toBe('2027-04-01')
    expect(extended(2).of('earliest-eviction')?.why).toContain('2 mois prolongés de 2 mois')
    expect(extended(4).problems).toEqual([expect.stringContaining('trois mois')])
  })

  test('the two months wait for the prefect to be informed', () => {
    const late: readonly Told[] = [
      ...toHearing,
      ['2026-06-15', 'termination-ordered'],
      ['2026-07-01', 'command-to-quit', { prefectInformed: false }],
    ]
    expect(on(late, '2026-09-10').due('earliest-eviction')).toBeNull()
    expect(on(late, '2026-09-10').heldBack('evicted')).toMatch('préfet')
    const informed = on([...late, ['2026-07-15', 'quit-prefect-informed']], '2026-09-10')
    expect(informed.due('earliest-eviction')).toBe('2026-09-15')
  })

  test('delays to stay go from one month to a year, and the day they end the order to quit is back', () => {
    const stay = (months: number): Told[] => [...toQuit, ['2026-08-10', 'stay-delays-granted', { months }]]
    expect(on(stay(13), '2026-08-10').problems).toEqual([expect.stringContaining('un mois à un an')])
    expect(on(stay(10), '2026-08-10').due('stay-delays')).toBe('2027-06-10')
    expect(on(stay(10), '2026-12-01').state).toBe('stay-delays')
    expect(on(stay(10), '2027-06-09').may('evicted')).toBe(false)
    expect(on(stay(10), '2027-06-10').state).toBe('command-to-quit')
    expect(on(stay(10), '2027-06-10').may('evicted')).toBe(true)
    expect(on(stay(5), '2027-01-10').state).toBe('winter-stay')
  })

  test('in winter nobody is evicted unless rehoused, nor on a Sunday or a holiday', () => {
    expect(on(toQuit, '2026-11-01').state).toBe('winter-stay')
    const rehoused: Told = ['2027-02-02', 'evicted', { isRehoused: true }]
    expect(on([...toQuit, ['2027-02-02', 'evicted']], '2027-02-02').problems).toHaveLength(1)
    expect(on([...toQuit, rehoused], '2027-02-02').state).toBe('evicted')
    expect(on(toQuit, '2027-04-01').state).toBe('command-to-quit')
    expect(on(toQuit, '2026-09-06').heldBack('evicted')).toMatch('dimanche')
    expect(on(toQuit, '2026-09-05').may('evicted')).toBe(true)
  })

  test('furniture left is to be collected within two months', () => {
    const line = on([...toQuit, ['2026-09-03', 'evicted']], '2026-09-03')
    expect(line.due('furniture')).toBe('2026-11-03')
    expect(line.hasEnded).toBe(true)
  })

  test('a refusal during delays to stay makes the State answer from their end', () => {
    const line = on(
      [...toQuit, ['2026-07-02', 'force-requested'], ['2026-08-01', 'force-refused']],
      '2026-08-01',
    )
    expect(line.due('state-liability')).toBe('2026-09-01')
    const stayed: Told[] = [...forced, ['2026-09-10', 'stay-delays-granted', { months: 9 }]]
    expect(on(stayed, '2026-11-03').due('state-liability')).toBe('2027-06-10')
    expect(on(stayed, '2027-06-10').state).toBe('state-liability')
  })

  test('overindebtedness suspends and gives the procedure back where it stood', () => {
    const delays: Told = ['2026-06-15', 'payment-delays-granted', { months: 12 }]
    const suspended: Told = ['2026-09-01', 'overindebtedness-suspended', { months: 24 }]
    const line = on([...toHearing, delays, suspended], '2026-09-01')
    expect(line.state).toBe('overindebtedness-suspended')
    expect(line.due('overindebtedness-suspension')).toBe('2028-09-01')
    const back = on([...toHearing, delays, suspended, ['2027-01-10', 'overindebtedness-ended']], '2027-01-10')
    expect(back.state).toBe('payment-delays')
    const tooLong: Told = ['2026-09-01', 'overindebtedness-suspended', { months: 25 }]
    expect(on([...toHearing, delays, tooLong], '2026-09-01').problems).toEqual([
      expect.stringContaining('deux ans'),
    ])
  })

  test('a protocol stays the eviction; broken, the order to quit is back; kept, a lease is signed', () => {
    const signed: Told = ['2026-08-01', 'protocol-signed']
    expect(on([...toQuit, signed], '2026-12-01').state).toBe('protocol')
    expect(on([...toQuit, signed, ['2027-06-01', 'protocol-broken']], '2027-06-01').state).toBe(
      'command-to-quit',
    )
    expect(on([...toQuit, signed, ['2027-06-01', 'new-lease']], '2027-06-01').state).toBe('new-lease')
  })

  test('paid, rehoused or gone at any time', () => {
    for (const event of ['paid', 'rehoused', 'left', 'withdrawn'])
      for (const day of ['2025-12-02', '2026-02-01', '2026-05-05', '2026-07-10', '2026-12-01'] as PlainDate[])
        expect(on(forced, day).may(event)).toBe(true)
  })
})
