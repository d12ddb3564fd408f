import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, formatDate } from '#domain/plain-date.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

const landlord = '/habitat-des-trois-rives'
const association = '/association-le-pas'

let palier: Palier
let amina: Page
beforeAll(async () => {
  palier = await openPalier()
  amina = await palier.signIn('amina.diallo')
})
afterAll(() => palier.close())

const today = () => palier.running.house.clock.today()

const pick = async (page: Page, label: string, option: string | RegExp) => {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByLabel(label, { exact: true }))
    .first()
    .click()
  await page.getByRole('option', { name: option }).first().click()
}

const openFirst = async (page: Page, list: string) => {
  await page.goto(list)
  await page.getByRole('table').or(page.getByRole('list')).first().waitFor()
  await page
    .locator('main')
    .getByRole('link', { name: /^[A-ZÀ-Þ' -]{2,} / })
    .first()
    .click()
  await page.waitForURL(/menages\/[0-9a-f-]{36}/)
}

test('a home is proposed with what it would cost, refused, and the family moves: the line shows it', async () => {
  await openFirst(amina, `${association}/accompagnements/recherches?cherche=dwelling`)
  await amina.getByRole('button', { name: 'Noter une proposition' }).click()
  const form = amina.getByRole('dialog', { name: 'Noter une proposition' })
  await form.getByLabel('Logement ou terrain').fill('Riom, T3 rue des Lilas')
  await form.getByLabel('Loyer par mois').fill('520,00')
  await form.getByLabel('Charges par mois').fill('80,00')
  await form.getByLabel('Énergie par mois').fill('95,00')
  await form.getByLabel(/^Aide/).fill('180,00')
  await amina.keyboard.press('ControlOrMeta+Enter')
  await form.waitFor({ state: 'hidden' })
  const line = amina.getByRole('listitem').filter({ hasText: 'Riom, T3 rue des Lilas' })
  await line.getByText(/Taux d’effort hors énergie/).waitFor()
  const rates = ((await line.textContent()) ?? '').match(/\d+,\d+\s?%/g) ?? []
  expect(rates, 'two rates, energy makes the second one higher').toHaveLength(2)
  const [without, withEnergy] = rates.map((rate) => Number(rate.replace(',', '.').replace(/[^\d.]/g, '')))
  expect(withEnergy).toBeGreaterThan(without ?? Number.POSITIVE_INFINITY)

  await line.getByRole('button', { name: /Noter la suite/ }).click()
  const answer = amina.getByRole('dialog', { name: /^Suite/ })
  await answer.getByRole('radio', { name: 'Refusée par le ménage' }).check()
  await pick(amina, 'Raison', 'Trop cher pour le ménage')
  await answer.getByRole('button', { name: 'Enregistrer' }).click()
  await line.getByText('Refusée par le ménage : trop cher pour le ménage').waitFor()

  await amina.getByRole('button', { name: 'Noter un logement' }).click()
  const stay = amina.getByRole('dialog', { name: 'Noter un logement' })
  await pick(amina, 'Dans quel droit', 'Bail direct')
  await stay.getByLabel('Où', { exact: true }).fill('12, rue du Four, Mozac')
  await stay.getByLabel('Depuis le').fill(formatDate(addDays(today(), -10)))
  await stay.getByRole('button', { name: 'Enregistrer' }).click()
  await stay.waitFor({ state: 'hidden' })
  const path = amina.getByRole('img', { name: /12, rue du Four, Mozac/ })
  await path.waitFor()
  expect(await path.getAttribute('aria-label')).toContain(
    `Bail direct, 12, rue du Four, Mozac, du ${formatDate(addDays(today(), -10))} à aujourd’hui`,
  )
  await expectAccessible(amina, 'the path of a household')
})

test('a bail glissant is examined, the préfet told, a lease offered: it slides', async () => {
  await openFirst(amina, `${association}/accompagnements/baux-glissants`)
  const note = async (step: string, fill?: (form: ReturnType<Page['getByRole']>) => Promise<void>) => {
    await amina.getByRole('button', { name: 'Noter une étape' }).click()
    const form = amina.getByRole('dialog', { name: 'Étape du bail glissant' })
    await pick(amina, 'Étape', step)
    await form.getByLabel('Date', { exact: true }).fill(formatDate(today()))
    await fill?.(form)
    await form.getByRole('button', { name: 'Noter l’étape' }).click()
    await form.waitFor({ state: 'hidden' })
    await amina.getByRole('list', { name: 'Étapes du bail glissant' }).getByText(step).last().waitFor()
  }
  await note('Examen périodique tenu')
  await note('Préfet informé de la décision du bailleur', async (form) => {
    await form.getByRole('radio', { name: 'Oui, un bail sera proposé' }).check()
  })
  await note('Bail proposé par le bailleur')
  await note('Bail direct signé')
  const gliding = amina.getByRole('region', { name: 'Bail glissant' })
  await gliding.getByText('Bail glissé').first().waitFor()
  expect(await gliding.getByRole('button', { name: 'Noter une étape' }).count()).toBe(0)
  await amina.goto(`${association}/accompagnements/baux-glissants`)
  await amina.getByText(/Aucun bail glissant/).waitFor()
})

test('what a visit saw is told to the manager, who answers; its author reads the answer', async () => {
  const claire = await palier.signIn('claire.fontaine')
  await claire.goto(`${landlord}/menages?q=bouchareb+karim`)
  const file =
    (await claire.getByRole('link', { name: 'BOUCHAREB Karim' }).first().getAttribute('href')) ?? ''
  await claire.goto(`${file}/logement`)
  await claire.getByRole('button', { name: 'Signaler un problème' }).click()
  const form = claire.getByRole('dialog', { name: 'Signaler un problème technique' })
  await pick(claire, 'Sujets', /Humidité/)
  await claire.keyboard.press('Escape')
  await form.getByLabel('Ce que vous avez vu').fill('Moisissures sur le mur nord de la chambre.')
  await form.getByRole('button', { name: 'Transmettre à la gestion' }).click()
  await form.waitFor({ state: 'hidden' })
  await claire
    .getByRole('link', { name: /Humidité/ })
    .first()
    .click()
  await claire.waitForURL(/signalements\/[0-9a-f-]{36}/)
  const report = new URL(claire.url()).pathname
  await claire.getByText('Pas encore de réponse.').waitFor()

  const nadia = await palier.signIn('nadia.benali')
  await nadia.goto(report)
  await nadia.getByText('Moisissures sur le mur nord de la chambre.').waitFor()
  await nadia.getByRole('button', { name: 'Répondre' }).click()
  await pick(nadia, 'Ce qui est décidé', /Travaux/)
  await nadia.getByRole('textbox', { name: 'Réponse' }).fill('Passage du plombier mardi matin.')
  await nadia.getByRole('dialog').getByRole('button', { name: 'Répondre' }).click()
  await nadia.getByRole('dialog').waitFor({ state: 'hidden' })

  await claire.goto(report)
  await claire.getByText('Passage du plombier mardi matin.').waitFor()
  await expectAccessible(claire, 'an answered technical report')
  await claire.goto(`${landlord}/ma-journee`)
  await claire
    .getByText(/^Réponse : travaux/)
    .first()
    .waitFor()
  await nadia.context().close()
  await claire.context().close()
})

test('a figure of the report opens on the list it counts', async () => {
  const jeanne = await palier.signIn('jeanne.morel')
  await jeanne.goto(`${association}/pilotage/rapport`)
  const figures = jeanne.locator('main dd').getByRole('link', { name: /^[\d   ]+/ })
  await figures.first().waitFor()
  const links = await figures.all()
  expect(links.length).toBeGreaterThan(3)
  for (const rank of [0, Math.floor(links.length / 2)]) {
    const link = figures.nth(rank)
    const told = Number((((await link.textContent()) ?? '').match(/[\d   ]+/)?.[0] ?? '').replace(/\D/g, ''))
    await link.click()
    await jeanne.waitForURL(/pilotage\/rapport\/[a-z0-9-]+/)
    const total = jeanne
      .locator('main')
      .getByText(/^(\d[\d   ]*|Aucune?) \p{L}+/u)
      .last()
    await total.waitFor()
    expect(Number(((await total.textContent()) ?? '').replace(/\D/g, ''))).toBe(told)
    await jeanne.goBack()
    await figures.first().waitFor()
  }
  await jeanne.context().close()
})
