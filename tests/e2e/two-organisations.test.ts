import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, formatDate } from '#domain/plain-date.ts'
import { fixedClock } from '#server/clock.ts'
import { carryParcel } from '#server/parcels/carry.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

const landlord = '/habitat-des-trois-rives'
const association = '/association-le-pas'
const name = 'BOUCHAREB Karim'

let palier: Palier
let file: string
let claire: Page
let jeanne: Page
beforeAll(async () => {
  palier = await openPalier()
  ;[claire, jeanne] = [await palier.signIn('claire.fontaine'), await palier.signIn('jeanne.morel')]
  await claire.goto(`${landlord}/menages?q=bouchareb+karim`)
  file = (await claire.getByRole('link', { name }).first().getAttribute('href')) ?? ''
})
afterAll(() => palier.close())

const pick = async (page: Page, label: string, option: string | RegExp) => {
  await page
    .getByRole('combobox', { name: label })
    .or(page.getByLabel(label, { exact: true }))
    .first()
    .click()
  await page.getByRole('option', { name: option }).first().click()
}

type Sending = { kind?: string; basis?: string; leavesOn?: string; message: string; consent?: string }

/** Fills the form of a household's file, looks at what will leave, and sends it. */
const send = async ({ kind, basis, leavesOn, message, consent }: Sending) => {
  const today = palier.running.house.clock.today()
  await claire.goto(`${file}/partage`)
  await claire.getByRole('link', { name: 'Orienter ou confier une mission' }).click()
  if (kind) await pick(claire, 'Nature de l’envoi', kind)
  await claire.getByLabel('Message au partenaire').fill(message)
  await pick(claire, 'Partenaire', 'Association Le Pas')
  if (basis) await pick(claire, 'Fondement', basis)
  await claire.getByLabel('Le ménage a été informé le').fill(formatDate(addDays(today, -1)))
  if (leavesOn) await claire.getByLabel('Part le').fill(formatDate(leavesOn as never))
  if (consent) await pick(claire, 'Accord du ménage', new RegExp(consent))
  const preview = claire.getByRole('region', { name: 'Ce qui partira, exactement' })
  await preview.getByText(message).waitFor()
  await preview.getByText('Karim Bouchareb').waitFor()
  await claire.getByRole('button', { name: leavesOn ? 'Préparer l’envoi' : 'Envoyer', exact: true }).click()
  await claire.waitForURL(/accompagnements\/envois\/[0-9a-f-]{36}/)
  return new URL(claire.url()).pathname
}

/** The other side hears of it a moment later: a job carries the copy. */
const until = async (page: Page, path: string, words: string | RegExp) => {
  await expect
    .poll(
      async () => {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        return page.getByText(words).first().isVisible()
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(true)
}

const openLatest = async (message: string) => {
  await until(jeanne, `${association}/accompagnements/demandes?q=bouchareb`, name)
  const links = await jeanne.getByRole('link', { name }).all()
  for (const href of await Promise.all(links.map((link) => link.getAttribute('href')))) {
    await jeanne.goto(href ?? '')
    await jeanne.getByRole('heading', { name: 'Ce qui a été reçu' }).waitFor()
    if (await jeanne.getByText(message).first().isVisible()) return new URL(jeanne.url()).pathname
  }
  throw new Error(`no request says: ${message}`)
}

const acceptAsNew = async (words: string) => {
  await jeanne.getByRole('button', { name: 'Accepter', exact: true }).click()
  await jeanne.getByRole('radio', { name: 'Un nouveau dossier, avec ce qui a été reçu' }).check()
  await jeanne.getByLabel('Message', { exact: true }).fill(words)
  await jeanne.getByRole('button', { name: 'Accepter la demande' }).click()
  await jeanne.waitForURL(/menages\/[0-9a-f-]{36}/)
}

test('a landlord sends a household to an association, which accepts; the landlord follows', async () => {
  const sent = await send({ message: 'Trois loyers de retard, ménage à l’écoute.' })
  await claire.getByRole('heading', { name: 'Sous quelles conditions' }).waitFor()
  await expectAccessible(claire, 'a parcel sent')
  await openLatest('Trois loyers de retard, ménage à l’écoute.')
  await jeanne.getByText('Mission d’intérêt public').first().waitFor()
  await expectAccessible(jeanne, 'a request')
  await acceptAsNew('Première rencontre mardi.')
  await jeanne.getByRole('heading', { level: 1, name: 'BOUCHAREB Karim' }).waitFor()
  await until(claire, sent, 'Première rencontre mardi.')
  expect(await claire.getByText('Acceptée').first().isVisible()).toBe(true)
})

test('a mission is entrusted, and its report comes back', async () => {
  const sent = await send({ kind: 'Mission confiée', message: 'Mission d’un an, budget et droits.' })
  const request = await openLatest('Mission d’un an, budget et droits.')
  await jeanne.getByRole('button', { name: 'Accepter', exact: true }).click()
  await jeanne.getByRole('radio').first().check()
  await jeanne.getByRole('button', { name: 'Accepter la demande' }).click()
  await jeanne.waitForURL(/menages\/[0-9a-f-]{36}/)
  await jeanne.goto(request)
  await jeanne.getByText('0 sur 4').waitFor()
  await jeanne.getByRole('button', { name: 'Remettre un rapport' }).click()
  await jeanne.getByLabel('Rapport', { exact: true }).fill('Droits ouverts, loyer courant repris.')
  await jeanne.getByRole('button', { name: 'Remettre le rapport' }).click()
  await jeanne.getByText('1 sur 4').waitFor()
  await until(claire, sent, 'Droits ouverts, loyer courant repris.')
  await claire.getByText('1 sur 4').waitFor()
})

test('consent taken back stops what had not left', async () => {
  await claire.goto(`${file}/personnes`)
  await claire.getByRole('button', { name: 'Noter un accord' }).click()
  await pick(claire, 'À quoi', 'Accepte le partage avec le partenaire nommé')
  await claire.getByLabel('Partenaire').fill('association le pas')
  await claire.getByRole('button', { name: 'Noter l’accord' }).click()
  await claire
    .getByRole('button', { name: /Retirer l’accord/ })
    .first()
    .waitFor()

  const tomorrow = addDays(palier.running.house.clock.today(), 1)
  const sent = await send({
    basis: 'Accord du ménage (RGPD art. 6.1.a)',
    leavesOn: tomorrow,
    consent: 'Karim',
    message: 'À partir après le rendez-vous de demain.',
  })
  await claire.getByText('Ce qui partirait aujourd’hui').waitFor()
  await claire.goto(`${file}/personnes`)
  await claire
    .getByRole('button', { name: /Retirer l’accord/ })
    .first()
    .click()
  await claire.getByRole('dialog').getByRole('button', { name: 'Retirer l’accord' }).click()
  await claire.getByRole('dialog').waitFor({ state: 'hidden' })
  await claire.goto(sent)
  await claire.getByText('Rien n’est parti').first().waitFor()

  const { house } = palier.running
  const { rows } = await house.database.pool.query<{ id: string }>(
    'select id from organisation where slug = $1',
    [landlord.slice(1)],
  )
  await carryParcel.run(
    { ...house, clock: fixedClock(`${tomorrow}T09:00:00Z`) },
    { organisationId: rows[0]?.id ?? '', parcelId: sent.split('/').at(-1) ?? '' },
    new AbortController().signal,
  )
  await jeanne.goto(`${association}/accompagnements/demandes?q=bouchareb`)
  await jeanne.getByText(/Aucune demande dans ce choix/).waitFor()
})

test('a measure is handed over: accepted there, it ends here and begins there', async () => {
  const sophie = await palier.signIn('sophie.arnaud')
  const today = palier.running.house.clock.today()
  await sophie.goto(`${landlord}/accompagnements?statut=active`)
  const links = sophie.locator('main').getByRole('link', { name: /^[A-ZÀ-Þ' -]{2,} / })
  await links.last().waitFor()
  const household = ((await links.last().textContent()) ?? '').trim()
  await links.last().click()
  await sophie.getByRole('heading', { name: 'Passation', exact: true }).waitFor()
  const measure = new URL(sophie.url()).pathname
  await sophie.getByRole('button', { name: 'À un autre service' }).click()
  const form = sophie.getByRole('dialog', { name: 'Passation à un autre service' })
  await form.getByLabel('Ce qui a été fait').fill('Budget repris, droits ouverts.')
  await form.getByLabel('Ce qui reste à faire').fill('Chercher un logement plus petit.')
  await form.getByRole('button', { name: 'Ajouter une date' }).click()
  await form.getByLabel('Le', { exact: true }).fill(formatDate(addDays(today, 12)))
  await form.getByLabel('Quoi').fill('Rendez-vous à la mairie')
  await form.getByLabel('Qui est prévenu').fill('La famille.')
  await pick(sophie, 'Partenaire', 'Association Le Pas')
  await form.getByLabel('Le ménage a été informé le').fill(formatDate(addDays(today, -2)))
  expect(await form.getByRole('button', { name: 'Proposer la mesure' }).isEnabled()).toBe(false)
  await form.getByLabel('Accord du ménage donné le').fill(formatDate(addDays(today, -1)))
  // As high as the form: what its foot half covers while it scrolls is no target that small.
  await sophie.setViewportSize({ width: 1440, height: 2400 })
  await expectAccessible(sophie, 'the form of a handover')
  await sophie.setViewportSize({ width: 1440, height: 900 })
  await form.getByRole('button', { name: 'Proposer la mesure' }).click()
  await form.waitFor({ state: 'hidden' })
  await sophie
    .getByText(/À partir|Attend la réponse/)
    .first()
    .waitFor()

  await until(jeanne, `${association}/accompagnements/demandes?nature=transfer`, household)
  await jeanne.getByRole('link', { name: household }).first().click()
  await jeanne.getByText('Chercher un logement plus petit.').waitFor()
  await jeanne.getByRole('button', { name: 'Accepter', exact: true }).click()
  await jeanne.getByRole('radio', { name: 'Un nouveau dossier, avec ce qui a été reçu' }).check()
  await pick(jeanne, 'Dispositif', /AVDL/)
  await jeanne.getByRole('button', { name: 'Accepter la demande' }).click()
  await jeanne.waitForURL(/accompagnements\/[0-9a-f-]{36}/)
  await jeanne.getByText('Reprise de Habitat des Trois Rives').waitFor()
  await jeanne.getByText('Budget repris, droits ouverts.').waitFor()
  await expectAccessible(jeanne, 'a measure taken over')

  await until(sophie, measure, 'Transférée : relais pris par un autre service')
  expect(await sophie.getByText('Acceptée').first().isVisible()).toBe(true)
  await sophie.context().close()
})

test('two organisations are linked on screen: one proposes, the other agrees', async () => {
  await jeanne.goto(`${association}/reglages/partenaires`)
  await jeanne.getByRole('button', { name: 'Proposer un lien' }).click()
  await jeanne.getByLabel('Identifiant de l’organisation').fill('cooperative-des-deux-vallees')
  await jeanne.getByRole('button', { name: 'Proposer le lien' }).click()
  await jeanne.getByText('Lien proposé, en attente de réponse').waitFor()
  const helene = await palier.signIn('helene.roy')
  const theirs = '/cooperative-des-deux-vallees/reglages/partenaires'
  await until(helene, theirs, 'Demande un lien avec vous')
  await helene.getByRole('button', { name: /Accepter Association Le Pas/ }).click()
  await helene.getByText('Relié').first().waitFor()
  const row = /Coopérative des Deux Vallées.*Relié/s
  await expect
    .poll(
      async () => {
        await jeanne.goto(`${association}/reglages/partenaires`)
        await jeanne.getByRole('table').first().waitFor()
        const line = jeanne.getByRole('row').filter({ hasText: 'Coopérative' }).first()
        return (await line.textContent())?.match(row) ?? null
      },
      { timeout: 20_000, interval: 500 },
    )
    .not.toBeNull()
  await helene.context().close()
})

test('a prescriber asks, is asked for more, and follows', async () => {
  const paul = await palier.signIn('paul.ferrand')
  await paul.getByRole('link', { name: 'Nouvelle demande' }).click()
  await paul.getByRole('heading', { level: 1, name: 'Nouvelle demande' }).waitFor()
  await expectAccessible(paul, 'a new request')
  await paul.getByLabel('Votre service').fill('DDETS, service logement')
  await paul.getByRole('textbox', { name: 'Nom', exact: true }).fill('Mbaye')
  await paul.getByLabel('Situation et attente').fill('Reconnue prioritaire, relogement attendu.')
  const today = palier.running.house.clock.today()
  await paul.getByLabel(/Le ménage a été informé/).fill(formatDate(today))
  await paul.keyboard.press('ControlOrMeta+Enter')
  await paul.waitForURL(/mes-demandes\/[0-9a-f-]{36}/)
  const own = new URL(paul.url()).pathname
  await paul.getByRole('heading', { level: 1, name: 'MBAYE' }).waitFor()
  await expectAccessible(paul, 'my request')

  await jeanne.goto(`${association}/accompagnements/demandes?q=mbaye`)
  await jeanne.getByRole('link', { name: 'MBAYE' }).click()
  await jeanne.getByRole('button', { name: 'Demander un complément' }).click()
  await jeanne.getByLabel('Ce qui manque').fill('Son numéro unique ?')
  await jeanne.getByRole('button', { name: 'Demander le complément' }).click()
  await jeanne.getByText('complément demandé').first().waitFor()
  await paul.goto(own)
  await paul.getByText('Son numéro unique ?').waitFor()
  await paul.goto(`${association}/accompagnements/demandes`)
  await paul.getByText('Votre rôle ne permet pas cette action.').first().waitFor()
  await paul.context().close()
})

test('somebody without an account asks from a phone, and the request is in the inbox', async () => {
  const page = await palier.open({ width: 360 })
  await page.goto('/demande/association-le-pas')
  await page.getByLabel('Nom', { exact: true }).fill('Garnier')
  await expectAccessible(page, 'the public form')
  await page.getByLabel('Téléphone').fill('06 39 98 00 99')
  await page.getByLabel(/Que se passe-t-il/).fill('Je reçois des lettres et je n’y comprends rien.')
  await page.getByLabel(/Je suis d’accord/).check()
  // A form filled in less time than a person needs is refused.
  await page.waitForTimeout(3200)
  await page.getByRole('button', { name: 'Envoyer ma demande' }).click()
  await page.getByRole('heading', { name: 'Votre demande est envoyée' }).waitFor()
  const reference = await page.getByText(/^D-\w{4}-\w{4}$/).textContent()
  await jeanne.goto(`${association}/accompagnements/demandes?q=${reference}`)
  await jeanne.getByRole('link', { name: 'GARNIER' }).waitFor()
  await page.goto('/demande/personne')
  await page.getByText('Cette adresse ne reçoit pas de demande.').waitFor()
  await page.context().close()
})

test('lists and settings of exchanges are accessible, wide and narrow, light and dark', async () => {
  for (const look of [{ width: 1440 }, { width: 360, dark: true }]) {
    const page = await palier.signIn('jeanne.morel', look)
    for (const path of ['/accompagnements/demandes', '/accompagnements/envois', '/reglages/partenaires']) {
      await page.goto(association + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page, `${path} at ${look.width}`)
    }
    await page.context().close()
  }
  for (const path of ['/partage', '/orienter']) {
    await claire.goto(file + path)
    await claire.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(claire, path)
  }
})
