import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
let file: string
beforeAll(async () => {
  palier = await openPalier()
  const page = await palier.signIn('hugo.marchand')
  await page.goto('/habitat-des-trois-rives/menages?q=fernandes+celestine')
  const link = page.getByRole('link', { name: 'FERNANDES Célestine' }).first()
  file = (await link.getAttribute('href')) ?? ''
  expect(file).toMatch(/menages\/[0-9a-f-]{36}/)
  await page.context().close()
})
afterAll(() => palier.close())

type Step = { step?: string; awaited?: string; comeBackOn?: string; amount?: string }

test('a right spotted, asked for, opened', async () => {
  const page = await palier.signIn('hugo.marchand')
  await page.goto(`${file}/droits`)
  const toOpen = page.getByRole('region', { name: 'Droits probablement non ouverts' })
  await toOpen.getByRole('heading', { name: 'RSA' }).waitFor()
  await expectAccessible(page, 'rights')

  await toOpen.getByRole('button', { name: 'pourquoi ? RSA par mois' }).click()
  const why = page.getByRole('region', { name: 'RSA par mois' })
  await why.getByText('simulation indicative, sans valeur juridique').first().waitFor()
  await page.keyboard.press('Escape')

  const note = async ({ step, awaited, comeBackOn, amount }: Step) => {
    const form = page.getByRole('dialog')
    await form.getByLabel('Étape', { exact: true }).waitFor()
    if (step) {
      await form.getByRole('combobox', { name: 'Étape' }).click()
      await page.getByRole('option', { name: step, exact: true }).click()
    }
    if (amount) await form.getByLabel('Montant par mois').fill(amount)
    if (awaited) await form.getByLabel('Pièce à obtenir').fill(awaited)
    if (comeBackOn) await form.getByLabel('À reprendre le').fill(comeBackOn)
    await form.getByRole('button', { name: 'Noter l’étape' }).press('ControlOrMeta+Enter')
    await form.waitFor({ state: 'detached' })
  }
  await toOpen.getByRole('button', { name: 'Noter une étape : RSA' }).click()
  await note({ awaited: 'Ressources des trois derniers mois', comeBackOn: '31/12/2099' })

  const line = page.getByRole('list', { name: 'Fil du droit : RSA' })
  await line.getByText('Repéré', { exact: true }).waitFor()
  const next = page.getByRole('button', { name: 'Étape suivante : RSA' })
  await next.click()
  await note({ comeBackOn: '31/12/2099' })
  await line.getByText('Demandé', { exact: true }).waitFor()
  await next.click()
  await note({ amount: '81,13' })
  await line.getByText('Ouvert', { exact: true }).waitFor()
  expect(await line.getByRole('listitem').count()).toBe(3)
  const received = page.getByRole('region', { name: 'Déjà perçus' })
  await received.getByRole('heading', { name: 'RSA' }).waitFor()
  await expectAccessible(page, 'a right opened')
  await page.context().close()
}, 120_000)

test('income falls: effort, aid and what is left stand side by side, and are kept on demand', async () => {
  const page = await palier.signIn('hugo.marchand')
  await page.goto(`${file}/droits`)
  await page.getByRole('link', { name: 'Simuler un changement' }).click()
  await page.getByLabel('Salaire').fill('300')
  await page.getByRole('button', { name: 'Comparer' }).press('ControlOrMeta+Enter')
  const table = page.getByRole('region', { name: 'Comparaison', exact: true })
  await table.getByRole('rowheader', { name: 'Reste à vivre par mois' }).waitFor()
  for (const row of [
    'Aide au logement estimée',
    'Taux d’effort (attribution)',
    'Taux d’effort énergie comprise',
  ])
    await table.getByRole('rowheader', { name: row }).waitFor()
  await expectAccessible(page, 'what if')
  expect(await page.getByRole('heading', { name: 'Simulations gardées' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Garder cette simulation' }).click()
  await page.getByRole('dialog').getByLabel('Nom').fill('Temps partiel réduit')
  await page.getByRole('dialog').getByRole('button', { name: 'Garder' }).click()
  await page
    .getByRole('region', { name: 'Simulations gardées' })
    .getByText('Temps partiel réduit', { exact: true })
    .first()
    .waitFor()
  await page.context().close()
}, 120_000)

test('rent staff see nothing of rights', async () => {
  const page = await palier.signIn('nadia.benali')
  await page.goto(file)
  await page.getByRole('navigation', { name: 'Parties du dossier' }).waitFor()
  expect(await page.getByRole('link', { name: 'Droits' }).count()).toBe(0)
  await page.goto(`${file}/droits`)
  await page.getByText('Votre rôle ne permet pas cette action.').waitFor()
  await page.context().close()
}, 60_000)
