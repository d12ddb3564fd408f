import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { addDays, addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import {
  answerYes,
  ask,
  askFor,
  delegate,
  figure,
  fileIt,
  financingsOf,
  go,
  instruct,
  lender,
  movementsOf,
  offerAndAccept,
  openApplication,
  openHousehold,
  panel,
  payee,
  pick,
  publish,
  releaseAndIssue,
  shown,
  submit,
} from '#tests/e2e/funding.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

/** 3 000 € owed to the landlord: half given, half lent over twelve months. */
const halfCents = 150_000
const [given, lent] = ['Dette locative, part donnée', 'Dette locative, part prêtée']
const landlord = 'Logis du Volcan'

let palier: Palier
let anne: Page
let bruno: Page
let marc: Page
let ines: Page
let today: PlainDate
let householdId: string
beforeAll(async () => {
  palier = await openPalier()
  today = palier.running.house.clock.today()
  ;[anne, bruno] = [await palier.signIn('anne.petitjean'), await palier.signIn('bruno.leroy')]
  ;[marc, ines] = [await palier.signIn('marc.delorme'), await palier.signIn('ines.caron')]
  const helene = await palier.signIn('helene.roy')
  const papers = { documents: ['identity', 'rent-statement'] as const, delegationUpToCents: halfCents }
  for (const [key, name] of [
    ['RENT_DEBT_GRANT', given],
    ['RENT_DEBT_LOAN', lent],
  ] as const)
    await publish(marc, key, { ...papers, documents: [...papers.documents], name })
  await delegate(helene, 'Marc Delorme', halfCents, addDays(today, -1))
  await helene.context().close()
  await payee(bruno, marc, { kind: 'landlord', name: landlord })
  householdId = await openHousehold(anne, 'Delorge', 'Mireille')
  await ask(anne, contract.budget.addRecognition, {
    ...{ householdId, kind: 'private-employee', fromOn: '2024-01-01', source: 'document-seen' },
  })
})
afterAll(() => palier.close())

let application: string
let financings: Awaited<ReturnType<typeof financingsOf>>

test('one file asks for both halves, and is filed', async () => {
  application = await openApplication(anne, {
    ...{ householdId, field: 'Dette locative', purpose: 'Dette de loyer ou de charges' },
    fill: async (form) => form.getByLabel('Dette due au bailleur').fill('3000'),
  })
  await askFor(anne, [
    { product: given, cents: halfCents },
    { product: lent, cents: halfCents, months: 12 },
  ])
  await anne.getByText('Conditions à vérifier').first().waitFor()
  await expectAccessible(anne, 'a file in preparation')
  // The two products ask the same question: each is answered for itself.
  for (const product of [given, lent]) await answerYes(anne, product, /événement imprévu/)
  await anne.getByText('Tout est prêt.').waitFor()
  await fileIt(anne)
})

test('who instructed it does not decide; another person grants each half', async () => {
  await instruct(bruno, application)
  await go(bruno, application)
  const his = bruno.getByRole('button', { name: 'Décider par délégation' }).first()
  expect(await his.getAttribute('aria-disabled')).toBe('true')
  await go(marc, application)
  for (const product of [given, lent]) {
    const line = marc.getByRole('listitem').filter({ hasText: product }).filter({ hasText: 'À décider' })
    await line.getByRole('button', { name: 'Décider par délégation' }).click()
    const form = marc.getByRole('dialog', { name: `${product} : décision` })
    await form.getByText('Sera engagé sur les fonds propres').waitFor()
    await submit(form)
  }
  await expect.poll(() => marc.getByText('Accordée', { exact: true }).count()).toBe(2)
  await expectAccessible(marc, 'a file with two financings')
  financings = await financingsOf(palier, application)
  expect(Object.keys(financings).toSorted()).toEqual(['grant', 'loan'])
})

test('the half given is paid to the landlord, prepared and released by two', async () => {
  await go(bruno, financings.grant ?? '')
  const form = await panel(bruno, 'Préparer le versement', 'Verser l’aide')
  await pick(form, 'À', new RegExp(landlord), landlord)
  await pick(form, 'Par', 'Virement saisi à la banque')
  await submit(form)
  await releaseAndIssue(ines, new RegExp(landlord))
  await go(marc, financings.grant ?? '')
  expect(await figure(marc, 'Décaissé')).toBe(shown(halfCents))
  await expectAccessible(marc, 'a grant that was paid')
})

test('the half lent has its schedule once the offer is accepted', async () => {
  const firstDueOn = addDays(addMonths(firstOfMonth(today), 2), 4)
  await offerAndAccept(bruno, financings.loan ?? '', firstDueOn)
  await go(marc, financings.loan ?? '')
  const schedule = marc.getByRole('table', { name: 'Échéances' })
  await schedule.waitFor()
  expect(await schedule.getByRole('row').count()).toBe(13)
  await schedule
    .getByText(shown(halfCents / 12))
    .first()
    .waitFor()
  await expectAccessible(marc, 'the schedule of a loan')
})

test('the household’s finances show both, and the books hold them', async () => {
  await go(anne, `${lender}/menages/${householdId}/finances`)
  for (const name of [given, lent]) await anne.getByText(name).first().waitFor()
  expect(await figure(anne, 'Versé')).toBe(shown(halfCents))
  await expectAccessible(anne, 'finances of a household')
  expect(await movementsOf(palier, application)).toEqual([
    { kind: 'grant', movement: 'commitment', cents: halfCents },
    { kind: 'grant', movement: 'disbursement', cents: halfCents },
    { kind: 'loan', movement: 'commitment', cents: halfCents },
  ])
})
