import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const list = '/association-le-pas/menages/aides'
const cents = (told: string) => Number(told.replace(/[^\d,]/g, '').replace(',', ''))

test('the portfolio is compared again, and its largest gain becomes a right spotted', async () => {
  const page = await palier.signIn('nora.haddad')
  await page.goto(list)
  await page.getByText('Ménages lus').waitFor()
  await expectAccessible(page, 'aids to review')

  const asked = page.waitForResponse(
    (response) => response.url().includes('aidReviews') && response.request().method() === 'POST',
  )
  await page.getByRole('button', { name: 'Comparer', exact: true }).click()
  expect((await asked).ok()).toBe(true)
  await page.getByRole('button', { name: 'Comparer', exact: true, disabled: false }).waitFor()
  await page.getByText(/comparées le \d\d\/\d\d\/\d{4}/).waitFor()

  const links = page.getByRole('table', { name: 'Aides à revoir' }).getByRole('link')
  await links.first().waitFor()
  const gains = await page.getByText(/^\+[\d\s]+,\d\d\s€$/).allTextContents()
  expect(gains.length).toBeGreaterThan(1)
  expect(gains.map(cents)).toEqual(gains.map(cents).toSorted((one, other) => other - one))

  await links.first().click()
  await page.waitForURL(/\/droits$/)
  const toOpen = page.getByRole('region', { name: 'Droits probablement non ouverts' })
  await toOpen.getByRole('button', { name: /^Noter une étape : Aide au logement/ }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Étape', { exact: true }).waitFor()
  await form.getByRole('button', { name: 'Noter l’étape' }).press('ControlOrMeta+Enter')
  await form.waitFor({ state: 'detached' })
  await page
    .getByRole('list', { name: /^Fil du droit : Aide au logement/ })
    .getByText('Repéré', { exact: true })
    .waitFor()
  await page.context().close()
}, 120_000)

test('the household tells what the DALO asks, and its file is prepared from there', async () => {
  const page = await palier.signIn('nora.haddad')
  await page.goto(list)
  await page.getByRole('table', { name: 'Aides à revoir' }).getByRole('link').first().click()
  await page.waitForURL(/\/droits$/)
  const dalo = page.getByRole('region', { name: /^Recours DALO/ })
  await dalo.getByText('Commission de médiation').waitFor()
  await dalo.getByText('simulation indicative, sans valeur juridique').first().waitFor()
  await expectAccessible(page, 'rights with the DALO')
  await dalo.getByRole('button', { name: 'Préparer un dossier DALO' }).click()
  await page.getByRole('heading', { name: 'Les motifs du recours' }).waitFor()
  await page.context().close()
}, 60_000)
