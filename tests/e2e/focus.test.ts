import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasFocus, tabTo } from '#tests/e2e/keyboard.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const isFocused = (page: Page, name: RegExp) => hasFocus(page.getByRole('button', { name }).first())

test('the focus comes back to the button that opened a panel, a dialog or a menu', async () => {
  const page = await palier.signIn('claire.fontaine')
  await page.goto('/habitat-des-trois-rives/ma-journee')
  const opens: [RegExp, 'dialog' | 'menu'][] = [
    [/^Ajouter une tâche/, 'dialog'],
    [/^Agenda/, 'dialog'],
    [/^Reporter/, 'menu'],
    [/^Annuler le rendez-vous/, 'dialog'],
    [/^Écrire/, 'dialog'],
  ]
  for (const [name, role] of opens) {
    await tabTo(page, page.getByRole('button', { name }).first())
    await page.keyboard.press('Enter')
    await page.getByRole(role).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole(role).waitFor({ state: 'detached' })
    await expect.poll(() => isFocused(page, name), { message: String(name) }).toBe(true)
  }
  await page.context().close()
})

test('Ctrl+K and / go anywhere, and a choice leaves the focus on the page it opened', async () => {
  const page = await palier.signIn('claire.fontaine')
  await page.goto('/habitat-des-trois-rives/ma-journee')
  await page.getByRole('heading', { level: 1 }).waitFor()
  const search = page.getByRole('dialog').getByPlaceholder('Rechercher')
  for (const keys of ['ControlOrMeta+k', '/']) {
    await page.keyboard.press(keys)
    await search.waitFor()
    await page.keyboard.press('Escape')
    await search.waitFor({ state: 'detached' })
  }
  await page.keyboard.press('/')
  await search.waitFor()
  await page.keyboard.type('bouchareb')
  await page
    .getByRole('dialog')
    .getByText(/BOUCHAREB/)
    .first()
    .waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/menages\/[0-9a-f-]{36}/)
  await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('contenu')
  await page.context().close()
})

test('the first Tab offers to skip to the content', async () => {
  const page = await palier.signIn('claire.fontaine')
  await page.goto('/habitat-des-trois-rives/menages')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate('document.activeElement?.id')).toBe('contenu')
  await page.context().close()
})
