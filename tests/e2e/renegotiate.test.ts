import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inOrganisation } from '#server/db.ts'
import { demoOrganisations } from '#server/demo/staff.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { pressOn, typeInto } from '#tests/e2e/keyboard.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

type Row = { household: string; plan: string }
const runningPlan = () =>
  inOrganisation(palier.running.house.database, demoOrganisations[0]?.id ?? '', async (tx) => {
    const { rows } = await sql<Row>`select p.household_id as household, p.id as plan
      from repayment_plan p join plan_course c on (c.organisation_id, c.plan_id) = (p.organisation_id, p.id)
      where c.state = 'active' order by p.id limit 1`.execute(tx)
    return rows[0]
  })

test('a plan is renegotiated: the new version runs once signed and approved, with the keyboard alone', async () => {
  const running = await runningPlan()
  const page = await palier.signIn('claire.fontaine', { width: 360 })
  const household = `/habitat-des-trois-rives/menages/${running?.household}`
  await page.goto(`${household}/plans/nouveau`)
  await page.getByRole('heading', { name: /Pour quelle location/ }).waitFor()
  await expectAccessible(page, 'which tenancy')
  await pressOn(page, page.getByRole('link', { name: 'Voir le plan en cours' }))

  await pressOn(page, page.getByRole('button', { name: 'Renégocier' }))
  await typeInto(page, page.getByRole('textbox', { name: 'Motif' }), 'Perte d’emploi')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText('La version 2 attend d’être conclue').waitFor()
  await page.getByRole('table', { name: 'Ce que change la version 2' }).first().waitFor()
  await expectAccessible(page, 'a version to sign')
  expect(await page.getByRole('button', { name: 'Accord, version 2 (PDF)' }).isVisible()).toBe(true)

  for (const fact of [
    'Signature du locataire',
    'Signature du bailleur',
    'Envoi à la CAF ou à la MSA',
    'Approbation par la CAF ou la MSA',
  ]) {
    await page.getByText('La version 2 attend d’être conclue').waitFor()
    await pressOn(page, page.getByRole('button', { name: fact }))
    const dialog = page.getByRole('dialog', { name: /^Version 2/ })
    await dialog.getByLabel('Précision').press('ControlOrMeta+Enter')
    await dialog.waitFor({ state: 'hidden' })
  }
  await page.getByText('La version 2 attend d’être conclue').waitFor({ state: 'hidden' })
  await page.getByText('version 2', { exact: true }).waitFor()
  await expectAccessible(page, 'a plan renegotiated')

  const kinds = await inOrganisation(
    palier.running.house.database,
    demoOrganisations[0]?.id ?? '',
    async (tx) => {
      const { rows } = await sql<{ kind: string }>`select kind from plan_schedule_event
        where plan_id = ${running?.plan} and schedule_number = 2 order by recorded_at`.execute(tx)
      return rows.map(({ kind }) => kind)
    },
  )
  expect(kinds).toEqual(['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer', 'approved'])
})
