import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chunked } from '#bench/portfolio.ts'
import { ledgerFile, tenancyFile } from '#db/seed/landlord-export.ts'
import { systemClock } from '#server/clock.ts'
import { inOrganisation } from '#server/db.ts'
import { demoOrganisations } from '#server/demo/staff.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { pressOn, tabTo, typeInto } from '#tests/e2e/keyboard.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

/** The README's journey, with the keyboard alone: a file, the most urgent household, a plan, its PDF. */
let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const portfolio = {
  tenancies: 60,
  months: 12,
  today: systemClock.today(),
  seed: 4,
  defectsPerTenThousand: 30,
}

/** References of their own, so that the file adds to the demo's landlord instead of changing it. */
function* renamed(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield line.replace(/\b(LG?|P|B)(1\d{3,5})/g, 'Z$1$2')
}
const asFile = (lines: Iterable<string>) => Buffer.concat([...chunked(renamed(lines), 'windows-1252')])

const drop = async (page: Page, name: string, buffer: Buffer) => {
  const chooser = page.waitForEvent('filechooser')
  await pressOn(page, page.getByRole('button', { name: 'Choisir un fichier' }))
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Retenir ces colonnes et répéter l’import' }).waitFor()
  await expectAccessible(page, `columns of ${name}`)
  await pressOn(page, page.getByRole('button', { name: 'Retenir ces colonnes et répéter l’import' }))
  await page.getByRole('button', { name: 'Appliquer l’import' }).waitFor({ timeout: 60_000 })
  await expectAccessible(page, `rehearsal of ${name}`)
  await pressOn(page, page.getByRole('button', { name: 'Appliquer l’import' }))
  await pressOn(page, page.getByRole('button', { name: /^Importer [\d\s]+ lignes$/ }))
  await page.getByText('Import appliqué').waitFor({ timeout: 60_000 })
}

test('from a landlord’s file to an agreed plan and its PDF', async () => {
  const rentOfficer = await palier.signIn('nadia.benali')
  await pressOn(rentOfficer, rentOfficer.getByRole('link', { name: 'Repérage' }).first())
  await pressOn(rentOfficer, rentOfficer.getByRole('link', { name: 'Imports' }))
  await drop(rentOfficer, 'patrimoine.csv', asFile(tenancyFile(portfolio)))
  await rentOfficer.getByRole('rowheader', { name: 'Baux' }).first().waitFor()
  await pressOn(rentOfficer, rentOfficer.getByRole('link', { name: 'Imports' }).first())
  await drop(rentOfficer, 'compte-locataire.csv', asFile(ledgerFile(portfolio)))
  await expectAccessible(rentOfficer, 'report of the import')
  await rentOfficer.context().close()

  const worker = await palier.signIn('claire.fontaine')
  await pressOn(worker, worker.getByRole('link', { name: 'Repérage' }).first())
  const search = worker.getByPlaceholder('Nom ou numéro de bail')
  await typeInto(worker, search, 'ZL100')
  const mostUrgent = worker.getByRole('table').getByRole('link').first()
  await worker.waitForURL(/ZL100/)
  await worker.getByText('ZL100').first().waitFor({ timeout: 60_000 })
  await pressOn(worker, mostUrgent)
  await worker.waitForURL(/\/menages\//)
  const heading = worker.getByRole('heading', { level: 1 })
  await expect.poll(() => heading.textContent()).not.toBe('Repérage')
  const householdName = await heading.textContent()

  await pressOn(worker, worker.getByRole('link', { name: 'Situation' }))
  await pressOn(worker, worker.getByRole('button', { name: 'Noter une première situation' }))
  await pressOn(worker, worker.getByRole('button', { name: 'Ajouter une ressource' }))
  await typeInto(worker, worker.getByLabel(/^Montant, /).first(), '1 850,00')
  await worker.keyboard.press('ControlOrMeta+Enter')
  await worker.getByText('Reste à vivre par mois').waitFor()
  await worker.getByRole('button', { name: /Refaire le point/ }).waitFor()

  await pressOn(worker, worker.getByRole('link', { name: 'Accompagnement', exact: true }))
  await pressOn(worker, worker.getByRole('button', { name: 'Préparer un plan' }))
  await worker.getByRole('heading', { name: 'Aperçu' }).waitFor()
  await typeInto(worker, worker.getByRole('textbox', { name: 'Nombre de mensualités' }), '24')
  await worker.getByRole('table', { name: 'Échéancier proposé' }).waitFor()
  await expectAccessible(worker, 'new plan')
  await pressOn(worker, worker.getByRole('button', { name: 'Proposer ce plan' }))
  await worker.getByRole('heading', { level: 1, name: /Plan d’apurement de/ }).waitFor()
  await expectAccessible(worker, 'plan')

  const opened = worker.context().waitForEvent('page')
  const answered = worker.waitForResponse((response) =>
    response.url().endsWith('/api/plans.downloadAgreement'),
  )
  await pressOn(worker, worker.getByRole('button', { name: 'Accord (PDF)' }))
  const request = (await answered).request()
  const tab = await opened
  await expect.poll(() => tab.url(), { timeout: 10_000 }).toMatch(/^blob:/)
  const again = await worker.request.post(request.url(), {
    headers: await request.allHeaders(),
    data: request.postDataJSON(),
  })
  const pdf = (await again.body()).toString('latin1')
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  expect(pdf).toContain('/Lang')
  await tab.close()

  await pressOn(worker, worker.getByRole('button', { name: 'Signature du locataire' }))
  const fact = worker.getByRole('dialog', { name: 'Signature du locataire' })
  await fact.getByLabel('Précision').press('ControlOrMeta+Enter')
  await worker.getByText('Fait noté.').waitFor()
  await tabTo(worker, worker.getByRole('link', { name: 'Ménages' }).first())

  expect(await readPlans(householdName)).toEqual([{ label: householdName, instalments: 24, signed: 1 }])
})

/** What the tables hold of a household's latest plan. */
const readPlans = async (label: string | null) =>
  inOrganisation(palier.running.house.database, demoOrganisations[0]?.id ?? '', async (tx) => {
    const { rows } = await sql`select h.label,
        (select count(*)::int from plan_instalment i where i.plan_id = p.id) as instalments,
        (select count(*)::int from plan_event e where e.plan_id = p.id and e.kind = 'signed-by-tenant') as signed
      from repayment_plan p join household h on (h.organisation_id, h.id) = (p.organisation_id, p.household_id)
      where h.label = ${label} order by p.id desc limit 1`.execute(tx)
    return rows
  })
