import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { addDays, addMonths, firstOfMonth, formatDate, type PlainDate, yearOf } from '#domain/plain-date.ts'
import { expectAccessible } from '#tests/e2e/accessibility.ts'
import {
  answerYes,
  ask,
  askFor,
  confirm,
  delegate,
  figure,
  fileIt,
  fillDay,
  financingsOf,
  go,
  inLender,
  instruct,
  lender,
  movementsOf,
  nightOf,
  offerAndAccept,
  openApplication,
  openHousehold,
  panel,
  payee,
  pdf,
  pick,
  publish,
  releaseAndIssue,
  shown,
  submit,
  tryAsk,
} from '#tests/e2e/funding.ts'
import { pressOn, typeInto } from '#tests/e2e/keyboard.ts'
import { openPalier, type Palier } from '#tests/e2e/palier.ts'

/** Works of 10 550 € : 8 000 advanced on two subsidies, 1 200 lent, 1 350 paid by the household. */
const [advanceName, loanName] = ['Maison saine, avance', 'Maison saine, prêt']
const envelopeName = 'Prêts maison saine'
const company = 'Toitures de la Dore'
const advanceCents = 800_000
const loanCents = 120_000
/** The Anah pays 5 400 € of 6 000: what is missing goes to the loan, six instalments of 300 € in the end. */
const missingCents = 60_000
const instalments = 6
const instalmentCents = (loanCents + missingCents) / instalments

let palier: Palier
let anne: Page
let bruno: Page
let marc: Page
let helene: Page
let start: PlainDate
let householdId: string
beforeAll(async () => {
  palier = await openPalier()
  start = palier.running.house.clock.today()
  ;[anne, bruno] = [await palier.signIn('anne.petitjean'), await palier.signIn('bruno.leroy')]
  ;[marc, helene] = [await palier.signIn('marc.delorme'), await palier.signIn('helene.roy')]
  await publish(marc, 'SUBSIDY_ADVANCE', { name: advanceName, documents: ['quotes', 'subsidy-mandate'] })
  await publish(marc, 'MS_LOAN', {
    name: loanName,
    documents: ['quotes'],
    amount: { minCents: 50_000, maxCents: 1_000_000, stepCents: 100, limit: 'remaining-cost' },
    length: { minMonths: instalments, maxMonths: 120, maxDeferralMonths: 0 },
    delegationUpToCents: null,
  })
  // Open for as long as the convention: what is missing is lent the year after the loan was granted.
  const { rows } = await ask(marc, contract.envelopes.list, { state: 'open', limit: 200 })
  await ask(marc, contract.envelopes.create, {
    ...{ label: envelopeName, kind: 'flow', countedAt: 'signature', year: null, field: null },
    ...{ territory: null, openedOn: start, closedOn: null, initialCents: 5_000_000, initialOn: null },
    conventionId: rows.find(({ label }) => label === 'Avances de subvention')?.conventionId ?? null,
  })
  await delegate(helene, 'Marc Delorme', advanceCents, addDays(start, -1))
  await payee(bruno, marc, { kind: 'company', name: company })
  householdId = await openHousehold(anne, 'Faure-Lachaud', 'Odile')
  const year = yearOf(start)
  await ask(anne, contract.budget.addTaxIncome, {
    ...{ householdId, noticeYear: year, incomeYear: year - 1, rfrCents: 1_650_000, occupants: 2 },
    source: 'document-seen',
  })
})
afterAll(() => palier.close())

let application: string
let [advance, loan] = ['', '']

const moveTo = (day: PlainDate) => nightOf(palier, day)

const plan = async () => {
  await go(anne, `${application}/plan`)
  await anne.getByRole('button', { name: 'Faire le plan' }).click()
  await anne.getByRole('button', { name: 'Ajouter une dépense' }).click()
  const cost = anne.getByRole('group', { name: 'Dépense 1' })
  await cost.getByLabel('Quoi').fill('Toiture et isolation')
  await cost.getByLabel('Montant HT').fill('10000')
  const resource = async (rank: number, fields: { kind?: string; funder?: string; euros: number }) => {
    await anne.getByRole('button', { name: 'Ajouter une ressource' }).click()
    const group = anne.getByRole('group', { name: `Ressource ${rank}` })
    if (fields.kind) await pick(group, 'Nature', fields.kind)
    if (fields.funder) await pick(group, 'Financeur', fields.funder)
    await group.getByLabel('Nom').fill(fields.funder ?? fields.kind ?? '')
    await group.getByLabel('Montant').fill(String(fields.euros))
  }
  await resource(1, { funder: 'Anah', euros: 6_000 })
  await resource(2, { funder: 'Département', euros: 2_000 })
  await resource(3, { kind: 'Prêt', euros: 1_200 })
  await resource(4, { kind: 'Apport personnel', euros: 1_350 })
  await anne.getByText('équilibré').waitFor()
  await anne.getByRole('button', { name: 'Enregistrer la version 1' }).click()
  await anne.getByText('Le plan est équilibré').waitFor()
  await expectAccessible(anne, 'a financing plan')
}

/** Asked for, then notified as asked. */
const notify = async (funder: string) => {
  const asked = await panel(anne, `Noter la demande : ${funder}`, `Demande à ${funder}`)
  await asked.getByLabel('Demandée le').focus()
  await submit(asked)
  const answer = await panel(anne, `Noter la réponse : ${funder}`, `Réponse de ${funder}`)
  await pick(answer, 'Ce qui s’est passé', 'Notifiée')
  await answer.getByLabel('Le', { exact: true }).focus()
  await submit(answer)
  const row = anne.getByRole('row').filter({ hasText: funder })
  await row.getByText('Notifié', { exact: true }).waitFor()
}

test('the social worker puts the file together and files it', async () => {
  application = await openApplication(anne, {
    ...{ householdId, field: 'Précarité énergétique', purpose: 'Travaux d’économie d’énergie' },
    fill: async (form) => {
      await pick(form, 'Statut d’occupation', /occupant/i)
      await pick(form, 'Les travaux ont commencé', 'Non')
    },
  })
  await plan()
  for (const funder of ['Anah', 'Département']) await notify(funder)
  await go(anne, application)
  await askFor(anne, [
    { product: advanceName, cents: advanceCents, months: 12 },
    { product: loanName, cents: loanCents, months: instalments },
  ])
  await answerYes(anne, loanName, /reste à vivre/)
  await anne.getByText('Tout est prêt.').waitFor()
  await expectAccessible(anne, 'a file ready to be filed')
  await fileIt(anne)
})

const sit = async (number: string) => {
  await go(bruno, `${lender}/financements/commissions`)
  const form = await panel(bruno, 'Préparer une séance', /séance/)
  await fillDay(form, 'Jour', start)
  await submit(form)
  await bruno.waitForURL(/commissions\/[0-9a-f-]{36}/)
  await bruno.getByRole('heading', { name: 'Ordre du jour' }).waitFor()
  const enter = bruno.getByRole('button', { name: `Inscrire : ${number}` })
  const more = bruno.getByRole('button', { name: 'Afficher la suite' })
  await enter.or(more).first().waitFor()
  while (!(await enter.isVisible())) await more.click()
  await enter.click()
  await bruno.getByRole('button', { name: `Retirer : ${number}` }).waitFor()
  for (const name of [/Hélène Roy/, /Marc Delorme/, /Josiane Perrin/])
    await bruno.getByRole('checkbox', { name }).check()
  await pressOn(bruno, bruno.getByRole('button', { name: 'Noter les présents' }))
  await bruno.getByText('Quorum de 3 atteint').waitFor()
  await expect.poll(() => bruno.getByText('Rien n’a changé.').count()).toBe(1)
  await expectAccessible(bruno, 'a sitting')
  return new URL(bruno.url()).pathname
}

test('instructed by one, decided by others: the advance by delegation, the loan by the committee', async () => {
  await instruct(bruno, application)
  await go(marc, application)
  const title = await marc.getByRole('heading', { level: 1 }).textContent()
  const number = /^[\d-]+/.exec(title ?? '')?.[0] ?? ''
  const line = marc.getByRole('listitem').filter({ hasText: advanceName })
  await line.getByRole('button', { name: 'Décider par délégation' }).click()
  const alone = marc.getByRole('dialog', { name: `${advanceName} : décision` })
  await pick(alone, 'Enveloppe', /Avances de subvention/)
  await submit(alone)
  await marc.getByText('Accordée', { exact: true }).waitFor()

  const sitting = await sit(number)
  await go(marc, sitting)
  const form = await panel(marc, `Décider : ${number}`, `${loanName} : décision`)
  await pick(form, 'Enveloppe', new RegExp(envelopeName))
  await submit(form)
  await go(helene, sitting)
  await helene.getByRole('button', { name: 'Signer', exact: true }).click()
  await confirm(helene, 'Signer le procès-verbal', 'Signer le procès-verbal')
  await helene.getByText(/Signé par Hélène Roy/).waitFor()
  await expectAccessible(helene, 'a signed sitting')
  const granted = await financingsOf(palier, application)
  ;[advance, loan] = [granted['subsidy-advance'] ?? '', granted.loan ?? '']
})

let firstDueOn: PlainDate
let releaseOn: PlainDate
const idOf = (path: string) => path.split('/').at(-1) ?? ''

test('both offers are accepted; nothing leaves before the day of the law', async () => {
  firstDueOn = addDays(addMonths(firstOfMonth(start), 4), 4)
  await offerAndAccept(bruno, advance)
  await offerAndAccept(bruno, loan, firstDueOn)
  const releases = await Promise.all(
    [advance, loan].map(async (path) => {
      const { releaseFrom } = await ask(bruno, contract.offers.get, { financingId: idOf(path) })
      return releaseFrom ?? start
    }),
  )
  releaseOn = releases.toSorted().at(-1) ?? start
  expect(releaseOn > addDays(start, 13)).toBe(true)

  await go(anne, advance)
  const mandate = await panel(anne, 'Enregistrer un mandat', 'Enregistrer un mandat')
  await fillDay(mandate, 'Signé le', start)
  await mandate.locator('input[type=file]').setInputFiles(pdf('mandat'))
  await mandate.getByRole('button', { name: 'Enregistrer le mandat' }).click()
  await mandate.waitFor({ state: 'hidden' })
  for (let left = 6; left > 0; left--) {
    await anne.getByText(new RegExp(`${left} pièces manquent`)).waitFor()
    const piece = await panel(anne, /^Joindre une pièce/, 'Joindre une pièce du mandataire')
    await piece.locator('input[type=file]').setInputFiles(pdf(`piece-${left}`))
    await piece.getByRole('button', { name: 'Joindre la pièce', exact: true }).click()
    await piece.waitFor({ state: 'hidden' })
  }
  await anne.getByText('La subvention peut être versée au mandataire').waitFor()

  await moveTo(addDays(start, 3))
  await go(bruno, loan)
  const invoice = await panel(bruno, 'Enregistrer une facture', 'Enregistrer une facture')
  await pick(invoice, 'Entreprise', new RegExp(company), company)
  await invoice.getByLabel('Numéro de facture').fill('2026-118')
  await fillDay(invoice, 'Datée du', addDays(start, 2))
  await invoice.getByLabel('Montant HT').fill('10000')
  await invoice.locator('input[type=file]').setInputFiles(pdf('facture'))
  await invoice.getByRole('button', { name: /^Enregistrer, 10.550,00.€ TTC/ }).click()
  await invoice.waitFor({ state: 'hidden' })
  for (const person of ['Karine Mas', 'Odile Faure-Lachaud']) {
    const accord = await panel(bruno, /^Noter un accord/, /^Accord sur la facture/)
    await accord.getByLabel('Nom de la personne').fill(person)
    await submit(accord)
    await bruno.getByText(new RegExp(`: ${person}, le`)).waitFor()
  }
  const pay = bruno.getByRole('button', { name: /^Préparer le paiement/ })
  expect(await pay.getAttribute('aria-disabled')).toBe('true')
  expect(await pay.textContent()).toContain('un délai légal court')
  await bruno
    .getByText(`Ils pourront partir à compter du ${formatDate(releaseOn)}`)
    .first()
    .waitFor()
  await expectAccessible(bruno, 'a loan before its release')
  const [known] = (await ask(bruno, contract.disbursements.openFinancing, { financingId: idOf(loan) }))
    .invoices
  const early = await tryAsk(bruno, contract.disbursements.prepareDisbursement, {
    ...{ financingId: idOf(loan), invoiceId: known?.id ?? '', cents: loanCents, dueOn: releaseOn },
    execution: 'by-hand',
  })
  expect([early.status, early.body.reason]).toEqual([409, 'before-release-of-funds'])
})

test('the company is paid by the advance and the loan: prepared by one, released by another', async () => {
  await moveTo(releaseOn)
  for (const path of [advance, loan]) {
    await go(bruno, path)
    const form = await panel(bruno, /^Préparer le paiement/, /^Payer la facture/)
    await pick(form, 'Par', 'Virement saisi à la banque')
    await submit(form)
    await releaseAndIssue(marc, new RegExp(company))
  }
  await go(marc, advance)
  expect(await figure(marc, 'Décaissé')).toBe(shown(advanceCents))
  await expectAccessible(marc, 'an advance that was paid')
  await go(marc, loan)
  expect(await figure(marc, 'Encours')).toBe(shown(loanCents))
})

const receive = async (funder: string, euros: number) => {
  const form = await panel(marc, `Enregistrer une somme de ${funder}`, `Somme de ${funder}`)
  await form.getByLabel('Montant').fill(String(euros))
  await form.getByLabel('Référence du relevé').fill(`VIR ${funder}`)
  await submit(form)
  await marc.getByText(`(VIR ${funder})`).waitFor()
}

test('a subsidy comes lower than notified: what is missing goes to the loan, decided by another', async () => {
  await moveTo(addDays(releaseOn, 45))
  await go(marc, advance)
  await receive('Anah', 5_400)
  await receive('Département', 2_000)
  await marc.getByText(/ne seront payés par aucune subvention/).waitFor()
  expect(await figure(marc, 'Manque')).toBe(shown(missingCents))
  await expectAccessible(marc, 'an advance with a shortfall')
  const form = await panel(marc, 'Régler ce manque', 'Régler le manque')
  await fillDay(form, 'Accord signé du ménage, le', addDays(releaseOn, 40))
  await submit(form)
  const own = marc.getByRole('button', { name: /^Décider/ })
  expect(await own.getAttribute('aria-disabled')).toBe('true')
  await go(helene, advance)
  await helene.getByRole('button', { name: 'Décider', exact: true }).click()
  await confirm(helene, 'Décider ce règlement ?', /^Prêter/)
  await helene.getByText('Manque converti en prêt').first().waitFor()
  await go(marc, loan)
  expect(await figure(marc, 'Encours')).toBe(shown(loanCents + missingCents))
  const schedule = marc.getByRole('table', { name: 'Échéances' })
  expect(await schedule.getByText(shown(instalmentCents)).count()).toBe(instalments)
})

const dueOn = (rank: number) => addMonths(firstDueOn, rank - 1)

/** At the keyboard: the amount and the day are those expected, only the means is to be chosen. */
const payOnScreen = async (rank: number) => {
  await moveTo(dueOn(rank))
  await go(marc, loan)
  await pressOn(marc, marc.getByRole('button', { name: 'Enregistrer un règlement' }))
  const form = marc.getByRole('dialog', { name: 'Enregistrer un règlement' })
  await form.waitFor()
  expect(await form.getByLabel('Montant').inputValue()).toBe(shown(instalmentCents).replace(/\s?€/, ''))
  await typeInto(marc, form.getByLabel('Référence'), `CHQ ${rank}`)
  await submit(form)
  await marc.getByText(`CHQ ${rank}`).waitFor()
}

const payByRequest = async (on: PlainDate) => {
  const { version } = await ask(marc, contract.loans.open, { financingId: idOf(loan) })
  await ask(marc, contract.loans.recordPayment, {
    ...{ financingId: idOf(loan), version, on, cents: instalmentCents, means: 'transfer' },
  })
}

/** What the night wrote of the loan, for its lists. */
const lateAtNight = () =>
  inLender(palier, async (tx) => {
    const found = await tx
      .selectFrom('financing_standing')
      .where('financing_id', '=', idOf(loan))
      .select('late_cents')
      .executeTakeFirstOrThrow()
    return Number(found.late_cents)
  })

test('instalment after instalment, one of them late, the loan is repaid', async () => {
  await payOnScreen(1)
  await moveTo(dueOn(2))
  await payByRequest(dueOn(2))
  await moveTo(addDays(dueOn(3), 12))
  await go(marc, loan)
  expect(await figure(marc, 'En retard')).toBe(shown(instalmentCents))
  expect(await lateAtNight()).toBe(instalmentCents)
  await expectAccessible(marc, 'a loan in arrears')
  await payByRequest(addDays(dueOn(3), 12))
  for (const rank of [4, 5]) {
    await moveTo(dueOn(rank))
    await payByRequest(dueOn(rank))
  }
  await payOnScreen(6)
  await go(marc, loan)
  expect(await figure(marc, 'Remboursé')).toBe(shown(loanCents + missingCents))
  expect(await figure(marc, 'Encours')).toBe(shown(0))
  expect(await figure(marc, 'En retard')).toBe(shown(0))
  await marc.getByText('Remboursé', { exact: true }).nth(1).waitFor()
  await expectAccessible(marc, 'a loan repaid')
  await go(anne, `${lender}/menages/${householdId}/finances`)
  expect(await figure(anne, 'Reste à rembourser')).toBe(shown(0))
})

test('the books agree with the files, and the file for the tax office passes its check', async () => {
  const lent = loanCents + missingCents
  expect(await movementsOf(palier, application)).toEqual([
    { kind: 'loan', movement: 'commitment', cents: lent },
    { kind: 'loan', movement: 'disbursement', cents: lent },
    { kind: 'loan', movement: 'repayment', cents: -lent },
    { kind: 'subsidy-advance', movement: 'commitment', cents: advanceCents },
    { kind: 'subsidy-advance', movement: 'disbursement', cents: advanceCents },
    { kind: 'subsidy-advance', movement: 'repayment', cents: -advanceCents },
  ])
  await go(marc, `${lender}/financements/comptabilite/cloture`)
  expect(await figure(marc, 'Toutes les écritures')).toBe(shown(0))
  expect(await marc.getByText('d’accord', { exact: true }).count()).toBeGreaterThanOrEqual(2)
  expect(await marc.getByText('écart de').count()).toBe(0)
  const settings = await panel(marc, 'Modifier', 'Organisation et exercice')
  await settings.getByLabel('SIREN').fill('732 829 320')
  await submit(settings)
  await marc.getByRole('button', { name: 'Valider les écritures' }).click()
  await confirm(marc, /^Valider les écritures jusqu’au/, 'Valider et clore')
  await marc.getByText(/^Validé jusqu’au/).waitFor()
  const checks = marc.getByRole('button', { name: 'Contrôler' })
  await checks.first().waitFor()
  for (const check of await checks.all()) {
    await check.click()
    await marc.getByText(/équilibre de chaque écriture sont bons/).waitFor()
  }
  await expectAccessible(marc, 'books closed')
})
