import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import { addOccupancy, addPerson, makeHome, writeBudget } from '#server/programmes/household-for-tests.ts'
import {
  alerts,
  askForMeasure,
  paper,
  rhythm,
  stands,
  takes,
  turnsDown,
  type Walk,
  walkThrough,
} from '#server/programmes/walk-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2017-01-01T09:00:00Z')
})
afterAll(() => t.close())

const asTenant = (house: TestHouse, householdId: string) => makeHome(house, householdId)

const walks: Walk[] = [
  {
    key: 'avdl-dalo',
    request: { requestedOn: '2026-01-05', motive: 'access-to-home', prescriber: 'mediation-commission' },
    yes: ['public', 'needs-housing-support'],
    turnedDown: [
      { change: { prescriber: 'household' }, reason: 'prescriber-not-allowed' },
      { change: { prescriber: 'landlord' }, reason: 'prescriber-not-allowed' },
    ],
    steps: [
      takes('2026-01-08', { kind: 'oriented' }, 'oriented'),
      takes('2026-01-15', { kind: 'diagnosis-started' }, 'diagnosis'),
      turnsDown('2026-01-20', { kind: 'started' }, 'no-contract-asked'),
      takes('2026-01-20', { kind: 'contract-signed' }, 'contract-signed'),
      turnsDown('2026-01-20', { kind: 'started' }, 'document-missing'),
      paper('2026-01-20', 'dalo-decision', 'support-contract'),
      turnsDown('2026-01-20', { kind: 'started', months: 7 }, 'within-first-length'),
      takes('2026-01-20', { kind: 'started' }, 'active', {
        phase: 'towards-home',
        endsOn: '2026-07-20',
        limitOn: '2027-01-20',
        nextDueOn: '2026-04-20',
      }),
      takes('2026-04-20', { kind: 'reviewed' }, 'active'),
      takes('2026-05-02', { kind: 'phase-entered', phase: 'moving-in' }, 'active', { phase: 'moving-in' }),
      takes('2026-07-10', { kind: 'renewed', months: 6 }, 'active', { endsOn: '2027-01-20' }),
      takes('2026-08-01', { kind: 'phase-entered', phase: 'in-home' }, 'active', { phase: 'in-home' }),
      turnsDown('2026-12-01', { kind: 'renewed', months: 1 }, 'renewal-left'),
      stands('2027-01-20', 'active'),
      stands('2027-01-21', 'overdue'),
      turnsDown('2027-01-21', { kind: 'renewed', months: 2 }, 'before-expiry'),
      takes(
        '2027-01-22',
        { kind: 'derogated', until: '2027-03-20', reason: 'Bail signé, emménagement en mars' },
        'overdue',
      ),
      turnsDown('2027-01-22', { kind: 'renewed', months: 3 }, 'within-limit'),
      takes('2027-01-22', { kind: 'renewed', months: 2 }, 'active', { endsOn: '2027-03-20' }),
      turnsDown('2027-03-15', { kind: 'ended', exit: 'lease-slid' }, 'allowed-exit'),
      takes('2027-03-15', { kind: 'ended', exit: 'ordinary-social-housing' }, 'ended'),
      turnsDown('2027-08-14', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluation-not-early'),
      takes('2027-09-15', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
      turnsDown('2027-09-16', { kind: 'evaluated', months: 3, result: 'housed' }, 'evaluation-asked'),
      takes('2028-03-15', { kind: 'evaluated', months: 12, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'avdl',
    request: { requestedOn: '2026-02-02', motive: 'staying-in-home', prescriber: 'landlord' },
    yes: ['needs-housing-support', 'not-dalo'],
    turnedDown: [{ change: { prescriber: 'household' }, reason: 'prescriber-not-allowed' }],
    steps: [
      takes('2026-02-09', { kind: 'diagnosis-started' }, 'diagnosis'),
      takes('2026-02-16', { kind: 'contract-signed' }, 'contract-signed'),
      paper('2026-02-16', 'prescription', 'support-contract'),
      takes('2026-02-16', { kind: 'started', phase: 'in-home', months: 3 }, 'active', {
        phase: 'in-home',
        endsOn: '2026-05-16',
      }),
      takes('2026-03-01', { kind: 'suspended', reason: 'Hospitalisation' }, 'suspended'),
      takes('2026-04-01', { kind: 'resumed' }, 'active', { endsOn: '2026-05-16' }),
      turnsDown('2026-05-10', { kind: 'renewed', months: 7 }, 'renewable-length'),
      takes('2026-05-10', { kind: 'renewed', months: 6 }, 'active', { endsOn: '2026-11-16' }),
      turnsDown('2026-09-01', { kind: 'ended', exit: 'home-purchase' }, 'allowed-exit'),
      takes('2026-09-01', { kind: 'ended', exit: 'objective-reached' }, 'ended'),
      takes('2027-03-01', { kind: 'evaluated', months: 6, result: 'housed-fragile' }, 'evaluated'),
    ],
  },
  {
    key: 'pasri',
    request: { requestedOn: '2026-03-02', motive: 'arrears', prescriber: 'landlord-group' },
    before: asTenant,
    yes: ['landlord-in-tender'],
    turnedDown: [{ change: { prescriber: 'state-service' }, reason: 'prescriber-not-allowed' }],
    steps: [
      turnsDown('2026-03-05', { kind: 'started' }, 'document-missing'),
      paper('2026-03-05', 'prescription', 'three-party-agreement'),
      takes('2026-03-05', { kind: 'started' }, 'active', { endsOn: '2026-09-05', fixedWeeks: 1 }),
      takes('2026-09-05', { kind: 'renewed', months: 6 }, 'active', { endsOn: '2027-03-05' }),
      takes('2027-03-05', { kind: 'ended', exit: 'other-landlord' }, 'ended'),
      turnsDown('2028-03-05', { kind: 'evaluated', months: 12, result: 'housed' }, 'evaluation-asked'),
      takes('2028-03-05', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'asll',
    request: { requestedOn: '2026-01-12', motive: 'arrears', prescriber: 'fsl-commission' },
    yes: ['commission-decision'],
    turnedDown: [{ change: { prescriber: 'landlord' }, reason: 'prescriber-not-allowed' }],
    steps: [
      takes('2026-01-19', { kind: 'contract-signed' }, 'contract-signed'),
      paper('2026-01-19', 'prescription', 'support-contract'),
      takes('2026-01-19', { kind: 'started' }, 'active', { endsOn: '2026-07-19', nextDueOn: '2026-04-19' }),
      takes('2026-04-17', { kind: 'reviewed' }, 'active', { nextDueOn: '2026-07-19' }),
      turnsDown('2026-06-01', { kind: 'derogated', until: '2027-12-31', reason: 'Rien' }, 'limited-length'),
      stands('2026-07-20', 'active'),
      takes('2026-07-20', { kind: 'renewed', months: 6 }, 'active', { endsOn: '2027-01-19' }),
      takes('2027-01-10', { kind: 'renewed', months: 6 }, 'active', { endsOn: '2027-07-19' }),
      takes('2027-06-30', { kind: 'ended', exit: 'objective-reached' }, 'ended'),
      takes('2027-12-30', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'landlord-support',
    request: { requestedOn: '2018-02-01', motive: 'arrears', prescriber: 'own-team' },
    before: asTenant,
    steps: [
      takes('2018-02-01', { kind: 'started' }, 'active', { endsOn: null, nextDueOn: '2018-08-01' }),
      stands('2020-02-01', 'active'),
      takes('2020-03-01', { kind: 'ended', exit: 'home-purchase' }, 'ended'),
      takes('2020-09-01', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'zero-expulsion',
    request: { requestedOn: '2019-06-03', motive: 'eviction-prevention', prescriber: 'own-team' },
    // 250,00 € of rent and energy, once the aid is taken off, for 1 000,00 € of income: 25,00 %.
    before: (house, householdId) =>
      writeBudget(house, householdId, {
        on: '2019-06-01',
        rent: 30_000,
        energy: 6_000,
        aid: 11_000,
        wages: 100_000,
      }),
    yes: ['public'],
    turnedDown: [{ change: { prescriber: 'association' }, reason: 'prescriber-not-allowed' }],
    steps: [
      takes('2019-06-20', { kind: 'contract-signed' }, 'contract-signed'),
      paper('2019-06-20', 'support-contract'),
      turnsDown('2019-07-01', { kind: 'started' }, 'within-window'),
      takes('2019-07-01', { kind: 'started', on: '2019-06-30' }, 'active', { phase: 'seeking' }),
      stands('2020-12-31', 'active'),
      takes('2021-01-04', { kind: 'ended', exit: 'other-landlord' }, 'ended'),
      takes('2021-07-05', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
      takes('2022-01-04', { kind: 'evaluated', months: 12, result: 'unreachable' }, 'evaluated'),
    ],
  },
  {
    key: 'action-logement-support',
    request: {
      requestedOn: '2020-05-04',
      motive: 'arrears',
      triggeringEvent: 'short-time-work',
      prescriber: 'household',
    },
    yes: ['public', 'not-own-doing'],
    turnedDown: [
      { change: { triggeringEvent: 'rent-too-high' }, reason: 'not-eligible' },
      { change: { triggeringEvent: 'dispute' }, reason: 'not-eligible' },
    ],
    steps: [
      turnsDown('2020-05-06', { kind: 'started' }, 'document-missing'),
      paper('2020-05-06', 'employee-proof'),
      takes('2020-05-06', { kind: 'started' }, 'active', { limitOn: null }),
      turnsDown('2020-11-06', { kind: 'ended', exit: 'objective-reached' }, 'document-missing'),
      paper('2020-11-06', 'social-diagnosis'),
      takes('2020-11-06', { kind: 'ended', exit: 'objective-reached' }, 'ended'),
      takes('2021-05-06', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'soli-al-mission',
    request: { requestedOn: '2021-05-03', motive: 'insertion', prescriber: 'action-logement' },
    yes: ['public'],
    turnedDown: [
      { change: { motive: 'emergency' }, reason: 'not-eligible' },
      { change: { prescriber: 'household' }, reason: 'prescriber-not-allowed' },
    ],
    steps: [
      takes('2021-05-10', { kind: 'contract-signed' }, 'contract-signed'),
      paper('2021-05-10', 'prescription', 'support-contract'),
      turnsDown('2021-05-10', { kind: 'started', months: 13 }, 'within-first-length'),
      takes('2021-05-10', { kind: 'started', months: 12 }, 'active', {
        endsOn: '2022-05-10',
        limitOn: '2022-05-10',
      }),
      rhythm('2021-05-11', 3, { status: 409, reason: 'fixed-rhythm' }),
      turnsDown('2022-05-01', { kind: 'renewed', months: 1 }, 'within-limit'),
      stands('2022-05-10', 'active'),
      stands('2022-05-11', 'overdue'),
      takes('2022-05-12', { kind: 'ended', exit: 'term-reached' }, 'ended'),
      takes('2022-11-12', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'habitat-project',
    request: { requestedOn: '2024-01-08', motive: 'habitat-project', prescriber: 'local-authority' },
    before: (house, householdId) =>
      addPerson(house, householdId, { vulnerabilities: ['mobile-home-living'] }),
    yes: ['in-a-project', 'not-in-social-housing'],
    turnedDown: [{ change: { prescriber: 'landlord' }, reason: 'prescriber-not-allowed' }],
    steps: [
      takes('2024-01-15', { kind: 'contract-signed' }, 'contract-signed'),
      paper('2024-01-15', 'support-contract'),
      takes('2024-01-15', { kind: 'started' }, 'active', {
        phase: 'needs',
        checks: expect.arrayContaining([
          expect.objectContaining({
            testKey: 'public',
            answer: 'yes',
            reason: expect.stringContaining('Habitat mobile'),
          }),
        ]),
      }),
      takes('2024-09-01', { kind: 'phase-entered', phase: 'project' }, 'active'),
      turnsDown('2025-01-01', { kind: 'phase-entered', phase: 'towards-home' }, 'known-phase'),
      takes('2026-01-15', { kind: 'phase-entered', phase: 'settling' }, 'active'),
      takes('2026-06-15', { kind: 'ended', exit: 'adapted-housing' }, 'ended'),
      takes('2026-12-15', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'gliding-lease',
    request: { requestedOn: '2026-01-05', motive: 'access-to-home', prescriber: 'siao' },
    yes: ['public', 'transition-needed'],
    turnedDown: [{ change: { prescriber: 'household' }, reason: 'prescriber-not-allowed' }],
    steps: [
      takes('2026-01-12', { kind: 'contract-signed' }, 'contract-signed'),
      paper('2026-01-15', 'occupancy-agreement', 'support-contract'),
      turnsDown('2026-01-15', { kind: 'started' }, 'document-missing'),
      paper('2026-01-15', 'three-party-agreement'),
      takes('2026-01-15', { kind: 'started', phase: 'sub-lease' }, 'active', { nextDueOn: '2026-07-15' }),
      takes('2026-07-15', { kind: 'reviewed' }, 'active', { nextDueOn: '2027-01-15' }),
      stands('2028-02-15', 'active', alerts(24, '2028-01-15')),
      takes('2028-03-01', { kind: 'phase-entered', phase: 'sliding' }, 'active'),
      takes('2028-03-15', { kind: 'ended', exit: 'lease-slid' }, 'ended'),
      takes('2028-09-15', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'stay-with-volunteers',
    request: { requestedOn: '2022-01-10', motive: 'access-to-home', prescriber: 'siao' },
    yes: ['needs-stay', 'agrees-volunteers'],
    turnedDown: [{ change: { prescriber: 'landlord-group' }, reason: 'prescriber-not-allowed' }],
    steps: [
      takes('2022-01-17', { kind: 'contract-signed' }, 'contract-signed'),
      paper('2022-02-01', 'occupancy-agreement', 'support-contract'),
      takes('2022-02-01', { kind: 'started' }, 'active', { endsOn: '2024-02-01', limitOn: null }),
      rhythm('2022-02-08', 3, { status: 200 }),
      // Month 18 was looked at in a review; at month 23 nothing new is told.
      takes('2023-08-02', { kind: 'reviewed' }, 'active'),
      stands('2024-01-01', 'active', { nextDueOn: '2024-02-01' }),
      stands('2024-02-01', 'active', alerts(24, '2024-02-01')),
      turnsDown('2024-02-02', { kind: 'derogated', until: '2027-02-01', reason: 'Rien' }, 'limited-length'),
      takes('2024-02-02', { kind: 'renewed', months: 12 }, 'active', { endsOn: '2025-02-01' }),
      stands('2026-02-01', 'active', alerts(48, '2026-02-01')),
      // The forty-ninth month: told, never ended.
      stands('2026-03-02', 'active', { ...alerts(48, '2026-02-01'), endedOn: null }),
      turnsDown('2026-03-02', { kind: 'ended', exit: 'term-reached' }, 'allowed-exit'),
      takes('2026-06-01', { kind: 'ended', exit: 'ordinary-social-housing' }, 'ended'),
      takes('2026-12-01', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluated'),
      takes('2027-06-01', { kind: 'evaluated', months: 12, result: 'housed' }, 'evaluated'),
    ],
  },
  {
    key: 'integrated-support',
    request: { requestedOn: '2025-09-01', motive: 'insertion', prescriber: 'household' },
    yes: ['several-needs'],
    turnedDown: [{ change: { prescriber: 'landlord' }, reason: 'prescriber-not-allowed' }],
    steps: [
      turnsDown('2025-09-08', { kind: 'started' }, 'document-missing'),
      paper('2025-09-08', 'sharing-consent'),
      takes('2025-09-08', { kind: 'started' }, 'active', { endsOn: null }),
      rhythm('2025-09-09', 2, { status: 200 }),
      takes('2026-03-08', { kind: 'reviewed' }, 'active', { nextDueOn: '2026-09-08' }),
      takes('2026-09-08', { kind: 'ended', exit: 'residence-or-shelter' }, 'ended'),
      takes('2027-03-08', { kind: 'evaluated', months: 6, result: 'housed-fragile' }, 'evaluated'),
    ],
  },
  {
    key: 'social-lending-support',
    request: { requestedOn: '2026-01-12', motive: 'works-or-adaptation', prescriber: 'local-authority' },
    before: (house, householdId) => addOccupancy(house, householdId, 'owned'),
    yes: ['income', 'no-ordinary-channel'],
    turnedDown: [{ change: { motive: 'arrears' }, reason: 'not-eligible' }],
    steps: [
      takes('2026-01-19', { kind: 'started' }, 'active', { phase: 'project' }),
      takes('2026-05-01', { kind: 'phase-entered', phase: 'works' }, 'active'),
      takes('2026-11-01', { kind: 'phase-entered', phase: 'closing' }, 'active'),
      takes('2026-12-01', { kind: 'ended', exit: 'objective-reached' }, 'ended'),
      turnsDown('2027-06-01', { kind: 'evaluated', months: 6, result: 'housed' }, 'evaluation-asked'),
      takes('2027-12-01', { kind: 'evaluated', months: 12, result: 'housed' }, 'evaluated'),
    ],
  },
]

describe('from request to evaluation', () => {
  it('each shipped programme has its walk', () => {
    expect(walks.map(({ key }) => key)).toEqual(shippedProgrammes.map(({ key }) => key))
  })

  it.each(walks.map((walk) => [walk.key, walk] as const))('%s', async (_, walk) => {
    await walkThrough(t, walk)
  })

  it.each([
    [30_000, 200],
    [30_010, 409],
  ])('Zéro Expulsion takes 25,00 and refuses 25,01: a rent of %i cents, %i', async (rent, expected) => {
    const walk = walks.find(({ key }) => key === 'zero-expulsion')!
    const house = await openTestHouse()
    try {
      const before: Walk['before'] = (there, householdId) =>
        writeBudget(there, householdId, {
          on: '2019-06-01',
          rent,
          energy: 6_000,
          aid: 11_000,
          wages: 100_000,
        })
      const { status, body } = await askForMeasure(house, { ...walk, before })
      expect(status).toBe(expected)
      if (expected === 409) expect(body).toMatchObject({ reason: 'not-eligible' })
    } finally {
      await house.close()
    }
  })
})
