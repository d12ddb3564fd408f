import type { Page } from 'playwright-core'
import { matchPath } from 'react-router'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'
import { patterns } from '#web/paths.ts'

/**
 * Every page of the application: each member starts from the rooms of their role and follows the links to whatever kind of
 * page nobody has seen yet, so that a page written later is looked at without a word here.
 */
const landlord = '/habitat-des-trois-rives'
const association = '/association-le-pas'

const starts: Readonly<Record<string, readonly string[]>> = {
  'claire.fontaine': [`${landlord}/ma-journee`, `${landlord}/reperage`, `${landlord}/menages`, '/mon-compte'],
  'jeanne.morel': [
    `${association}/accompagnements`,
    `${association}/accompagnements/demandes`,
    `${association}/accompagnements/envois`,
    `${association}/accompagnements/dispositifs`,
    `${association}/accompagnements/baux-glissants`,
    `${association}/pilotage/rapport`,
    `${association}/reglages/partenaires`,
  ],
  'nadia.benali': [`${landlord}/reperage/imports`, `${landlord}/reperage/courriers`, `${landlord}/reperage`],
  'admin.bailleur': [`${landlord}/reglages/membres`, `${landlord}/reglages/parametres`],
  'elise.roche': [`${landlord}/reperage`, `${landlord}/accompagnements`, `${landlord}/pilotage/rapport`],
  'yves.tanguy': [`${association}/ma-journee`, `${association}/menages`],
  'paul.ferrand': [`${association}/mes-demandes`],
}
const openToAll = [
  '/connexion',
  '/mot-de-passe-oublie',
  '/courriels',
  '/api',
  '/nulle-part',
  `/demande/association-le-pas`,
]

/** Pages that no link of the demo leads to, and why; those that a journey looks at name it. */
const unreachable: Readonly<Partial<Record<keyof typeof patterns, string>>> = {
  home: 'leads to the first organisation',
  organisation: 'leads to the first room',
  household: 'leads to the first part of the file',
  reports: 'leads to the report',
  settings: 'leads to the first page of Réglages',
  newPassword: 'opened from a mail',
  invitation: 'opened from a mail',
  import: 'looked at in landlord-to-plan',
  newPlan: 'looked at in landlord-to-plan',
  plan: 'looked at in landlord-to-plan',
  programmeDraft: 'looked at in new-programme',
}

type PageName = keyof typeof patterns
const paramCount = (pattern: string) => pattern.split(':').length

/** Which page an address is; the one that says most of it in words wins. */
const nameOf = (pathname: string): PageName | undefined =>
  (Object.keys(patterns) as PageName[])
    .filter((name) => matchPath(patterns[name], pathname))
    .toSorted((a, b) => paramCount(patterns[a]) - paramCount(patterns[b]))[0]

let palier: Palier
beforeAll(async () => {
  palier = await openPalier()
})
afterAll(() => palier.close())

const linksOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    `[...new Set([...document.querySelectorAll('a[href^="/"]')].map((a) => a.getAttribute('href')))]`,
  )

/** Looks at the starts, then at one address of each kind not seen yet. */
const explore = async (page: Page, addresses: readonly string[], seen: Set<PageName>, looks: string) => {
  const found: string[] = []
  const waiting = [...addresses]
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page, `${address} ${looks}`).catch((error: Error) => found.push(error.message))
    const here = nameOf(new URL(page.url()).pathname)
    if (here) seen.add(here)
    for (const link of await linksOf(page)) {
      const name = nameOf(link.split('?')[0] ?? '')
      const isNew = name && !seen.has(name) && !(name in unreachable) && name !== 'publicRequest'
      if (isNew && !waiting.some((one) => nameOf(one.split('?')[0] ?? '') === name)) waiting.push(link)
    }
  }
  expect(found).toEqual([])
}

describe.for([
  { width: 360, dark: false },
  { width: 1440, dark: false },
  { width: 1440, dark: true },
])('axe finds nothing at $width px, dark: $dark', ({ width, dark }) => {
  const seen = new Set<PageName>()
  const looks = `${width}${dark ? ' dark' : ''}`
  for (const [member, addresses] of Object.entries(starts))
    test(`what ${member} may open`, { timeout: 400_000 }, async () => {
      const page = await palier.signIn(member, { width, dark })
      await explore(page, addresses, seen, looks)
      await page.context().close()
    })
  test('the pages open to all', async () => {
    const page = await palier.open({ width, dark })
    await explore(page, openToAll, seen, looks)
    await page.context().close()
  })
  test('no page was left out', () => {
    const left = (Object.keys(patterns) as PageName[]).filter(
      (name) => !seen.has(name) && !(name in unreachable),
    )
    expect(left).toEqual([])
  })
})
