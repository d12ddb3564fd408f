import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { addDays } from '#domain/plain-date.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import {
  ask,
  delegate,
  figure,
  go,
  inLender,
  lender,
  openHousehold,
  panel,
  pick,
  publish,
  shown,
  submit,
} from '#tests/e2e/funding.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

const productName = 'Prêt travaux des bourgs'
const envelopeName = 'Prêts des bourgs'
const [capCents, askedCents] = [1_000_000, 600_000]
const leftCents = capCents - askedCents

let palier: Palier
let marc: Page
let ines: Page
let first: string
let second: string
beforeAll(async () => {
  palier = await openPalier()
  ;[marc, ines] = [await palier.signIn('marc.delorme'), await palier.signIn('ines.caron')]
  const [helene, anne] = [await palier.signIn('helene.roy'), await palier.signIn('anne.petitjean')]
  const [bruno, today] = [await palier.signIn('bruno.leroy'), palier.running.house.clock.today()]
  const productId = await publish(marc, 'MS_LOAN', {
    name: productName,
    documents: [],
    eligibility: [],
    amount: { minCents: 100_000, maxCents: capCents, stepCents: 100, limit: 'none' },
    delegationUpToCents: capCents,
  })
  for (const name of ['Marc Delorme', 'Inès Caron'])
    await delegate(helene, name, capCents, addDays(today, -1))
  const complete = async (lastName: string) => {
    const householdId = await openHousehold(anne, lastName, 'Solène')
    const { applicationId } = await ask(anne, contract.applications.create, {
      ...{ householdId, field: 'energy-precarity', purpose: 'energy-works' },
      ...{ communeCode: '63430', measureId: null },
    })
    const line = { productId, requestedCents: askedCents, months: 60 }
    const { version } = await ask(anne, contract.applications.setLines, {
      ...{ applicationId, version: 1, lines: [line] },
    })
    await ask(anne, contract.applications.file, { applicationId, version, on: today })
    await ask(bruno, contract.reviews.declareComplete, { applicationId, on: today })
    return `${lender}/financements/dossiers/${applicationId}`
  }
  ;[first, second] = [await complete('Bourguet'), await complete('Bourgeot')]
  for (const page of [helene, anne, bruno]) await page.context().close()
})
afterAll(() => palier.close())

const decide = async (page: Page, path: string): Promise<Locator> => {
  await go(page, path)
  const form = await panel(page, 'Décider par délégation', `${productName} : décision`)
  await pick(form, 'Enveloppe', new RegExp(envelopeName))
  return form
}

const netCommitted = async (): Promise<string> => {
  await go(marc, `${lender}/financements/suivi`)
  await expectAccessible(marc, 'figures of financings')
  return figure(marc, 'Engagé net')
}

/** How many rows each table that a decision writes holds. */
const written = () =>
  inLender(palier, async (tx) => {
    const { rows } = await sql`select
      (select count(*)::int from financing) as financings,
      (select count(*)::int from financing_event) as facts,
      (select count(*)::int from application_event) as steps,
      (select count(*)::int from ledger_transaction) as transactions,
      (select count(*)::int from ledger_entry) as entries`.execute(tx)
    return rows[0]
  })

test('an envelope is opened on the page of its convention, with a small cap', async () => {
  await go(marc, `${lender}/conventions?q=63-ENERGIE`)
  await marc
    .getByRole('link', { name: /63-ENERGIE|Précarité énergétique en Puy-de-Dôme/ })
    .first()
    .click()
  const form = await panel(marc, 'Ouvrir une enveloppe', 'Ouvrir une enveloppe')
  await form.getByLabel('Dotation initiale').fill('10000')
  await form.getByLabel('Nom', { exact: true }).fill(envelopeName)
  await expectAccessible(marc, 'the form of an envelope')
  await form.getByLabel('Nom', { exact: true }).focus()
  await submit(form)
  await marc.getByRole('link', { name: envelopeName }).click()
  await marc.getByRole('heading', { level: 1, name: envelopeName }).waitFor()
  expect(await figure(marc, 'Plafond')).toBe(shown(capCents))
  expect(await figure(marc, 'Disponible')).toBe(shown(capCents))
})

test('two officers decide at once: the second is refused, and told why with the figures', async () => {
  const hers = await decide(ines, second)
  const his = await decide(marc, first)
  await his.getByRole('button', { name: `Accorder ${shown(askedCents)}` }).click()
  await his.waitFor({ state: 'hidden' })
  await marc.getByText('Accordée', { exact: true }).waitFor()

  const [before, committed] = [await written(), await netCommitted()]
  // Her page still shows what was left before his decision.
  await hers.getByText(shown(capCents)).first().waitFor()
  await hers.getByRole('button', { name: `Accorder ${shown(askedCents)}` }).click()
  const refusal = hers.getByRole('alert')
  await refusal.waitFor()
  const told = await refusal.textContent()
  expect(told).toContain('Il ne reste pas assez dans l’enveloppe.')
  expect(told).toContain(`${shown(askedCents)} demandés`)
  expect(told).toContain(`plafond ${shown(capCents)}`)
  expect(told).toContain(`déjà engagé ${shown(askedCents)}`)
  expect(told).toContain(`disponible ${shown(leftCents)}`)
  await expectAccessible(ines, 'a refused commitment')
  expect(await written()).toEqual(before)
  expect(await netCommitted()).toBe(committed)
})

test('opened again, the form says it before anything is asked', async () => {
  const form = await decide(ines, second)
  await form.getByText('Cette enveloppe ne suffit pas').waitFor()
  await expectAccessible(ines, 'an envelope that does not suffice')
  const accord = form.getByRole('button', { name: `Accorder ${shown(askedCents)}` })
  expect(await accord.getAttribute('aria-disabled')).toBe('true')
  expect(await accord.textContent()).toContain('Il ne reste pas assez dans cette enveloppe.')
})

test('what is left is granted, to the last cent', async () => {
  const form = await decide(ines, second)
  await form.getByLabel('Montant accordé').fill('4000')
  await form.getByText('Ce qui sera engagé').waitFor()
  await submit(form)
  await ines.getByText('Accordée', { exact: true }).waitFor()
  await go(marc, `${lender}/conventions/enveloppes`)
  await marc.getByRole('link', { name: envelopeName }).click()
  await marc.getByRole('heading', { level: 1, name: envelopeName }).waitFor()
  expect(await figure(marc, 'Engagé net')).toBe(shown(capCents))
  expect(await figure(marc, 'Disponible')).toBe(shown(0))
  await expectAccessible(marc, 'an envelope used up')
})
