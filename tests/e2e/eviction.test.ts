import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { systemClock } from '#server/clock.ts'
import { inOrganisation } from '#server/db.ts'
import { householdIdOf } from '#server/demo/load-portfolio.ts'
import { demoOrganisations } from '#server/demo/staff.ts'
import { followPlans } from '#server/plans/follow-plans.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const organisationId = demoOrganisations[0]?.id ?? ''
const today = systemClock.today()
const daysAgo = (days: number) => addDays(today, -days)

const inLandlord = <T>(work: Parameters<typeof inOrganisation<T>>[2]) =>
  inOrganisation(palier.running.house.database, organisationId, work)

/** A household at home that no procedure concerns yet. */
const householdWithoutProcedure = () =>
  inLandlord(async (tx) => {
    const { rows } = await sql<{ id: string }>`select t.household_id as id from tenancy t
      where t.ended_on is null and not exists (select from procedure p
        where (p.organisation_id, p.household_id) = (t.organisation_id, t.household_id))
      order by t.id limit 1`.execute(tx)
    return rows[0]?.id ?? ''
  })

type Line = { household: string; procedure: string; state: string }
const evictionIn = (state: string) =>
  inLandlord(async (tx) => {
    const { rows } = await sql<Line>`select p.household_id as household, p.id as procedure, s.state
      from procedure p join procedure_standing s on (s.organisation_id, s.procedure_id) = (p.organisation_id, p.id)
      where p.kind = 'eviction' and s.state = ${state} and p.repayment_plan_id is not null`.execute(tx)
    return rows[0]
  })
const stateOf = (household: string) =>
  inLandlord(async (tx) => {
    const { rows } = await sql<{ state: string }>`select state from procedure_standing
      where household_id = ${household} and kind = 'eviction'`.execute(tx)
    return rows[0]?.state
  })

const choose = async (page: Page, scope: Locator, label: string, option: string) => {
  await scope.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}
const fillDay = async (scope: Locator, label: string, day: PlainDate) => {
  await scope.getByRole('textbox', { name: label }).fill(formatDate(day))
}

type More = (form: Locator) => Promise<void>

const note = async (page: Page, step: string, on: PlainDate, more: More = async () => undefined) => {
  await page.getByRole('button', { name: 'Noter une étape' }).click()
  const form = page.getByRole('dialog', { name: 'Noter une étape' })
  await choose(page, form, 'Étape', step)
  await fillDay(form, 'Date', on)
  await more(form)
  await form.getByRole('textbox', { name: 'Date' }).press('ControlOrMeta+Enter')
  await form.waitFor({ state: 'hidden' })
}
const sayYes = (form: Locator, question: string) =>
  form.getByRole('radiogroup', { name: question }).getByRole('radio', { name: 'Oui' }).check()

test('from the order to pay to the hearing, to delays granted and kept', async () => {
  const household = await householdWithoutProcedure()
  const page = await palier.signIn('claire.fontaine', { width: 360 })
  await page.goto(`/habitat-des-trois-rives/menages/${household}/procedures`)
  await page.getByText('Aucune procédure').waitFor()
  await expectAccessible(page, 'no procedure yet')

  await page.getByRole('button', { name: 'Ouvrir une procédure' }).click()
  const opening = page.getByRole('dialog', { name: 'Ouvrir une procédure' })
  await choose(page, opening, 'Procédure', 'Expulsion locative')
  await expect
    .poll(() => opening.getByRole('combobox', { name: 'Bailleur' }).inputValue())
    .toBe('Personne morale (organisme HLM, société)')
  await fillDay(opening, 'Depuis le', daysAgo(420))
  await fillDay(opening, 'Date de signature du bail', daysAgo(800))
  await opening.getByRole('textbox', { name: 'Depuis le' }).press('ControlOrMeta+Enter')
  await page.getByRole('heading', { level: 1, name: 'Expulsion locative' }).waitFor()

  await note(page, 'CCAPEX saisie', daysAgo(410))
  await page.getByRole('button', { name: 'Noter une étape' }).click()
  const early = page.getByRole('dialog', { name: 'Noter une étape' })
  await choose(page, early, 'Étape', 'Audience tenue')
  await early.getByRole('textbox', { name: 'Date' }).press('ControlOrMeta+Enter')
  await early
    .getByRole('alert')
    .getByText(/on attendait/)
    .waitFor()
  await early.getByRole('button', { name: 'Annuler' }).click()

  await note(page, 'Commandement de payer délivré', daysAgo(400))
  await page.getByText('Délai du commandement passé sans paiement').first().waitFor()
  await note(page, 'Assignation délivrée', daysAgo(320), (form) =>
    fillDay(form, 'Jour de l’audience', daysAgo(200)),
  )
  await note(page, 'Assignation notifiée au préfet', daysAgo(318))
  await expectAccessible(page, 'summoned')
  await page.getByText('pourquoi cette date ?').first().click()
  await note(page, 'Audience tenue', daysAgo(200))
  await note(page, 'Délais de paiement accordés', daysAgo(190), async (form) => {
    await form.getByRole('textbox', { name: 'Durée des délais (mois)' }).fill('6')
    await sayYes(form, 'La clause résolutoire est suspendue')
    await choose(page, form, 'Suspension demandée par', 'Locataire')
    await sayYes(form, 'Le loyer courant était repris en entier avant l’audience')
    await sayYes(form, 'Le juge retient que le ménage peut payer la dette')
  })
  await page.getByText('Délais accordés, clause suspendue').first().waitFor()
  await expectAccessible(page, 'delays granted')

  await page.getByRole('button', { name: 'Noter Délais tenus jusqu’au bout' }).click()
  const kept = page.getByRole('dialog', { name: 'Noter une étape' })
  await fillDay(kept, 'Date', daysAgo(1))
  await kept.getByRole('textbox', { name: 'Date' }).press('ControlOrMeta+Enter')
  await kept.waitFor({ state: 'hidden' })
  await page.getByText('La dette a été payée comme le juge l’a dit', { exact: false }).first().waitFor()
  await expectAccessible(page, 'delays kept')
  expect(await stateOf(household)).toBe('clause-undone')
})

test('the social assessment begins with what the file knows', async () => {
  const page = await palier.signIn('claire.fontaine', { width: 360 })
  await page.goto(`/habitat-des-trois-rives/menages/${householdIdOf('L100205')}/procedures`)
  await page.getByRole('link', { name: 'Diagnostic social et financier' }).click()
  await page.getByRole('link', { name: 'Écrire le diagnostic' }).click()
  const identity = page.getByRole('textbox', { name: 'Identité du locataire' })
  await identity.waitFor()
  expect(await identity.inputValue()).toContain('Karim Bouchareb')
  await expectAccessible(page, 'social assessment')
})

test('an instalment missed ends the suspension, and whoever follows the household is told', async () => {
  const line = await evictionIn('payment-delays')
  const page = await palier.signIn('claire.fontaine')
  const address = `/habitat-des-trois-rives/menages/${line?.household}/procedures/${line?.procedure}`
  await page.goto(address)
  await page.getByText('Nous en sommes là').waitFor()
  await page.getByRole('combobox', { name: 'Plan d’apurement suivi' }).waitFor()

  palier.moveTo(addMonths(today, 2))
  await followPlans.run(palier.running.house, { organisationId }, new AbortController().signal)
  expect(await stateOf(line?.household ?? '')).toBe('clause-effective')
  await page.goto(address)
  await page.getByText('posé par le reste du dossier').first().waitFor()
  await page.getByText('le bail est résilié, sans nouvelle audience', { exact: false }).waitFor()
  await expectAccessible(page, 'suspension lost')
  const tasks = await inLandlord(async (tx) => {
    const { rows } = await sql<{ title: string }>`select title from task
      where household_id = ${line?.household} and kind = 'procedure-turn' and closed_at is null`.execute(tx)
    return rows
  })
  expect(tasks).toHaveLength(1)
})
