import { afterAll, beforeAll, expect, test } from 'vitest'
import { pressOn, typeInto } from '#tests/e2e/keyboard.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
let file: string
beforeAll(async () => {
  palier = await openPalier()
  const page = await palier.signIn('claire.fontaine')
  await page.goto('/habitat-des-trois-rives/menages?q=bouchareb+karim')
  const link = page.getByRole('link', { name: 'BOUCHAREB Karim' })
  await page.getByPlaceholder(/Nom, téléphone/).fill('bouchareb karim')
  file = (await link.first().getAttribute('href')) ?? ''
  expect(file).toMatch(/menages\/[0-9a-f-]{36}/)
  await page.context().close()
})
afterAll(() => palier.close())

test('a write-up takes one box, survives a reload, and is sent with Ctrl+Enter', async () => {
  const page = await palier.signIn('claire.fontaine')
  await page.goto(`${file}/fil`)
  const text = 'Appel ce matin. La reprise du loyer est confirmée, le dossier d’aide part demain.'
  await typeInto(page, page.getByRole('textbox', { name: 'Compte rendu' }), text)
  await page.waitForTimeout(600)
  await page.reload()
  const box = page.getByRole('textbox', { name: 'Compte rendu' })
  await expect.poll(() => box.inputValue(), { timeout: 10_000 }).toBe(text)
  await box.press('ControlOrMeta+Enter')
  await page.getByText(text).last().waitFor()
  await expect.poll(() => box.inputValue()).toBe('')
  await page.context().close()
})

test('two people correct the same situation: the second is told and loses nothing', async () => {
  const [first, second] = await Promise.all([
    palier.signIn('claire.fontaine'),
    palier.signIn('hugo.marchand'),
  ])
  for (const page of [first, second]) {
    await page.goto(`${file}/situation`)
    await pressOn(page, page.getByRole('button', { name: 'Corriger', exact: true }))
    await page.getByRole('textbox', { name: 'Ce qu’il faut savoir' }).waitFor()
  }
  await typeInto(first, first.getByRole('textbox', { name: 'Ce qu’il faut savoir' }), 'Noté par la première.')
  await first.keyboard.press('ControlOrMeta+Enter')
  await first.getByText('Situation enregistrée.').waitFor()
  const mine = second.getByRole('textbox', { name: 'Ce qu’il faut savoir' })
  await typeInto(second, mine, 'Noté par le second.')
  await second.keyboard.press('ControlOrMeta+Enter')
  await second
    .getByText(/Quelqu’un a modifié/)
    .first()
    .waitFor()
  expect(await mine.inputValue()).toBe('Noté par le second.')
  await Promise.all([first.context().close(), second.context().close()])
})

test('two windows on the same file: the second sees both versions, takes the other, and goes on from there', async () => {
  const [first, second] = await Promise.all([
    palier.signIn('claire.fontaine'),
    palier.signIn('hugo.marchand'),
  ])
  for (const page of [first, second]) {
    await page.goto(`${file}/personnes`)
    await pressOn(page, page.getByRole('button', { name: 'Modifier le dossier' }))
    await page.getByRole('textbox', { name: 'Nom du dossier' }).waitFor()
  }
  const name = (page: typeof first) => page.getByRole('textbox', { name: 'Nom du dossier' })
  await typeInto(first, name(first), 'BOUCHAREB Karim et Sandrine')
  await first.keyboard.press('ControlOrMeta+Enter')
  await first.getByText('Dossier enregistré.').waitFor()
  await typeInto(second, name(second), 'Famille BOUCHAREB')
  await second.keyboard.press('ControlOrMeta+Enter')
  await second.getByText('Modifié entre-temps').waitFor()
  expect(await name(second).inputValue()).toBe('Famille BOUCHAREB')
  await pressOn(second, second.getByRole('button', { name: 'Prendre les valeurs actuelles' }))
  await expect.poll(() => name(second).inputValue()).toBe('BOUCHAREB Karim et Sandrine')
  await typeInto(second, name(second), 'BOUCHAREB Karim')
  await second.keyboard.press('ControlOrMeta+Enter')
  await second.getByText('Dossier enregistré.').waitFor()
  await Promise.all([first.context().close(), second.context().close()])
})
