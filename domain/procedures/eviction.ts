import type { DelayRule, ProcedureDefinition, Transition } from '#domain/procedures/definition.ts'
import { evictionDelays as delay } from '#domain/procedures/eviction-delays.ts'
import { evictionGuards } from '#domain/procedures/eviction-guards.ts'
import { evictionCircumstances, evictionEvents, evictionStates } from '#domain/procedures/eviction-steps.ts'

const summoned = ['summoned', 'assessment-requested', 'assessment-sent']
const forced = ['force-requested', 'force-granted', 'force-refused', 'state-liability']
const quitting = ['command-to-quit', 'winter-stay', 'stay-delays', ...forced]
const paused = ['stay-delays', 'overindebtedness-suspended', 'protocol']
const lost = ['terminated', 'clause-effective']
const active = Object.keys(evictionStates).filter((state) => evictionStates[state]?.ends === undefined)

const row = (
  from: readonly string[],
  event: string,
  to: string,
  source: string,
  { delays = [], guards = [] }: { delays?: readonly DelayRule[]; guards?: readonly string[] } = {},
): Transition => ({ from, event, to, source, delays, guards })

/** A fact that changes what is awaited, not where the procedure stands. */
const noted = (
  states: readonly string[],
  event: string,
  source: string,
  more: { delays?: readonly DelayRule[]; guards?: readonly string[] } = {},
): Transition[] => states.map((state) => row([state], event, state, source, more))

const beforeCourt: readonly Transition[] = [
  row(['amicable'], 'ccapex-referred', 'ccapex-referred', 'loi 89-462 art. 24 II ; CCH R.824-30', {
    delays: [delay.beforeSummons],
  }),
  ...noted(['command-to-pay', 'clause-acquired'], 'ccapex-referred', 'loi 89-462 art. 24 I et II', {
    delays: [delay.beforeSummons],
  }),
  row(
    ['amicable', 'ccapex-referred', 'command-to-pay', 'clause-acquired'],
    'command-to-pay',
    'command-to-pay',
    'loi 89-462 art. 24 I',
    { delays: [delay.commandPeriod, delay.ccapexReport] },
  ),
  row(['command-to-pay'], 'clause-acquired', 'clause-acquired', 'loi 89-462 art. 24 I'),
  row(['command-to-pay', 'clause-acquired'], 'summoned', 'summoned', 'loi 89-462 art. 24 II et III', {
    guards: ['command-period-over', 'ccapex-period-over'],
    delays: [delay.tellPrefect, delay.assessmentDue, delay.hearingDay],
  }),
]

const inCourt: readonly Transition[] = [
  ...noted(summoned, 'prefect-told', 'loi 89-462 art. 24 III', { delays: [delay.earliestHearing] }),
  row(['summoned'], 'assessment-requested', 'assessment-requested', 'décret 2021-8', {
    delays: [delay.assessmentInterview],
  }),
  ...noted(['assessment-requested'], 'interview-offered', 'décret 2021-8'),
  row(['summoned', 'assessment-requested'], 'assessment-sent', 'assessment-sent', 'décret 2021-8'),
  ...noted(['summoned', 'assessment-requested'], 'adjourned', 'CPC art. 446-1 et suivants', {
    delays: [delay.assessmentDue, delay.hearingDay],
  }),
  row(['assessment-sent', 'hearing'], 'adjourned', 'assessment-sent', 'CPC art. 446-1 et suivants', {
    delays: [delay.hearingDay],
  }),
  row([...summoned, 'hearing'], 'inadmissible', 'clause-acquired', 'loi 89-462 art. 24 III'),
  row(summoned, 'hearing', 'hearing', 'loi 89-462 art. 24 III', { guards: ['prefect-told-in-time'] }),
  row(['hearing'], 'payment-delays-granted', 'payment-delays', 'loi 89-462 art. 24 V et VII', {
    guards: ['delays-not-too-long', 'rent-resumed', 'can-pay', 'suspension-asked', 'clause-suspended'],
    delays: [delay.paymentDelays],
  }),
  row(['hearing'], 'payment-delays-granted', 'terminated', 'loi 89-462 art. 24 V', {
    guards: ['delays-not-too-long', 'rent-resumed', 'can-pay', 'clause-not-suspended'],
    delays: [delay.paymentDelays],
  }),
  row(['hearing'], 'termination-ordered', 'terminated', 'loi 89-462 art. 24'),
  row(['hearing'], 'claim-dismissed', 'dismissed', 'loi 89-462 art. 24'),
  row(['payment-delays'], 'delays-honoured', 'clause-undone', 'loi 89-462 art. 24 VII'),
  row(['payment-delays'], 'suspension-lost', 'clause-effective', 'loi 89-462 art. 24 VII'),
  ...noted(['payment-delays'], 'delays-replaced', 'C. consom. L.714-1 I', { delays: [delay.paymentDelays] }),
  ...noted(['payment-delays'], 'debt-written-off', 'C. consom. L.714-1 II', {
    delays: [delay.afterWriteOff],
  }),
]

const toQuit: readonly Transition[] = [
  row(lost, 'command-to-quit', 'command-to-quit', 'CPCE L.411-1 et L.412-1', {
    delays: [delay.prefectInformed, delay.earliestEviction, delay.truceBegins],
  }),
  ...noted(['stay-delays'], 'command-to-quit', 'CPCE L.411-1 et L.412-1', {
    delays: [delay.prefectInformed, delay.earliestEviction, delay.truceBegins],
  }),
  ...noted(quitting, 'quit-prefect-informed', 'CPCE L.412-5', {
    guards: ['quit-command-served'],
    delays: [delay.earliestEviction],
  }),
  ...noted(['command-to-quit', 'winter-stay'], 'hardship-extension', 'CPCE L.412-2', {
    guards: ['hardship-not-too-long'],
    delays: [delay.earliestEviction],
  }),
  row([...lost, ...quitting], 'stay-delays-granted', 'stay-delays', 'CPCE L.412-3 et L.412-4', {
    guards: ['stay-within-limits'],
    delays: [delay.stayDelays, delay.earliestEviction],
  }),
  ...backToQuitting('stay-delays', 'stay-delays-ended', 'CPCE L.412-4'),
  row(['stay-delays'], 'stay-delays-ended', 'terminated', 'CPCE L.412-4'),
  row(['command-to-quit'], 'winter-truce-began', 'winter-stay', 'CPCE L.412-6', {
    delays: [delay.truceEnds, delay.earliestEviction],
  }),
  ...noted([...forced, ...paused], 'winter-truce-began', 'CPCE L.412-6', {
    delays: [delay.truceEnds, delay.earliestEviction],
  }),
  row(['winter-stay'], 'winter-truce-ended', 'command-to-quit', 'CPCE L.412-6', {
    delays: [delay.truceBegins],
  }),
  ...noted([...forced, ...paused], 'winter-truce-ended', 'CPCE L.412-6', { delays: [delay.truceBegins] }),
]

/** Where a pause ends: the winter may have come in the meantime. */
function backToQuitting(from: string, event: string, source: string): Transition[] {
  const delays = [delay.earliestEviction]
  return [
    row([from], event, 'winter-stay', source, { guards: ['quit-command-served', 'in-truce'], delays }),
    row([from], event, 'command-to-quit', source, { guards: ['quit-command-served'], delays }),
  ]
}

const withForce: readonly Transition[] = [
  row(
    ['command-to-quit', 'winter-stay', 'force-refused', 'state-liability'],
    'force-requested',
    'force-requested',
    'CPCE L.153-1 et R.153-1',
    { delays: [delay.forceSilence] },
  ),
  row(
    ['force-requested', 'force-refused', 'state-liability'],
    'force-granted',
    'force-granted',
    'CPCE R.153-1',
    {
      guards: ['police-period-over'],
      delays: [delay.earliestEviction],
    },
  ),
  ...['force-refused', 'force-refused-by-silence'].flatMap((refusal) => [
    row(
      ['force-requested', 'command-to-quit', 'winter-stay'],
      refusal,
      'force-refused',
      'CPCE R.153-1 et R.154-1',
      {
        guards: ['force-asked'],
        delays: [delay.stateLiability, delay.earliestEviction],
      },
    ),
    ...noted(paused, refusal, 'CPCE R.153-1 et R.154-5', {
      guards: ['force-asked'],
      delays: [delay.stateLiability],
    }),
  ]),
  row(
    ['force-refused', 'force-requested', 'command-to-quit', 'winter-stay'],
    'state-liability-began',
    'state-liability',
    'CPCE L.153-1 et R.154-1',
  ),
  ...noted(paused, 'state-liability-began', 'CPCE L.153-1 et R.154-5'),
  row(
    ['command-to-quit', 'winter-stay', 'force-granted'],
    'evicted',
    'evicted',
    'CPCE L.412-1, L.412-6 et L.141-1',
    {
      guards: ['quit-period-over', 'outside-truce', 'lawful-day'],
      delays: [delay.furniture],
    },
  ),
]

const terminatedInCourt = [...lost, 'payment-delays', ...quitting]
const exits: readonly Transition[] = [
  row(
    active.filter((state) => state !== 'overindebtedness-suspended'),
    'overindebtedness-suspended',
    'overindebtedness-suspended',
    'C. consom. L.722-6 à L.722-9',
    { guards: ['suspension-not-too-long'], delays: [delay.suspension] },
  ),
  ...backToQuitting('overindebtedness-suspended', 'overindebtedness-ended', 'C. consom. L.722-9'),
  {
    ...row(['overindebtedness-suspended'], 'overindebtedness-ended', 'terminated', 'C. consom. L.722-9'),
    returns: true,
  },
  row(terminatedInCourt, 'protocol-signed', 'protocol', 'CCH L.353-15-2 et L.442-6-5'),
  ...backToQuitting('protocol', 'protocol-broken', 'CCH L.353-15-2'),
  row(['protocol'], 'protocol-broken', 'clause-effective', 'CCH L.353-15-2'),
  row(['protocol'], 'new-lease', 'new-lease', 'CCH L.353-15-2'),
  row(active, 'paid', 'paid', 'loi 89-462 art. 24 I'),
  row(active, 'rehoused', 'rehoused', 'CPCE L.412-6'),
  row(active, 'left', 'left', 'loi 89-462 art. 15'),
  row(active, 'withdrawn', 'withdrawn', 'CPC art. 394'),
]

/** SM-3: from the first unpaid rent to the eviction or to one of its many other ends (handbook §2). */
export const eviction: ProcedureDefinition = {
  kind: 'eviction',
  version: '2026-11-22',
  compartment: 'gestion',
  circumstances: evictionCircumstances,
  start: 'amicable',
  states: evictionStates,
  events: evictionEvents,
  guards: evictionGuards,
  rows: [...beforeCourt, ...inCourt, ...toQuit, ...withForce, ...exits],
  sources: [
    'loi 89-462 du 6 juillet 1989 art. 24 (loi 2023-668 du 27 juillet 2023)',
    'CPCE L.411-1 à L.412-8, R.153-1, R.154-1 à R.154-7 (lus au 02/04/2026)',
    'décret 2021-8 du 5 janvier 2021',
    'décret 2015-1384 (CCAPEX)',
  ],
}
