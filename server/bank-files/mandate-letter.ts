import { contract } from '#contract/index.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import { findCreditorId } from '#server/bank-files/accounts.ts'
import { type LetterPage, type PageBlock, typesetLetter } from '#server/letters/typeset-letter.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findOfHousehold } from './mandate-store.ts'

type Mandate = NonNullable<Awaited<ReturnType<typeof findOfHousehold>>>

export const downloadMandate = useCase(
  contract.bankFiles.downloadMandate,
  async (context, { householdId, mandateId }) => {
    const { tx, actor, now, refuse } = context
    const mandate = await findOfHousehold(tx, actor.organisationId, householdId, mandateId)
    if (!mandate) return refuse('unknown-record')
    return {
      fileName: `Mandat ${mandate.reference}.pdf`,
      contentType: 'application/pdf',
      inline: true,
      body: typesetLetter(await composeMandate(context, mandate), now),
    }
  },
)

const paragraph = (text: string): PageBlock => ({ kind: 'paragraph', content: [{ kind: 'text', text }] })
const heading = (text: string): PageBlock => ({ kind: 'heading', content: [{ kind: 'text', text }] })
const table = (columns: [string, string], rows: string[][], tall = false): PageBlock => ({
  kind: 'table',
  columns: columns.map((label) => ({ label, numeric: false })),
  rows,
  tall,
})

/** The mandate, in the words of the EPC: nobody rewrites them, so they are no editable template (EPC 392-08, annex VII). */
const composeMandate = async (context: Acting, mandate: Mandate): Promise<LetterPage> => {
  const organisation = await readName(context)
  const creditorId = (await findCreditorId(context)) ?? ''
  const address = addressOf(mandate)
  return {
    title: 'Mandat de prélèvement SEPA',
    author: organisation,
    sender: [organisation],
    recipient: [mandate.debtor, ...address],
    dateline: `Le ${formatLongDate(context.today)}`,
    blocks: [
      paragraph(
        `En signant ce mandat, vous autorisez ${organisation} à envoyer des instructions à votre banque pour débiter votre compte, et votre banque à débiter votre compte conformément aux instructions de ${organisation}.`,
      ),
      paragraph(
        'Vous pouvez être remboursé par votre banque, aux conditions de la convention que vous avez passée avec elle. La demande de remboursement se fait dans les huit semaines qui suivent la date du débit ; dans les treize mois si le prélèvement n’était pas autorisé.',
      ),
      heading('Le mandat'),
      table(
        ['Rubrique', 'Valeur'],
        [
          ['Référence unique du mandat', mandate.reference],
          ['Créancier', organisation],
          ['Identifiant créancier SEPA', creditorId],
          ['Type de paiement', mandate.is_single ? 'Ponctuel' : 'Récurrent'],
          [
            'Préavis avant chaque prélèvement',
            `${mandate.notice_days ?? (await readNoticeDays(context))} jours`,
          ],
        ],
      ),
      heading('Le compte à débiter'),
      table(
        ['Rubrique', 'Valeur'],
        [
          ['Titulaire', mandate.debtor],
          ['Adresse', address.join(', ')],
          ['IBAN', spaced(mandate.iban)],
          ['BIC', mandate.bic ?? ''],
        ].filter(([, value]) => value !== ''),
      ),
      heading('Signature'),
      table(['Fait à, le', 'Signature du titulaire du compte'], [['', '']], true),
      paragraph(
        'Vos droits concernant ce mandat sont expliqués dans un document que vous pouvez obtenir auprès de votre banque. Pour le révoquer, écrivez-nous : aucun prélèvement ne part après.',
      ),
    ],
  }
}

const readNoticeDays = async (context: Acting): Promise<number> =>
  (await readOrganisationParameters(context, context.today)).read('sepa.notice-days')

const readName = async ({ tx, actor }: Acting): Promise<string> => {
  const { name } = await tx
    .selectFrom('organisation')
    .where('id', '=', actor.organisationId)
    .select('name')
    .executeTakeFirstOrThrow()
  return name
}

const addressOf = (mandate: Mandate): string[] =>
  [
    [mandate.building_number, mandate.street].filter(Boolean).join(' '),
    [mandate.post_code, mandate.town].filter(Boolean).join(' '),
  ].filter(Boolean)

const spaced = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ')
