import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Endpoint, Output, Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { shippedProducts } from '#domain/funding/shipped-products.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import { requestLoanFollowing } from '#server/loans/nightly.ts'
import { requestOfferFollowing } from '#server/offers/follow-offers.ts'
import type { Palier } from '#tests/e2e/palier.ts'

export const lenderSlug = 'cooperative-des-deux-vallees'
export const lender = `/${lenderSlug}`

/** What the tables of the lender hold. */
export const inLender = async <T>(
  { running }: Palier,
  work: (tx: Tx, organisationId: string) => Promise<T>,
): Promise<T> => {
  const { database } = running.house
  const { rows } = await database.pool.query<{ id: string }>('select id from organisation where slug = $1', [
    lenderSlug,
  ])
  const organisationId = rows[0]?.id ?? ''
  return inOrganisation(database, organisationId, (tx) => work(tx, organisationId))
}

/** The night follows offers and loans up to the day that has come. */
export const nightOf = async (palier: Palier, day: PlainDate): Promise<void> => {
  palier.moveTo(day)
  await inLender(palier, async (tx, organisationId) => {
    await requestOfferFollowing(tx, organisationId)
    await requestLoanFollowing(tx, organisationId)
  })
  const behind = () =>
    inLender(palier, (tx) =>
      tx.selectFrom('financing_standing').where('changes_on', '<=', day).select('financing_id').execute(),
    )
  await expect.poll(behind, { timeout: 60_000, interval: 250 }).toEqual([])
}

/** Run in the page: its own session asks, as its screens do. */
const inPage = `async ({ name, input, slug }) => {
  const response = await fetch('/api/' + name, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'palier-organisation': slug,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify(input),
  })
  return { status: response.status, body: await response.json() }
}`

type Asked<E extends Endpoint> = { status: number; body: Output<E> & { reason?: string } }

export const tryAsk = async <E extends Endpoint>(
  page: Page,
  endpoint: E,
  input: Sent<E>,
): Promise<Asked<E>> => {
  const asked = JSON.stringify({ name: endpoint.name, input, slug: lenderSlug })
  return (await page.evaluate(`(${inPage})(${asked})`)) as Asked<E>
}

/** What a page's member asks beside the screens; a refusal fails the test. */
export const ask = async <E extends Endpoint>(
  page: Page,
  endpoint: E,
  input: Sent<E>,
): Promise<Output<E>> => {
  const { status, body } = await tryAsk(page, endpoint, input)
  if (status !== 200) throw new Error(`${endpoint.name}: ${status} ${JSON.stringify(body)}`)
  return body
}

export const go = async (page: Page, path: string): Promise<void> => {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}

/** Chooses in a list by what it offers, typing what makes it short when there is much to choose from. */
export const pick = async (
  scope: Page | Locator,
  label: string | RegExp,
  option: string | RegExp,
  typed?: string,
): Promise<void> => {
  const field = scope.getByRole('combobox', { name: label }).or(scope.getByLabel(label)).first()
  await field.click()
  if (typed) await field.fill(typed)
  const page = 'keyboard' in scope ? scope : scope.page()
  await page.getByRole('option', { name: option }).first().click()
}

export const fillDay = (scope: Page | Locator, label: string, day: PlainDate): Promise<void> =>
  scope.getByLabel(label, { exact: true }).fill(formatDate(day))

/** The panel that a button opens. */
export const panel = async (
  page: Page,
  button: string | RegExp,
  title: string | RegExp,
): Promise<Locator> => {
  await page.getByRole('button', { name: button }).first().click()
  const form = page.getByRole('dialog', { name: title })
  await form.waitFor()
  return form
}

/** Ctrl+Enter, as one does without a mouse; the panel closes when the server has agreed. */
export const submit = async (form: Locator): Promise<void> => {
  await form.page().keyboard.press('ControlOrMeta+Enter')
  await form.waitFor({ state: 'hidden' })
}

export const pdf = (name: string) => ({
  name: `${name}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7 ${name}`),
})

/** An amount as a page shows it, spaces that do not break included. */
export const shown = (cents: number): string => formatEuros(cents)

/** The figure of a page under its label. */
export const figure = async (page: Page, label: string): Promise<string> => {
  const stat = page
    .locator('dl > div')
    .filter({ has: page.locator('dt').getByText(label, { exact: true }) })
    .first()
  return ((await stat.locator('dd').first().textContent()) ?? '').trim()
}

/** A shipped product, changed where the journey needs, published under a name of its own. */
export const publish = async (
  page: Page,
  key: string,
  change: Partial<ProductDefinition> & { name: string },
): Promise<string> => {
  const shipped = shippedProducts.find((one) => one.key === key)
  if (!shipped) throw new Error(`no shipped product: ${key}`)
  const { productId } = await ask(page, contract.products.create, { start: { from: 'shipped', key } })
  const draft = { ...shipped.definition, ...change }
  const { version } = await ask(page, contract.products.saveDraft, { productId, version: 1, draft })
  await ask(page, contract.products.publish, { productId, version })
  return productId
}

export const openHousehold = async (page: Page, lastName: string, firstName: string): Promise<string> => {
  const person = { civility: 'mrs', lastName, firstName, birthOn: '1979-04-12' } as const
  return (await ask(page, contract.households.create, { person })).householdId
}

/** The officer of finances may decide alone, up to what the product allows. */
export const delegate = async (
  giver: Page,
  to: string,
  maxCents: number,
  fromOn: PlainDate,
): Promise<void> => {
  const { people } = await ask(giver, contract.committees.listDelegations, {})
  const membershipId = people.find(({ name }) => name === to)?.id
  if (!membershipId) throw new Error(`nobody called ${to}`)
  await ask(giver, contract.committees.giveDelegation, {
    ...{ membershipId, productId: null, maxCents, fromOn, untilOn: null },
  })
}

type AskedLine = { product: string; cents: number; months?: number }

/** The social worker opens a file from the tab « Finances » of the household, and says what is asked for. */
export const openApplication = async (
  page: Page,
  { householdId, field, purpose, fill }: Opened,
): Promise<string> => {
  await go(page, `${lender}/menages/${householdId}/finances`)
  const form = await panel(page, 'Ouvrir un dossier', 'Nouveau dossier de financement')
  await pick(form, 'Domaine', field, field)
  await pick(form, 'À quoi servira l’argent', purpose, purpose)
  await pick(form, 'Commune du logement', /Thiers/, 'Thiers')
  await fill?.(form)
  await form.getByLabel('Présentation').fill('Le ménage, son projet, ce que l’argent change.')
  await submit(form)
  await page.waitForURL(/financements\/dossiers\/[0-9a-f-]{36}/)
  await page.getByRole('heading', { name: 'Ce qui est demandé' }).waitFor()
  return new URL(page.url()).pathname
}
type Opened = {
  householdId: string
  field: string
  purpose: string
  fill?: (form: Locator) => Promise<void>
}

export const askFor = async (page: Page, lines: readonly AskedLine[]): Promise<void> => {
  const form = await panel(page, 'Choisir un produit', 'Ce qui est demandé')
  for (const [index, { product, cents, months }] of lines.entries()) {
    if (index > 0) await form.getByRole('button', { name: 'Ajouter un produit' }).click()
    const line = form.getByRole('group', { name: `Produit ${index + 1}` })
    await pick(line, 'Produit', product, product)
    if (months) await line.getByLabel('Durée, en mois').fill(String(months))
    await line.getByLabel('Montant demandé').fill(String(cents / 100))
  }
  await submit(form)
}

/** Answers a question that only a person can, among the conditions of a product. */
export const answerYes = async (page: Page, product: string, condition: RegExp): Promise<void> => {
  const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: product }) })
  await line.getByRole('button', { name: new RegExp(`^Oui.*${condition.source}`) }).click()
  const form = page.getByRole('dialog', { name: 'La condition est remplie' })
  await form.getByLabel('Motif').fill('Vu avec le ménage.')
  await submit(form)
}

export const fileIt = async (page: Page): Promise<void> => {
  await submit(await panel(page, 'Déposer le dossier', 'Déposer le dossier'))
  await page.getByRole('heading', { name: 'Instruction' }).waitFor()
}

/** The papers come in, the file is complete, and an opinion is given. */
export const instruct = async (page: Page, path: string): Promise<void> => {
  await go(page, path)
  const papers = page.getByRole('button', { name: /^Noter reçu/ })
  await page.getByRole('heading', { name: 'Instruction' }).waitFor()
  for (let left = await papers.count(); left > 0; left--) {
    await papers.first().click()
    await submit(page.getByRole('dialog'))
    await expect.poll(() => papers.count()).toBe(left - 1)
  }
  await submit(await panel(page, 'Dossier complet', 'Déclarer le dossier complet'))
  const form = await panel(page, 'Donner un avis', 'Avis de l’instruction')
  await form.getByLabel('Ce que vous en pensez').fill('Projet utile, remboursement supportable.')
  await submit(form)
}

/** Sends the offer of a financing from its page, then notes that the household received and accepted it. */
export const offerAndAccept = async (
  page: Page,
  financing: string,
  firstDueOn?: PlainDate,
): Promise<void> => {
  await go(page, financing)
  const offer = await panel(page, 'Préparer l’offre', 'Préparer l’offre')
  if (firstDueOn) await fillDay(offer, 'Première échéance', firstDueOn)
  await offer.getByText('Ce que dira l’offre').waitFor()
  await offer.getByLabel('Jour de l’offre').focus()
  await submit(offer)
  await submit(await panel(page, 'Noter l’acceptation', /accept/i))
}

/** A payee whose account one officer typed and another checked. */
export const payee = async (
  typing: Page,
  checking: Page,
  { kind, name }: { kind: 'company' | 'landlord'; name: string },
): Promise<void> => {
  const { payeeId } = await ask(typing, contract.payees.add, { kind, name, town: 'Thiers' })
  const iban = 'FR1420041010050500013M02606'
  const { accountId } = await ask(typing, contract.payees.addAccount, {
    ...{ payeeId, iban, holder: name, source: 'RIB' },
  })
  await ask(checking, contract.payees.checkAccount, { accountId, how: 'Rappelé au numéro du devis' })
}

/** Someone else than who prepared it releases an order, then notes that it has left. */
export const releaseAndIssue = async (page: Page, order: RegExp): Promise<void> => {
  await go(page, `${lender}/financements/paiements`)
  await page.getByRole('checkbox', { name: order }).first().check()
  await page.getByRole('button', { name: /^Libérer 1 ordre/ }).click()
  await confirm(page, 'Libérer ces paiements ?', /^Libérer/)
  await go(page, `${lender}/financements/paiements?etat=released`)
  await page.getByRole('checkbox', { name: order }).first().check()
  await page.getByRole('button', { name: 'Noter le départ de 1 paiement' }).click()
  await confirm(page, 'Ces paiements sont-ils partis ?', /^Oui/)
}

export const confirm = async (page: Page, title: string | RegExp, button: string | RegExp): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: title })
  await dialog.getByRole('button', { name: button }).click()
  await dialog.waitFor({ state: 'hidden' })
}

export const financingsOf = (palier: Palier, applicationPath: string) =>
  inLender(palier, async (tx) => {
    const found = await tx
      .selectFrom('financing')
      .where('application_id', '=', applicationPath.split('/').at(-1) ?? '')
      .select(['id', 'kind'])
      .execute()
    return Object.fromEntries(
      found.map(({ id, kind }) => [kind, `${lender}/financements/prets/${id}`]),
    ) as Partial<Record<FinancingKind, string>>
  })

/** Sums of the books for each financing of a file. */
export const movementsOf = (palier: Palier, applicationPath: string) =>
  inLender(palier, async (tx) => {
    const found = await tx
      .selectFrom('ledger_entry as e')
      .innerJoin('financing as f', (join) =>
        join.onRef('f.organisation_id', '=', 'e.organisation_id').onRef('f.id', '=', 'e.financing_id'),
      )
      .where('f.application_id', '=', applicationPath.split('/').at(-1) ?? '')
      .where('e.movement', 'is not', null)
      .groupBy(['f.kind', 'e.movement'])
      .select(({ fn }) => ['f.kind', 'e.movement', fn.sum<number>('e.cents').as('cents')])
      .orderBy('f.kind')
      .orderBy('e.movement')
      .execute()
    return found.map((row) => ({ ...row, cents: Number(row.cents) }))
  })
