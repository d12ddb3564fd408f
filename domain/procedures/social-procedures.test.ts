import { describe, expect, test } from 'vitest'
import type { Holidays } from '#domain/calendar.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { cohesionProtocol } from '#domain/procedures/cohesion-protocol.ts'
import type { FieldValues, Law, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { deriveProcedure } from '#domain/procedures/derive.ts'
import { fsl } from '#domain/procedures/fsl.ts'
import { overindebtedness } from '#domain/procedures/overindebtedness.ts'

const holidays: Holidays = new Set<PlainDate>([
  '2026-01-01',
  '2026-04-06',
  '2026-05-01',
  '2026-05-08',
  '2026-05-14',
  '2026-05-25',
  '2026-07-14',
  '2026-08-15',
  '2026-11-01',
  '2026-11-11',
  '2026-12-25',
  '2027-01-01',
])
const law: Law = { on: (day) => readParameters(legalParameters, day), holidays: () => holidays }

type Told = readonly [event: string, on: PlainDate, detail?: FieldValues]
const draw = (
  definition: ProcedureDefinition,
  circumstances: FieldValues,
  told: readonly Told[],
  today: PlainDate,
) => {
  const facts = told.map(([event, on, detail = {}], index) => ({ id: `f${index}`, event, on, detail }))
  const derived = deriveProcedure(definition, { openedOn: '2025-01-01', circumstances }, facts, law, today)
  const due = (rule: string) => derived.deadlines.findLast((one) => one.rule.rule === rule)
  return {
    ...derived,
    problems: derived.steps.flatMap(({ problem }) => problem ?? []),
    dueOf: (rule: string) => due(rule)?.dueOn,
    statusOf: (rule: string) => due(rule)?.status,
    events: derived.steps.map(({ fact }) => `${fact.on} ${fact.event}`),
  }
}

describe('cohesion protocol (SM-4)', () => {
  const terminated = { landlord: 'social', terminatedOn: '2025-11-04', hasDebt: true } as const
  const upToSignature: Told[] = [
    ['plan-submitted', '2026-01-12'],
    ['plan-approved', '2026-02-10'],
    ['signed', '2026-03-02', { months: 24, leaseMonths: 3 }],
  ]

  test('is signed for two years, and checked every six months', () => {
    const drawn = draw(cohesionProtocol, terminated, upToSignature, '2026-03-02')
    expect(drawn.state).toBe('signed')
    expect(drawn.dueOf('protocol-end')).toBe('2028-03-02')
    expect(drawn.dueOf('protocol-check')).toBe('2026-09-02')
    const checked = draw(
      cohesionProtocol,
      terminated,
      [...upToSignature, ['checked', '2026-09-01']],
      '2026-09-01',
    )
    expect(checked.state).toBe('signed')
    expect(checked.dueOf('protocol-check')).toBe('2027-03-01')
  })

  test('lasts two years at most', () => {
    const [submitted, approved] = upToSignature as [Told, Told]
    const drawn = draw(
      cohesionProtocol,
      terminated,
      [submitted, approved, ['signed', '2026-03-02', { months: 25 }]],
      '2026-03-02',
    )
    expect(drawn.state).toBe('plan-approved')
    expect(drawn.problems).toEqual(['Un protocole dure au plus deux ans.'])
  })

  test('breached, renegotiated within three months, prolonged by three years at most', () => {
    const breached: Told[] = [...upToSignature, ['breached', '2026-10-05'], ['payer-told', '2026-10-08']]
    const told = draw(cohesionProtocol, terminated, breached, '2026-10-08')
    expect(told.state).toBe('renegotiation')
    expect(told.dueOf('renegotiation')).toBe('2027-01-08')
    const amended = draw(
      cohesionProtocol,
      terminated,
      [...breached, ['amended', '2026-12-15', { months: 36 }]],
      '2026-12-15',
    )
    expect(amended.statusOf('renegotiation')).toBe('met')
    expect(amended.dueOf('protocol-end')).toBe('2031-03-02')
    const again = draw(
      cohesionProtocol,
      terminated,
      [...breached, ['amended', '2026-12-15', { months: 36 }], ['amended', '2027-02-01', { months: 1 }]],
      '2027-02-01',
    )
    expect(again.problems).toEqual(['Les avenants prolongent le protocole de trois ans au plus, en tout.'])
  })

  test('nothing renegotiated: a default plan of 36 months, then the aid suspended, then the eviction again', () => {
    const facts: Told[] = [
      ...upToSignature,
      ['breached', '2026-10-05'],
      ['payer-told', '2026-10-08'],
      ['default-plan-imposed', '2027-01-11'],
    ]
    const drawn = draw(cohesionProtocol, terminated, facts, '2027-01-11')
    expect(drawn.state).toBe('default-plan')
    expect(drawn.dueOf('default-plan-end')).toBe('2030-01-11')
    const ended = draw(
      cohesionProtocol,
      terminated,
      [...facts, ['aid-suspended', '2027-05-03'], ['terminated', '2027-06-01']],
      '2027-06-01',
    )
    expect(ended.state).toBe('terminated')
    expect(ended.hasEnded).toBe(true)
  })

  test('honoured: a new lease within the three months', () => {
    const drawn = draw(
      cohesionProtocol,
      terminated,
      [...upToSignature, ['honoured', '2027-03-01']],
      '2027-03-01',
    )
    expect(drawn.dueOf('new-lease')).toBe('2027-06-01')
  })

  test('overindebtedness after the signature suspends the debt, then prolongs the protocol by its measures', () => {
    const suspended: Told[] = [...upToSignature, ['overindebtedness-admissible', '2026-06-01']]
    expect(draw(cohesionProtocol, terminated, suspended, '2026-06-01').state).toBe('payments-suspended')
    const measured = draw(
      cohesionProtocol,
      terminated,
      [...suspended, ['measures-set', '2026-10-01', { months: 84 }]],
      '2026-10-01',
    )
    expect(measured.dueOf('measures-end')).toBe('2033-10-01')
    const ended = draw(
      cohesionProtocol,
      terminated,
      [...suspended, ['overindebtedness-ended', '2026-09-01']],
      '2026-09-01',
    )
    expect(ended.state).toBe('signed')
    expect(ended.dueOf('protocol-end')).toBe('2028-03-02')
  })

  test('is for HLM landlords, and without a debt is signed without the paying body', () => {
    const other = draw(
      cohesionProtocol,
      { ...terminated, landlord: 'private' },
      [['plan-submitted', '2026-01-12']],
      '2026-01-12',
    )
    expect(other.problems).toEqual(['Le protocole de cohésion sociale est réservé aux bailleurs HLM.'])
    const signed: Told[] = [['signed', '2026-03-02', { months: 12 }]]
    expect(draw(cohesionProtocol, terminated, signed, '2026-03-02').state).toBe('draft')
    expect(draw(cohesionProtocol, { ...terminated, hasDebt: false }, signed, '2026-03-02').state).toBe(
      'signed',
    )
  })
})

describe('FSL request (SM-13)', () => {
  const asked = { aid: 'rent-arrears', requestedBy: 'household', askedCents: 120_000 } as const
  const complete: Told[] = [
    ['instructed', '2026-03-02'],
    ['completed', '2026-03-16'],
  ]

  test('a refusal is contested within two months, then stands', () => {
    const facts: Told[] = [...complete, ['refused', '2026-04-10', { reason: 'Ressources' }]]
    const refused = draw(fsl, asked, facts, '2026-06-10')
    expect(refused.state).toBe('refused')
    expect(refused.dueOf('fsl-appeal')).toBe('2026-06-10')
    const final = draw(fsl, asked, facts, '2026-06-11')
    expect(final.state).toBe('refusal-final')
    expect(final.events.at(-1)).toBe('2026-06-10 appeal-time-over')
    const appealed = draw(fsl, asked, [...facts, ['appeal-filed', '2026-06-09']], '2026-07-01')
    expect(appealed.state).toBe('appealed')
  })

  test('another than the household asks with its agreement only, and no residence is ever asked', () => {
    const by = { ...asked, requestedBy: 'landlord' }
    expect(draw(fsl, by, complete, '2026-03-16').state).toBe('draft')
    expect(draw(fsl, { ...by, agreedOn: '2026-03-01' }, complete, '2026-03-16').state).toBe('complete')
    expect(JSON.stringify(fsl.circumstances)).not.toMatch(/résid/i)
  })

  test('a local delay is announced when the rules give one, and none otherwise', () => {
    expect(draw(fsl, asked, complete, '2026-03-16').dueOf('fsl-decision')).toBeUndefined()
    const local = { ...asked, decisionMonths: 2, enteredOn: '2026-02-01', monthsToApply: 3 }
    const drawn = draw(fsl, local, complete, '2026-03-16')
    expect(drawn.dueOf('fsl-decision')).toBe('2026-05-18')
    expect(drawn.statusOf('apply-before')).toBe('met')
    expect(drawn.dueOf('apply-before')).toBe('2026-05-01')
  })

  test('a loan is repaid before the request closes; a grant closes once paid', () => {
    const granted = (detail: FieldValues): Told[] => [
      ...complete,
      ['granted', '2026-04-10', detail],
      ['paid', '2026-04-20', { payee: 'Trois Rives Habitat' }],
      ['closed', '2026-04-21'],
    ]
    expect(draw(fsl, asked, granted({ form: 'grant', grantCents: 120_000 }), '2026-04-21').state).toBe(
      'closed',
    )
    const loan = granted({ form: 'loan', loanCents: 120_000, loanMonths: 24 })
    expect(draw(fsl, asked, loan, '2026-04-21').state).toBe('paid')
    const repaid = draw(fsl, asked, [...loan.slice(0, -1), ['repayment-started', '2026-05-05']], '2026-05-05')
    expect(repaid.dueOf('fsl-loan-end')).toBe('2028-05-05')
    expect(draw(fsl, asked, granted({ form: 'both', loanCents: 1 }), '2026-04-21').problems[0]).toBe(
      'Écrivez le montant de la subvention ou celui du prêt accordé.',
    )
  })
})

describe('overindebtedness (SM-6)', () => {
  const filed: Told = ['filed', '2026-01-15']
  const admissible: Told = ['admissible', '2026-03-20']

  test('is decided within three months, while the aid is kept', () => {
    const drawn = draw(overindebtedness, {}, [filed], '2026-02-01')
    expect(drawn.dueOf('commission-decision')).toBe('2026-04-15')
    expect(drawn.dueOf('aid-kept')).toBe('2026-04-15')
  })

  test('inadmissible: fifteen days to appeal, then rejected by silence', () => {
    const facts: Told[] = [filed, ['inadmissible', '2026-03-20']]
    const drawn = draw(overindebtedness, {}, facts, '2026-04-07')
    // 4 April 2026 is the Saturday of Easter, and Monday 6 a holiday.
    expect(drawn.dueOf('inadmissibility-appeal')).toBe('2026-04-07')
    expect(drawn.state).toBe('inadmissible')
    expect(draw(overindebtedness, {}, facts, '2026-04-08').state).toBe('rejected')
    const appealed: Told[] = [
      ...facts,
      ['inadmissibility-appealed', '2026-04-07'],
      ['admissible', '2026-06-01'],
    ]
    expect(draw(overindebtedness, {}, appealed, '2026-06-01').state).toBe('admissible')
  })

  test('admissible: executions wait two years at most, and the eviction only if a judge is asked', () => {
    const drawn = draw(overindebtedness, {}, [filed, admissible], '2026-03-20')
    expect(drawn.dueOf('executions-suspended')).toBe('2028-03-20')
    const refused = draw(
      overindebtedness,
      {},
      [filed, admissible, ['eviction-suspension-granted', '2026-04-10']],
      '2026-04-10',
    )
    expect(refused.problems).toHaveLength(1)
    const granted = draw(
      overindebtedness,
      {},
      [
        filed,
        admissible,
        ['eviction-suspension-asked', '2026-03-25'],
        ['eviction-suspension-granted', '2026-04-10', { months: 24 }],
      ],
      '2026-04-10',
    )
    expect(granted.state).toBe('admissible')
    expect(granted.dueOf('eviction-suspended')).toBe('2028-04-10')
  })

  test('measures come into force after thirty days without contest, for seven years at most', () => {
    const notified = (months: number): Told[] => [
      filed,
      admissible,
      ['measures-notified', '2026-05-04', { months, suspensionMonths: 24, rentMonthlyCents: 14_400 }],
    ]
    const waiting = draw(overindebtedness, {}, notified(84), '2026-06-03')
    expect(waiting.state).toBe('measures-notified')
    expect(waiting.dueOf('contest')).toBe('2026-06-03')
    const drawn = draw(overindebtedness, { hasJudgeDelays: true }, notified(84), '2026-06-04')
    expect(drawn.state).toBe('measures-in-force')
    expect(drawn.dueOf('measures-end')).toBe('2033-06-03')
    expect(drawn.dueOf('suspension-end')).toBe('2028-06-03')
    // L.714-1 I: the delays of the judge are replaced, three months more after a suspension.
    expect(drawn.dueOf('judge-delays-replaced')).toBe('2033-09-03')
    expect(drawn.statusOf('executions-suspended')).toBe('lapsed')
    expect(draw(overindebtedness, {}, notified(85), '2026-06-04').problems).toHaveLength(1)
  })

  test('debts written off: the clause waits two years, unknown creditors two months', () => {
    const facts: Told[] = [
      filed,
      admissible,
      ['write-off-notified', '2026-05-04', { decidedOn: '2026-04-28', rentDebtCents: 184_753 }],
      ['write-off-published', '2026-06-15'],
    ]
    const drawn = draw(overindebtedness, {}, facts, '2026-06-15')
    expect(drawn.state).toBe('written-off')
    expect(drawn.dueOf('clause-suspended')).toBe('2028-06-03')
    expect(drawn.dueOf('creditors-not-told')).toBe('2026-08-17')
  })

  test('a conventional plan is for owners', () => {
    const facts: Told[] = [filed, admissible, ['plan-negotiated', '2026-05-04']]
    expect(draw(overindebtedness, { ownsRealEstate: false }, facts, '2026-05-04').state).toBe('admissible')
    expect(draw(overindebtedness, { ownsRealEstate: true }, facts, '2026-05-04').state).toBe(
      'plan-negotiated',
    )
  })
})
