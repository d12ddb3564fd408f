import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '#server/demo/staff.ts'
import { pressOn, typeInto } from '#tests/e2e/keyboard.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
let file: string
beforeAll(async () => {
  palier = await openPalier()
  const page = await palier.signIn('claire.fontaine')
  await page.goto('/habitat-des-trois-rives/menages')
  await page.getByPlaceholder(/Nom, téléphone/).fill('bouchareb karim')
  file = (await page.getByRole('link', { name: 'BOUCHAREB Karim' }).first().getAttribute('href')) ?? ''
  expect(file).toMatch(/menages\/[0-9a-f-]{36}/)
  await page.context().close()
})
afterAll(() => palier.close())

const writeUp = (page: Page) => page.getByRole('textbox', { name: 'Compte rendu' })
const away = (page: Page) => page.getByText(/Le serveur ne répond pas. Ce qui est affiché/)

/** The idempotency keys of the write-ups a page sends. */
const keysSentBy = (page: Page): string[] => {
  const keys: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/casework.writeContact'))
      keys.push(request.headers()['idempotency-key'] ?? '')
  })
  return keys
}

test('a write-up sent while the server is stopped is kept, and written once when it is back', async () => {
  const page = await palier.signIn('claire.fontaine')
  const keys = keysSentBy(page)
  const text = 'Appel au moment de la coupure : le virement part lundi.'
  await page.goto(`${file}/fil`)
  await typeInto(page, writeUp(page), text)
  await palier.stopServer()
  await writeUp(page).press('ControlOrMeta+Enter')
  await page.getByRole('alert').filter({ hasText: 'Votre saisie est conservée' }).waitFor()
  await away(page).waitFor()
  expect(await writeUp(page).inputValue()).toBe(text)

  await palier.startAgain()
  await away(page).waitFor({ state: 'detached' })
  await page.reload()
  await expect.poll(() => writeUp(page).inputValue(), { timeout: 10_000 }).toBe(text)
  await writeUp(page).press('ControlOrMeta+Enter')
  await page.getByText('Enregistré dans le fil du ménage.').waitFor()
  await page.reload()
  await page.getByText(text).first().waitFor()
  expect(await page.getByText(text).count()).toBe(1)
  expect(keys).toHaveLength(2)
  expect(keys[1]).toBe(keys[0])
  await page.context().close()
})

test('a page asked for while the server is stopped comes by itself when it is back', async () => {
  const page = await palier.signIn('claire.fontaine')
  await page.goto(`${file}/personnes`)
  await page.getByRole('heading', { name: 'Qui vit là' }).waitFor()
  await palier.stopServer()
  await pressOn(page, page.getByRole('link', { name: 'Documents', exact: true }))
  await page.getByText(/Cette page n’a pas pu être chargée/).waitFor()
  await away(page).waitFor()
  await palier.startAgain()
  await page.getByRole('heading', { name: 'Ajouter un document' }).waitFor()
  await page.context().close()
})

test('a session that ended under an open page: sign in again, and find what was being written', async () => {
  const page = await palier.signIn('claire.fontaine')
  const text = 'Visite écrite dans la voiture, envoyée trop tard.'
  await page.goto(`${file}/fil`)
  await typeInto(page, writeUp(page), text)
  await page.context().clearCookies()
  await writeUp(page).press('ControlOrMeta+Enter')
  await page.getByText('Connectez-vous pour ouvrir cette page.').waitFor()
  await typeInto(page, page.getByLabel('Adresse électronique'), 'claire.fontaine@demo.example')
  await typeInto(page, page.getByLabel('Mot de passe', { exact: true }), demoPassword)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${file}/fil`)
  await expect.poll(() => writeUp(page).inputValue(), { timeout: 10_000 }).toBe(text)
  await page.context().close()
})
