import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, addMonths, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

const association = '/association-le-pas'

let palier: Palier
let amina: Page
let household: string
let file: string
beforeAll(async () => {
  palier = await openPalier()
  amina = await palier.signIn('amina.diallo')
})
afterAll(() => palier.close())

const today = () => palier.running.house.clock.today()

const pick = async (label: string, option: string | RegExp) => {
  await amina.getByRole('combobox', { name: label }).first().click()
  await amina.getByRole('option', { name: option }).first().click()
}

/** A step of the procedure, on its day. */
const noteStep = async (step: string, on: PlainDate, fill?: () => Promise<void>) => {
  await amina.getByRole('button', { name: 'Noter une étape' }).first().click()
  const form = amina.getByRole('dialog', { name: 'Noter une étape' })
  await pick('Étape', step)
  await form.getByLabel('Date', { exact: true }).fill(formatDate(on))
  await fill?.()
  await form.getByRole('button', { name: 'Noter l’étape' }).click()
  await form.waitFor({ state: 'hidden' })
}

const keepLetter = async (letter: RegExp, recipient: string) => {
  await amina.getByRole('button', { name: letter }).click()
  const form = amina.getByRole('dialog', { name: /^DALO/ })
  await form.getByLabel('À qui').fill(recipient)
  await form.getByRole('button', { name: 'Garder dans les documents' }).click()
  await form.waitFor({ state: 'hidden' })
}

test('a DALO file is prepared from what the household’s file knows: grounds, papers, words, letter', async () => {
  await amina.goto(`${association}/menages?q=`)
  await amina
    .locator('main')
    .getByRole('link', { name: /^[A-ZÀ-Þ' -]{2,} / })
    .first()
    .click()
  await amina.waitForURL(/menages\/[0-9a-f-]{36}/)
  household = /menages\/[0-9a-f-]{36}/.exec(amina.url())?.[0] ?? ''

  await amina.goto(`${association}/${household}/parcours`)
  await amina.getByRole('button', { name: 'Noter un logement' }).click()
  const stay = amina.getByRole('dialog', { name: 'Noter un logement' })
  await pick('Dans quel droit', 'Hébergement')
  await stay.getByLabel('Où', { exact: true }).fill('Foyer des Saules, Riom')
  await stay.getByLabel('Depuis le').fill(formatDate(addMonths(today(), -8)))
  await stay.getByRole('button', { name: 'Enregistrer' }).click()
  await stay.waitFor({ state: 'hidden' })

  await amina.goto(`${association}/${household}/procedures`)
  await amina.getByRole('button', { name: 'Préparer un dossier' }).click()
  await amina.getByRole('menuitem', { name: 'Dossier DALO' }).click()
  await amina.getByRole('heading', { level: 1, name: /^Dossier DALO/ }).waitFor()
  file = amina.url()
  await amina.getByText('La demande de logement social et son numéro unique').first().waitFor()
  const temporary = amina.getByRole('listitem').filter({ hasText: 'Hébergé, ou en logement de transition' })
  await temporary.getByText('Semble rempli').waitFor()
  await expectAccessible(amina, 'a prepared file')

  await amina.getByRole('button', { name: 'Répondre aux questions' }).click()
  const answers = amina.getByRole('dialog', { name: 'Ce que les motifs demandent' })
  await pick('Une personne du foyer est-elle handicapée, ou une personne à charge ?', 'Oui')
  await pick('Une personne du foyer est-elle handicapée dans un logement non adapté à son handicap ?', 'Oui')
  await answers.getByRole('button', { name: 'Enregistrer les réponses' }).click()
  await answers.waitFor({ state: 'hidden' })
  const unadapted = amina.getByRole('listitem').filter({ hasText: 'Logement non adapté au handicap' })
  await unadapted.getByText('Semble rempli').waitFor()

  await amina.getByLabel('Ce qui est demandé').fill('Un T2 de plain-pied à Riom, près du centre de soins.')
  await amina.waitForTimeout(600)
  await amina.reload()
  await amina.getByText('a été retrouvé').waitFor()
  await amina.getByRole('button', { name: 'Enregistrer les textes' }).click()
  await amina.getByText('Textes enregistrés.').first().waitFor()

  await amina.getByRole('button', { name: /^Noter : Formulaire signé/ }).click()
  const paper = amina.getByRole('dialog', { name: /^Formulaire signé/ })
  await paper.getByRole('button', { name: 'Noter la pièce' }).click()
  await paper.waitFor({ state: 'hidden' })
  await amina.getByText(/^1 sur \d+ au dossier$/).waitFor()

  await keepLetter(
    /^Préparer : DALO, DAHO : exposé/,
    'Secrétariat de la commission de médiation\nClermont-Ferrand',
  )
  await amina.getByText(/pour Secrétariat de la commission de médiation/).waitFor()
})

test('the commission is silent: the refusal is told with its two months, and the letter to contest it', async () => {
  const filedOn = today()
  await amina.goto(`${association}/${household}/procedures`)
  await amina.getByRole('button', { name: 'Ouvrir une procédure' }).click()
  await pick('Procédure', 'Recours DALO')
  await amina.getByRole('button', { name: 'Ouvrir la procédure' }).click()
  await amina.getByRole('heading', { level: 1, name: 'Recours DALO' }).waitFor()
  const line = amina.url()
  await noteStep('Dossier envoyé', filedOn)
  await noteStep('Accusé de réception', filedOn)
  const decisionBy = addMonths(filedOn, 3)
  await amina.getByText(formatDate(decisionBy)).first().waitFor()
  await expectAccessible(amina, 'the line of a DALO')

  palier.moveTo(addDays(decisionBy, 1))
  await amina.goto(line)
  await amina.getByText('Silence de la commission : refus').first().waitFor()
  await amina.goto(file)
  await amina.getByText('Refusé par la commission').waitFor()
  const review = amina.getByRole('listitem').filter({ hasText: 'recours gracieux' })
  await review.getByText('C’est le moment de l’envoyer.').waitFor()
  await keepLetter(/^Préparer : DALO, DAHO : recours gracieux/, 'Commission de médiation')
  await amina.goto(line)
  await noteStep('Recours gracieux envoyé', today())
  await amina.getByText('Recours gracieux en cours').first().waitFor()
})

test('recognised at last, without an offer in the préfet’s time: the judge may be seized for four months', async () => {
  await amina.goto(`${association}/${household}/procedures`)
  await amina.getByRole('link', { name: 'Recours DALO' }).click()
  await amina.getByRole('heading', { level: 1, name: 'Recours DALO' }).waitFor()
  const line = amina.url()
  const recognisedOn = addDays(today(), 20)
  palier.moveTo(recognisedOn)
  await amina.goto(line)
  await noteStep('Reconnu prioritaire et urgent', recognisedOn)
  const offerBy = addMonths(recognisedOn, 3)
  await amina.getByText(formatDate(offerBy)).first().waitFor()

  palier.moveTo(addDays(offerBy, 1))
  await amina.goto(line)
  await amina.getByText('Pas d’offre dans le délai du préfet').first().waitFor()
  const closes = amina.getByText('Saisir le tribunal administratif : recours injonction')
  await closes.first().waitFor()
  const raw = addMonths(offerBy, 4)
  const why = amina.getByText(new RegExp(`4 mois à compter du ${formatDate(offerBy)}.*${formatDate(raw)}`))
  expect(await why.count(), 'the date of the judge tells where it comes from').toBeGreaterThan(0)

  await amina.goto(file)
  const injunction = amina.getByRole('listitem').filter({ hasText: 'requête au tribunal' })
  await injunction.getByText('C’est le moment de l’envoyer.').waitFor()
  const opened = amina.context().waitForEvent('page')
  await amina.getByRole('button', { name: /^Préparer : DALO, DAHO : requête/ }).click()
  await amina.getByRole('dialog').getByRole('button', { name: 'Voir la lettre (PDF)' }).click()
  await (await opened).close()
  await amina.keyboard.press('Escape')
  await keepLetter(/^Préparer : DALO, DAHO : requête/, 'Tribunal administratif\nClermont-Ferrand')

  await amina.goto(line)
  await noteStep('Tribunal saisi : recours injonction', today())
  await amina.getByText('Le juge se prononce').first().waitFor()
  await amina.goto(`${association}/${household}/documents`)
  await amina.getByText('DALO, DAHO : requête au tribunal (injonction)').first().waitFor()
})
