import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

/** Every page of the application, by the address a colleague would send, at both widths; the colours of the dark mode once. */
const organisation = '/habitat-des-trois-rives'
const household = `${organisation}/menages/{household}`

const pages: Readonly<Record<string, readonly string[]>> = {
  'claire.fontaine': [
    `${organisation}/ma-journee`,
    `${organisation}/reperage`,
    `${organisation}/reperage/regime-2027`,
    `${organisation}/menages`,
    `${organisation}/menages/doublons`,
    `${household}/personnes`,
    `${household}/situation`,
    `${household}/logement`,
    `${household}/accompagnement`,
    `${household}/documents`,
    `${household}/fil`,
    `${household}/historique`,
    '/mon-compte',
  ],
  'nadia.benali': [`${organisation}/reperage/imports`, `${organisation}/reperage/courriers`],
  'admin.bailleur': [
    `${organisation}/reglages/membres`,
    `${organisation}/reglages/parametres`,
    `${organisation}/reglages/modeles`,
    `${organisation}/reglages/echelle`,
    `${organisation}/reglages/jetons`,
    `${organisation}/reglages/conservation`,
    `${organisation}/reglages/journal`,
  ],
  'elise.roche': [`${organisation}/reperage`],
  'yves.tanguy': ['/association-le-pas/ma-journee', '/association-le-pas/menages'],
}
const openToAll = ['/connexion', '/mot-de-passe-oublie', '/courriels', '/api', '/nulle-part']

let palier: Palier
let householdId: string
beforeAll(async () => {
  palier = await openPalier()
  const page = await palier.signIn('claire.fontaine')
  await page.goto(`${organisation}/reperage`)
  const href = await page.locator('table a[href*="/menages/"]').first().getAttribute('href')
  householdId = href?.match(/menages\/([0-9a-f-]{36})/)?.[1] ?? ''
})
afterAll(() => palier.close())

const visit = async (page: Page, address: string, looks: string) => {
  await page.goto(address.replace('{household}', householdId))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(page, `${address} ${looks}`)
}

describe.for([
  { width: 360, dark: false },
  { width: 1440, dark: false },
  { width: 1440, dark: true },
])('axe finds nothing at $width px, dark: $dark', ({ width, dark }) => {
  for (const [member, addresses] of Object.entries(pages))
    test(`the pages of ${member}`, async () => {
      const page = await palier.signIn(member, { width, dark })
      for (const address of addresses) await visit(page, address, `${width}${dark ? ' dark' : ''}`)
      await page.context().close()
    })
  test('the pages open to all', async () => {
    const page = await palier.open({ width, dark })
    for (const address of openToAll) await visit(page, address, `${width}${dark ? ' dark' : ''}`)
    await page.context().close()
  })
})
