import type { Page } from 'playwright-core'
import { matchPath } from 'react-router'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { householdIdOf } from '#server/demo/load-portfolio.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'
import { patterns } from '#web/paths.ts'

/**
 * Every page of the application: each member starts from the rooms of their role and follows the links to whatever kind of
 * page nobody has seen yet, so that a page written later is looked at without a word here.
 */
const landlord = '/habitat-des-trois-rives'
const association = '/association-le-pas'
const lender = '/cooperative-des-deux-vallees'

/** A household of the demo with several procedures under way. */
const inProcedures = `${landlord}/menages/${householdIdOf('L100205')}/procedures`

const starts: Readonly<Record<string, readonly string[]>> = {
  'claire.fontaine': [
    `${landlord}/ma-journee`,
    `${landlord}/reperage`,
    `${landlord}/menages`,
    inProcedures,
    '/mon-compte',
  ],
  'jeanne.morel': [
    `${association}/ma-journee/echeances`,
    `${association}/accompagnements`,
    `${association}/accompagnements/demandes`,
    `${association}/accompagnements/envois`,
    `${association}/accompagnements/dispositifs`,
    `${association}/accompagnements/baux-glissants`,
    `${association}/accompagnements/projets`,
    `${association}/pilotage/rapport`,
    `${association}/reglages/partenaires`,
  ],
  'nadia.benali': [`${landlord}/reperage/imports`, `${landlord}/reperage/courriers`, `${landlord}/reperage`],
  'admin.bailleur': [`${landlord}/reglages/membres`, `${landlord}/reglages/parametres`],
  'elise.roche': [`${landlord}/reperage`, `${landlord}/accompagnements`, `${landlord}/pilotage/rapport`],
  'yves.tanguy': [`${association}/ma-journee`, `${association}/menages`],
  'paul.ferrand': [`${association}/mes-demandes`],
  'helene.roy': [`${lender}/financements`, `${lender}/financements/produits`],
  'bruno.leroy': [`${lender}/conventions`, `${lender}/financements/renouvellement-urbain`],
  'nora.haddad': [`${association}/accueil/seances`, `${association}/accueil/audiences`],
  'marc.delorme': [
    `${lender}/financements/prets/relances`,
    `${lender}/financements/paiements`,
    `${lender}/financements/prelevements`,
    `${lender}/financements/prelevements/mandats`,
    `${lender}/financements/banque`,
  ],
}
const openToAll = [
  '/connexion',
  '/mot-de-passe-oublie',
  '/courriels',
  '/api',
  '/nulle-part',
  `/demande/association-le-pas`,
  '/seances/association-le-pas',
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
  cancelSignUp: 'opened from a mail',
  import: 'looked at in landlord-to-plan',
  newPlan: 'looked at in landlord-to-plan',
  plan: 'looked at in landlord-to-plan',
  programmeDraft: 'looked at in new-programme',
  conventionImported: 'looked at in conventions',
  housingFile: 'looked at in dalo',
  socialAssessment: 'looked at in eviction',
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

/** The narrowest first: the page is loaded as a phone loads it, then widened, then darkened, without being asked for again. */
const looks = [
  { width: 360, scheme: 'light' },
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
] as const

/** Looks at one address each way; tells what was found, and where it leads. */
const lookAt = async (page: Page, address: string) => {
  const found: string[] = []
  const links: string[] = []
  for (const { width, scheme } of looks) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    if (links.length === 0) await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const name = `${address} ${width} ${scheme}`
    await expectAccessible(page, name, { coloursOnly: scheme === 'dark' }).catch((error: Error) =>
      found.push(error.message),
    )
    links.push(...(await linksOf(page)))
  }
  return { found, links, name: nameOf(new URL(page.url()).pathname) }
}

const withoutQuery = (address: string) => address.split('?')[0] ?? ''

/** Looks at the starts, then at one address of each kind not seen yet, several abreast. */
const explore = async (pages: readonly Page[], addresses: readonly string[], seen: Set<PageName>) => {
  const found: string[] = []
  const waiting = [...addresses]
  const awaited = new Set<PageName>()
  const going = new Set<Promise<void>>()
  const free = [...pages]
  const visit = async (page: Page, address: string) => {
    const looked = await lookAt(page, address)
    found.push(...looked.found)
    if (looked.name) seen.add(looked.name)
    for (const link of looked.links) {
      const name = nameOf(withoutQuery(link))
      const isNew = name && !seen.has(name) && !(name in unreachable) && name !== 'publicRequest'
      if (!isNew || awaited.has(name)) continue
      awaited.add(name)
      waiting.push(link)
    }
  }
  while (waiting.length > 0 || going.size > 0) {
    const page = waiting.length > 0 ? free.pop() : undefined
    const address = page && waiting.shift()
    if (!page || address === undefined) {
      await Promise.race(going)
      continue
    }
    const visiting: Promise<void> = visit(page, address).finally(() => {
      going.delete(visiting)
      free.push(page)
    })
    going.add(visiting)
  }
  expect(found).toEqual([])
}

/** Two cores look at two pages while the third one loads. */
const abreast = 3

const morePages = async (page: Page): Promise<Page[]> => {
  const others = Array.from({ length: abreast - 1 }, () => page.context().newPage())
  return [page, ...(await Promise.all(others))]
}

describe('axe finds nothing at 360 px, at 1440 px, nor in the dark', () => {
  const seen = new Set<PageName>()
  for (const [member, addresses] of Object.entries(starts))
    test(`what ${member} may open`, { timeout: 400_000 }, async () => {
      const page = await palier.signIn(member, looks[0])
      await explore(await morePages(page), addresses, seen)
      await page.context().close()
    })
  test('the pages open to all', async () => {
    const page = await palier.open(looks[0])
    await explore(await morePages(page), openToAll, seen)
    await page.context().close()
  })
  test('no page was left out', () => {
    const left = (Object.keys(patterns) as PageName[]).filter(
      (name) => !seen.has(name) && !(name in unreachable),
    )
    expect(left).toEqual([])
  })
})
