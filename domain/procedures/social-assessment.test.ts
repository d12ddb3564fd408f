import { expect, test } from 'vitest'
import type { PlainDate } from '#domain/plain-date.ts'
import { ccapex } from '#domain/procedures/ccapex.ts'
import { drawn, type Told } from '#domain/procedures/procedure-for-tests.ts'
import { socialAssessment } from '#domain/procedures/social-assessment.ts'

const on = (told: readonly Told[], today: PlainDate) =>
  drawn(socialAssessment, { openedOn: '2026-03-03' }, told, today)
const asked: Told = ['2026-03-06', 'requested', { hearingOn: '2026-05-05' }]
const held: readonly Told[] = [
  asked,
  ['2026-03-20', 'interview-offered', { interviewOn: '2026-04-02' }],
  ['2026-04-02', 'interview-held'],
]

test('asked on 6 March for a hearing on 5 May: interview by 27 March, to the judge by 27 April', () => {
  const line = on([asked], '2026-03-06')
  expect(line.due('interview')).toBe('2026-03-27')
  expect(line.of('to-judge')).toMatchObject({
    dueOn: '2026-04-27',
    why: '5 jours ouvrés avant le 05/05/2026 : 27/04/2026',
  })
})

test('both parties are told how long they may comment before it goes to the judge', () => {
  expect(on(held, '2026-04-02').heldBack('sent')).toMatch('jusqu’à quand')
  const shared: readonly Told[] = [
    ...held,
    ['2026-04-10', 'observations-asked', { observationsBy: '2026-04-20' }],
  ]
  const line = on(shared, '2026-04-10')
  expect(line.due('observations')).toBe('2026-04-20')
  const sent: readonly Told[] = [
    ...shared,
    ['2026-04-15', 'observations-received', { from: 'tenant' }],
    ['2026-04-24', 'sent'],
  ]
  expect(on(sent, '2026-04-24').of('to-judge')?.status).toBe('met')
  expect(on(sent, '2026-04-24').due('to-parties')).toBe('2026-04-24')
  expect(on([...sent, ['2026-04-24', 'given-to-parties']], '2026-04-24').state).toBe('closed')
})

test('a tenant who does not answer has a carence sent with what is known', () => {
  const silent: readonly Told[] = [asked, ['2026-03-20', 'interview-offered'], ['2026-04-20', 'no-answer']]
  expect(on(silent, '2026-04-20').may('sent-without-tenant')).toBe(true)
  expect(on([...silent, ['2026-04-22', 'interview-held']], '2026-04-22').state).toBe('drafting')
  expect(on([...silent, ['2026-04-28', 'sent-without-tenant']], '2026-04-28').of('to-judge')?.status).toBe(
    'met-late',
  )
})

test('a hearing put off puts off the day the judge waits for', () => {
  const moved: readonly Told[] = [asked, ['2026-04-10', 'hearing-moved', { hearingOn: '2026-06-09' }]]
  expect(on(moved, '2026-04-10').due('to-judge')).toBe('2026-06-02')
})

test('the CCAPEX decides on the housing aid from 2027 only', () => {
  const received: readonly Told[] = [['2026-12-01', 'received']]
  const before = (day: PlainDate) => drawn(ccapex, { openedOn: '2026-11-20' }, received, day)
  expect(before('2026-12-31').may('apl-decision')).toBe(false)
  expect(before('2027-01-01').may('apl-decision')).toBe(true)
  const decided = (day: PlainDate) =>
    drawn(
      ccapex,
      { openedOn: '2026-11-20' },
      [...received, [day, 'apl-decision', { decision: 'maintained' }]],
      day,
    )
  expect(decided('2026-12-31').problems).toHaveLength(1)
  expect(decided('2027-01-01').state).toBe('apl-decided')
})

test('a recommendation is followed up by the day the commission asked', () => {
  const told: readonly Told[] = [
    ['2026-12-01', 'received'],
    ['2026-12-10', 'under-review', { sittingOn: '2027-01-14' }],
    ['2027-01-14', 'recommendation', { text: 'Saisir le FSL', answerBy: '2027-02-27' }],
  ]
  const line = drawn(ccapex, { openedOn: '2026-11-20' }, told, '2027-01-14')
  expect(line.state).toBe('recommended')
  expect(line.due('answer')).toBe('2027-03-01')
  const followed = drawn(
    ccapex,
    { openedOn: '2026-11-20' },
    [...told, ['2027-02-20', 'follow-up']],
    '2027-02-20',
  )
  expect(followed.of('answer')?.status).toBe('met')
})
