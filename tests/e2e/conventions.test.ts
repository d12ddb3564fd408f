import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

const room = '/cooperative-des-deux-vallees/conventions'
let palier: Palier
let bruno: Page
beforeAll(async () => {
  palier = await openPalier()
  bruno = await palier.signIn('bruno.leroy')
})
afterAll(() => palier.close())

const list = [
  'Référence;Intitulé;Partenaires;Date de signature;Date de début;Date de fin;Montant;Territoires',
  'J-1;Bourgs du Livradois;MSA Auvergne | Ville d’Ambert;01/03/2026;01/04/2026;31/03/2029;40 000,00;63003',
  'J-2;Jours impossibles;Anah;;01/04/2026;31/02/2029;;63',
].join('\r\n')

test('a list of conventions is read, its bad line told, its good line added and found', async () => {
  await bruno.goto(`${room}/import`)
  await bruno.getByRole('button', { name: 'Liste des conventions' }).waitFor()
  await bruno
    .locator('input[type=file]')
    .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
  await bruno.getByRole('button', { name: 'Lire la liste' }).click()
  await bruno.getByRole('heading', { name: 'liste.csv' }).waitFor()
  await bruno.getByText('« 31/02/2029 », ce jour n’existe pas').first().waitFor()
  await expectAccessible(bruno, 'a list of conventions read')
  await bruno.getByRole('button', { name: 'Ajouter 1 conventions' }).click()
  await bruno.getByRole('dialog').getByRole('button', { name: 'Ajouter 1 conventions' }).click()
  await bruno.getByRole('link', { name: 'Voir les conventions' }).click()
  await bruno.getByRole('searchbox').fill('livradois ambert')
  await bruno.getByText('1 convention', { exact: true }).waitFor()
  expect(new URL(bruno.url()).searchParams.get('texte')).toBe('livradois ambert')
})

test('an amendment adds to the envelope from its day, and what was agreed stays', async () => {
  await bruno.getByRole('link', { name: /Bourgs du Livradois/ }).click()
  await bruno.getByText('40 000,00 €').first().waitFor()
  await bruno.getByRole('button', { name: 'Ajouter un avenant' }).click()
  const form = bruno.getByRole('dialog', { name: 'Ajouter un avenant' })
  await form.getByLabel('Objet de l’avenant').fill('Complément de l’enveloppe')
  await form.getByLabel('Signé le').fill('15/06/2026')
  await form.getByRole('button', { name: 'Changer une enveloppe' }).click()
  await form.getByRole('combobox', { name: 'Enveloppe', exact: true }).click()
  await bruno.getByRole('option', { name: 'Bourgs du Livradois' }).click()
  await form.getByLabel('Montant en plus').fill('10 000')
  await bruno.keyboard.press('ControlOrMeta+Enter')
  await bruno.getByText('0 % de 50 000,00 €').waitFor()
  await bruno.getByRole('link', { name: 'Termes et pièces' }).click()
  await bruno.getByText('Avenant 1 : Complément de l’enveloppe').waitFor()
  await bruno.getByText('Bourgs du Livradois : + 10 000,00 €').waitFor()
  await expectAccessible(bruno, 'an amended convention')
})

test('a transfer is proposed by one and decided by another', async () => {
  const [marc, helene] = [await palier.signIn('marc.delorme'), await palier.signIn('helene.roy')]
  await marc.goto(`${room}/virements`)
  const waiting = (page: Page) => page.getByRole('listitem').filter({ hasText: 'À décider' })
  await waiting(marc).getByRole('button', { name: 'Accorder' }).waitFor()
  expect(await waiting(marc).getByRole('button', { name: 'Accorder' }).getAttribute('aria-disabled')).toBe(
    'true',
  )
  await helene.goto(`${room}/virements`)
  await waiting(helene).getByRole('button', { name: 'Accorder' }).click()
  await helene.getByRole('dialog').getByRole('button', { name: 'Virer 10 000,00 €' }).click()
  await helene.getByText('décidé par Hélène Roy').nth(1).waitFor()
  expect(await waiting(helene).count()).toBe(0)
})
