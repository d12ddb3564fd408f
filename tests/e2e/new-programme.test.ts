import { sql } from 'kysely'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inOrganisation, type Tx } from '#server/db.ts'
import { demoOrganisations } from '#server/demo/staff.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { tabTo } from '#tests/e2e/keyboard.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const association = demoOrganisations[1]
const programmeName = 'Un hiver au chaud'

const inAssociation = <T>(work: (tx: Tx) => Promise<T>) =>
  inOrganisation(palier.running.house.database, association?.id ?? '', work)

/** Followed, in nobody's measure, and whose budget is not known: what the programme asks is left to a person. */
const findHousehold = () =>
  inAssociation(async (tx) => {
    const { rows } = await sql<{ id: string }>`select h.id from household h
      where not exists (select from measure m where m.household_id = h.id)
        and not exists (select from budget_snapshot b where b.household_id = h.id)
      order by h.label limit 1`.execute(tx)
    return rows[0]?.id ?? ''
  })

// The editor is long: more fields than a journey usually crosses.
const far = 400
const press = async (page: Page, target: Locator, key = 'Enter') => {
  await tabTo(page, target, far)
  await page.keyboard.press(key)
}
const write = async (page: Page, target: Locator, words: string) => {
  await tabTo(page, target, far)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(words)
}
/** Opens a list with the keyboard and goes down to the choice; one begins again if the list was drawn again meanwhile. */
const choose = async (page: Page, list: Locator, choice: string) => {
  for (let attempt = 0; attempt < 4 && (await list.inputValue()) !== choice; attempt++) {
    await tabTo(page, list, far)
    await page.waitForTimeout(500)
    await page.keyboard.press('ArrowDown')
    await goDownTo(page, choice)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(300)
  }
  expect(await list.inputValue()).toBe(choice)
}
const goDownTo = async (page: Page, choice: string) => {
  const active = page
    .getByRole('option', { name: choice, exact: true })
    .and(page.locator('[data-combobox-selected]'))
  for (let down = 0; down < 30 && !(await active.isVisible()); down++) {
    await page.keyboard.press('ArrowDown')
    await page.waitForTimeout(60)
  }
}
/** From the contents of the draft to one of its sections. */
const jumpTo = (page: Page, section: string) =>
  press(page, page.getByRole('complementary').getByRole('link', { name: section }))

const prepare = async (page: Page) => {
  await page.goto(`/${association?.slug}/accompagnements/dispositifs`)
  await page.getByRole('heading', { level: 1, name: 'Dispositifs' }).waitFor()
  await expectAccessible(page, 'the programmes')
  await press(page, page.getByRole('button', { name: 'Nouveau dispositif' }))
  const dialog = page.getByRole('dialog', { name: 'Nouveau dispositif' })
  await tabTo(page, dialog.getByRole('radio', { name: 'd’un dispositif fourni' }))
  await dialog.getByRole('radio', { name: /AVDL DALO/ }).waitFor()
  await expectAccessible(page, 'the programmes shipped')
  await page.keyboard.press('ArrowRight')
  await write(page, dialog.getByRole('textbox', { name: 'Nom du dispositif' }), programmeName)
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('heading', { level: 1, name: 'Nouveau dispositif' }).waitFor()
  await page.getByText('Dites qui peut demander une mesure.').waitFor()
  await expectAccessible(page, 'a blank draft')
}

const describe = async (page: Page) => {
  await write(
    page,
    page.getByRole('textbox', { name: 'D’où viennent les règles' }),
    'Convention avec la ville, novembre 2026',
  )
  await press(page, page.getByRole('checkbox', { name: 'Notre équipe' }), 'Space')
  await press(page, page.getByRole('button', { name: 'Ajouter une condition sur un fait' }))
  const rate = page.getByRole('group', { name: 'Condition 1', exact: true })
  await write(page, rate.getByRole('textbox', { name: 'Taux' }), '30,00')
  await write(
    page,
    rate.getByRole('textbox', { name: 'D’où vient cette condition' }),
    'Convention, article 2',
  )
  await press(page, page.getByRole('button', { name: 'Ajouter une question' }))
  const question = page.getByRole('group', { name: 'Condition 2, une question' })
  await write(page, question.getByRole('textbox', { name: 'Question' }), 'Le logement se chauffe-t-il mal ?')
  await write(
    page,
    question.getByRole('textbox', { name: 'D’où vient cette condition' }),
    'Convention, article 3',
  )
}

const bound = async (page: Page) => {
  await jumpTo(page, 'Phases et durée')
  await choose(page, page.getByRole('combobox', { name: 'Durée' }), 'Durée totale, sauf dérogation notée')
  await write(page, page.getByRole('textbox', { name: 'Première période, en mois' }), '3')
  await write(page, page.getByRole('textbox', { name: 'Renouvellements' }), '1')
  await write(page, page.getByRole('textbox', { name: 'Mois par renouvellement' }), '3')
  await write(page, page.getByRole('textbox', { name: 'Durée totale, en mois' }), '6')
  await press(page, page.getByRole('checkbox', { name: 'Équilibrer le budget' }), 'Space')
  await press(page, page.getByRole('checkbox', { name: 'Maîtriser l’énergie' }), 'Space')
  await press(page, page.getByRole('checkbox', { name: 'Objectifs atteints' }).first(), 'Space')
}

const publish = async (page: Page) => {
  await page.getByText('Tout est complet.').waitFor()
  await expectAccessible(page, 'a draft complete')
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByText('Brouillon enregistré.').waitFor()
  await press(page, page.getByRole('button', { name: 'Publier la version 1' }))
  const dialog = page.getByRole('dialog', { name: /Publier la version 1/ })
  await expectAccessible(page, 'before publishing')
  await press(page, dialog.getByRole('button', { name: 'Publier la version 1' }))
  await page.getByRole('heading', { level: 1, name: programmeName }).waitFor()
  await page.getByText('Taux d’effort, énergie comprise : au plus 30,00').waitFor()
  await expectAccessible(page, 'a programme')
}

const pick = async (page: Page, list: Locator, choice: string) => {
  // Choosing again what is chosen lets it go.
  if ((await list.inputValue()) === choice) return
  await list.click()
  await page.getByRole('option', { name: choice, exact: true }).click()
  await expect.poll(() => list.inputValue()).toBe(choice)
}

const openMeasure = async (page: Page) => {
  await page.goto(`/${association?.slug}/menages/${await findHousehold()}/accompagnement`)
  await press(page, page.getByRole('button', { name: 'Demander une mesure' }))
  const dialog = page.getByRole('dialog', { name: 'Demander une mesure' })
  // The programmes are told again for this motive: what is typed in their list before then is lost.
  const told = page.waitForResponse((response) =>
    (response.request().postData() ?? '').includes('"motive":"staying-in-home"'),
  )
  await pick(page, dialog.getByRole('combobox', { name: 'Motif de la demande' }), 'Maintien dans le logement')
  await told
  await pick(page, dialog.getByRole('combobox', { name: 'Dispositif' }), programmeName)
  const checks = dialog.getByRole('list', { name: 'Critères du dispositif' }).getByRole('listitem')
  for (const [rank, reason] of ['Factures vues : 24 %', 'Visite du 3 novembre'].entries()) {
    const check = checks.nth(rank)
    await press(page, check.getByRole('radio', { name: 'Oui' }), 'Space')
    await write(page, check.getByRole('textbox', { name: 'Pourquoi' }), reason)
  }
  await pick(page, dialog.getByRole('combobox', { name: 'Demandée par' }), 'Notre équipe')
  await press(page, dialog.getByRole('button', { name: 'Demander la mesure' }))
  await page.getByRole('heading', { level: 1, name: new RegExp(programmeName) }).waitFor()
  await press(page, page.getByRole('button', { name: 'Début de l’accompagnement' }))
  const start = page.getByRole('dialog', { name: 'Début de l’accompagnement' })
  await start.waitFor()
  await page.keyboard.press('ControlOrMeta+Enter')
  await start.waitFor({ state: 'hidden' })
}

test('a programme invented on screen is published and a household enters it', async () => {
  const page = await palier.signIn('jeanne.morel')
  await prepare(page)
  await describe(page)
  // The draft survives: what was typed is found again, and said not to be saved yet.
  await page.waitForTimeout(600)
  await page.reload()
  await page.getByText('a été retrouvé').waitFor()
  expect(await page.getByRole('textbox', { name: 'Question' }).inputValue()).toBe(
    'Le logement se chauffe-t-il mal ?',
  )
  await bound(page)
  await publish(page)
  await openMeasure(page)

  const begun = await inAssociation(async (tx) => {
    const { rows } = await sql`select v.number, v.definition->'eligibility'->0->'condition' as condition,
        v.definition->'length' as length, s.status, (s.ends_on - s.started_on) between 88 and 93 as "threeMonths"
      from programme_version v
      join measure_standing s on (s.organisation_id, s.programme_id) = (v.organisation_id, v.programme_id)
      where v.name = ${programmeName}`.execute(tx)
    return rows
  })
  expect(begun).toEqual([
    {
      number: 1,
      condition: { is: 'at-most', value: 3000 },
      length: {
        firstMonths: 3,
        renewals: 1,
        renewalMonths: 3,
        totalMonths: 6,
        limit: 'fixed',
        alertMonths: [],
      },
      status: 'active',
      threeMonths: true,
    },
  ])
})

test('two people on one draft: who comes late sees both texts and chooses', async () => {
  const opened = async () => {
    const page = await palier.signIn('jeanne.morel')
    await page.goto(`/${association?.slug}/accompagnements/dispositifs`)
    await page.getByRole('link', { name: 'AVDL hors DALO' }).click()
    await page.getByRole('link', { name: 'Reprendre le brouillon' }).click()
    await page.getByRole('textbox', { name: 'Nom', exact: true }).waitFor()
    return page
  }
  const [first, second] = [await opened(), await opened()]
  await write(first, first.getByRole('textbox', { name: 'Places' }), '40')
  await first.keyboard.press('ControlOrMeta+Enter')
  await first.getByText('Brouillon enregistré.').waitFor()
  await write(second, second.getByRole('textbox', { name: 'Places' }), '50')
  await second.keyboard.press('ControlOrMeta+Enter')
  await second.getByText('Modifié entre-temps').waitFor()
  const row = second.getByRole('row', { name: /Capacité/ })
  expect(await row.textContent()).toMatch(/50 mesures à la fois\s*40 mesures à la fois/)
  await expectAccessible(second, 'a draft that someone changed')
  await press(second, second.getByRole('button', { name: 'Prendre les valeurs actuelles' }))
  expect(await second.getByRole('textbox', { name: 'Places' }).inputValue()).toBe('40')
})
