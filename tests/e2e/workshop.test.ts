import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, formatDate } from '#domain/plain-date.ts'
import { demoOrganisations } from '#server/demo/staff.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const slug = demoOrganisations[1]?.slug
const title = 'Atelier DALO du quartier'

test('a workshop fills, keeps a waiting list, is followed by a feed, and its presence is noted', async () => {
  const { house } = palier.running
  const page = await palier.signIn('nora.haddad')
  await page.goto(`/${slug}/accueil/seances`)
  await page.getByRole('button', { name: 'Prévoir une séance' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Titre').fill(title)
  await form.getByLabel('Jour', { exact: true }).fill(formatDate(addDays(house.clock.today(), 7)))
  await form.getByLabel('Places').fill('2')
  await form.getByLabel('Publier sur la page publique').check()
  await form.getByLabel('Chacun peut s’inscrire').check()
  await form.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('heading', { name: title }).waitFor()
  const address = page.url()
  await expectAccessible(page, 'session')

  const signUp = async (name: string) => {
    await page.getByRole('button', { name: 'Inscrire' }).click()
    const panel = page.getByRole('dialog')
    await panel.getByLabel('Ou le nom d’une personne sans dossier').fill(name)
    await panel.getByRole('button', { name: /^(Inscrire|Mettre sur la liste)/ }).click()
    await panel.waitFor({ state: 'detached' })
    await page.getByText(name).first().waitFor()
  }
  await signUp('Awa')
  await signUp('Luc')
  await signUp('Mina')
  const signed = page.getByRole('region', { name: /^Inscrits/ })
  await signed.getByText('en attente, n° 1').waitFor()

  const visitor = await palier.open()
  await visitor.goto(`/seances/${slug}`)
  await visitor.getByRole('heading', { name: title }).waitFor()
  expect(await visitor.textContent('main')).not.toMatch(/Awa|Luc|Mina/)
  await expectAccessible(visitor, 'public sessions')
  await visitor.getByRole('button', { name: `Se mettre en attente : ${title}` }).click()
  await visitor.getByLabel('Votre nom').fill('Zoé')
  await visitor.getByLabel('Téléphone').fill('06 00 00 00 77')
  await expectAccessible(visitor, 'public sign-up')
  await visitor.waitForTimeout(3_500)
  await visitor.getByRole('button', { name: 'Me mettre en attente' }).click()
  await visitor.getByText('vous êtes sur la liste d’attente').waitFor({ timeout: 60_000 })
  const feed = await visitor.request.get(`/flux/${slug}/seances.atom`)
  expect(feed.status()).toBe(200)
  const xml = await feed.text()
  expect(xml).toContain(`<title>${title}</title>`)
  expect(xml).not.toMatch(/Awa|Mina|Zoé/)
  const known = { 'if-none-match': feed.headers().etag ?? '' }
  expect((await visitor.request.get(`/flux/${slug}/seances.atom`, { headers: known })).status()).toBe(304)

  await page.goto(address)
  await signed.getByText('en attente, n° 2').waitFor()
  await page.getByRole('button', { name: 'Annuler : Awa' }).click()
  await page.getByRole('button', { name: 'Annuler l’inscription' }).click()
  await page.getByRole('region', { name: /^Inscriptions annulées/ }).waitFor()
  expect(await signed.getByText('inscription confirmée').count()).toBe(2)
  expect(await signed.getByText(/en attente/).count()).toBe(1)
}, 180_000)

test('after a session, who came is noted, with those who gave no name', async () => {
  const page = await palier.signIn('nora.haddad', { width: 360 })
  await page.goto(`/${slug}/accueil/seances?quand=past`)
  await page.getByRole('link', { name: 'Atelier DALO : faire son recours' }).first().click()
  await page.getByRole('button', { name: 'Noter les présences' }).click()
  const panel = page.getByRole('dialog')
  await panel.getByLabel('Mme Sow').check()
  await panel.getByLabel('Venus sans donner leur nom').fill('3')
  await panel.getByRole('button', { name: 'Enregistrer les présences' }).click()
  await panel.waitFor({ state: 'detached' })
  await page.getByText('3 personnes sont venues sans donner leur nom.').waitFor()
  await expectAccessible(page, 'session held')
}, 120_000)
