import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inOrganisation } from '#server/db.ts'
import { demoOrganisations } from '#server/demo/staff.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const association = demoOrganisations[1]

/** A household that no volunteer accompanies. */
const findOther = () =>
  inOrganisation(palier.running.house.database, association?.id ?? '', async (tx) => {
    const { rows } = await sql<{ id: string; label: string }>`select h.id, h.label from household h
      where not exists (select from household_referent r where r.household_id = h.id and r.kind = 'volunteer')
      order by h.label limit 1`.execute(tx)
    return rows[0] ?? { id: '', label: '' }
  })

test('a volunteer, on a phone, undertakes, meets, writes, and goes no further', async () => {
  const other = await findOther()
  const page = await palier.signIn('odile.marchal', { width: 360 })
  const home = `/${association?.slug}/mes-menages`
  await page.goto(home)
  await page.getByRole('heading', { name: 'Votre engagement de confidentialité' }).waitFor()
  await expectAccessible(page, 'commitment')
  await page.getByRole('button', { name: 'Je m’y engage' }).click()

  const households = page.getByRole('region', { name: 'Ceux que j’accompagne' })
  await households.waitFor()
  const links = households.locator('strong a')
  expect(await links.count()).toBeGreaterThan(0)
  expect(await page.textContent('main')).not.toContain(other.label)
  await expectAccessible(page, 'own households')

  await links.first().click()
  await page.getByRole('heading', { name: 'Raconter une rencontre' }).waitFor()
  const words = 'Goûter au parc, courrier de l’école lu ensemble.'
  await page.getByLabel('Compte rendu', { exact: true }).fill(words)
  await page.waitForTimeout(1_500)
  await page.reload()
  expect(await page.getByLabel('Compte rendu', { exact: true }).inputValue()).toBe(words)
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  const mine = page.getByRole('region', { name: 'Mes comptes rendus' })
  await mine.getByText(words).waitFor()
  expect(await mine.textContent()).not.toContain('club de lecture')
  await expectAccessible(page, 'own household')

  await page.goto(`/${association?.slug}/menages/${other.id}`)
  await page.waitForURL(`**/mes-menages/${other.id}`)
  await page.getByText('Vous n’accompagnez pas ce ménage.').waitFor()
  expect(await page.textContent('main')).not.toContain(other.label)
  await expectAccessible(page, 'refused household')
}, 120_000)

test('who manages the volunteers sees who accompanies whom', async () => {
  const page = await palier.signIn('jeanne.morel')
  await page.goto(`/${association?.slug}/accompagnements/benevoles`)
  await page.getByRole('heading', { name: 'Qui accompagne qui' }).waitFor()
  await page
    .getByRole('button', { name: /^Ouvrir : / })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Rythmes convenus' }).waitFor()
  await expectAccessible(page, 'pair panel')
}, 120_000)
