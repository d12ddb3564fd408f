import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import { guaranteeLabels } from '#domain/funding/product-kinds.ts'
import type { ScheduleRow } from '#domain/loans/schedule.ts'
import { formatEuros } from '#domain/money.ts'
import { answerDelays, makesOffer } from '#domain/offers/delays.ts'
import type { OfferTerms } from '#domain/offers/offer-facts.ts'
import { purposeOfField } from '#domain/offers/regime.ts'
import { printTaeg } from '#domain/offers/taeg.ts'
import type { Law } from '#domain/offers/walk-offer.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import type { FoundFinancing } from '#server/funding/find-application.ts'
import type { LetterTables, LetterValues } from '#server/letters/compose-letter.ts'
import type { LetterTable } from '#server/letters/typeset-letter.ts'

/** All that the papers of an offer are written from. */
export type WrittenOffer = {
  financing: FoundFinancing
  terms: OfferTerms
  rows: readonly ScheduleRow[]
  costCents: number
  sentOn: PlainDate
  law: Law
  applicationNumber: string
  lender: string
}

export const offerValues = (offer: WrittenOffer): LetterValues => {
  const { financing, terms, rows, costCents, sentOn } = offer
  const first = rows[0]
  const last = rows.at(-1)
  return {
    'numéro de dossier': offer.applicationNumber,
    'numéro de financement': financing.number,
    produit: financing.productName,
    'montant du prêt': formatEuros(terms.cents),
    'durée du prêt': terms.months === null ? 'jusqu’au versement de la subvention' : `${terms.months} mois`,
    'date de l’offre': formatLongDate(sentOn),
    'validité de l’offre': validityOf(offer),
    'délai pour accepter': acceptWords(offer),
    rétractation: withdrawalWords(offer),
    'versement des fonds': releaseWords(offer),
    'règle des justificatifs': proofWords(offer),
    taeg: printTaeg(terms.taeg, costCents),
    'coût du prêt': formatEuros(costCents),
    'total dû': formatEuros(terms.cents + costCents),
    remboursement: repaymentWords(offer),
    'nombre de mensualités': String(rows.length),
    mensualité: first ? formatEuros(first.cents) : 'sans objet',
    'dernière mensualité': last ? formatEuros(last.cents) : 'sans objet',
    'première échéance': first ? formatLongDate(first.dueOn) : 'sans objet',
    'dernière échéance': last ? formatLongDate(last.dueOn) : 'sans objet',
  }
}

export const offerTables = (offer: WrittenOffer): LetterTables => ({
  encadré: boxOf(offer),
  'informations du prêt': informationOf(offer),
  'budget du ménage': budgetSheet,
  échéancier: scheduleTable(offer),
  signatures: {
    columns: columns('L’emprunteur', 'Le prêteur'),
    rows: [['Lu et accepté. Nom, date et signature :', 'Nom, date et signature :']],
    tall: true,
  },
})

const columns = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }))

const params = ({ law, sentOn }: WrittenOffer) => law.on(sentOn)

const validityOf = ({ terms, sentOn, law }: WrittenOffer): string =>
  makesOffer(terms.regime)
    ? formatLongDate(
        answerDelays(terms.regime, { sentOn, receivedOn: null }, law.on(sentOn), law.holidays(sentOn))
          .validUntil.dueOn,
      )
    : 'sans objet'

const acceptWords = (offer: WrittenOffer): string => {
  const days = params(offer).readNearest('credit.reflection-days')
  return offer.terms.regime === 'mortgage'
    ? `Vous avez ${days} jours entiers pour réfléchir, à partir du lendemain du jour où vous recevez l’offre. Vous ne pouvez pas accepter avant. L’offre reste valable ${params(offer).readNearest('credit.mortgage-offer-days')} jours après sa réception.`
    : 'Vous pouvez accepter dès que vous avez lu et compris l’offre.'
}

const withdrawalWords = (offer: WrittenOffer): string =>
  offer.terms.regime === 'consumer'
    ? `Après avoir signé, vous pouvez changer d’avis pendant ${params(offer).readNearest('credit.withdrawal-days')} jours, sans donner de raison. Renvoyez le formulaire joint.`
    : ''

const releaseWords = (offer: WrittenOffer): string => {
  if (offer.terms.regime !== 'consumer') return 'Aucun versement n’est fait avant votre acceptation.'
  const reader = params(offer)
  const freeze = `Aucun versement n’est fait pendant les ${reader.readNearest('credit.freeze-days')} jours qui suivent votre acceptation.`
  return reader.readNearest('credit.release-after-withdrawal') === 1
    ? `${freeze} Pour que vous puissiez changer d’avis, nous attendons la fin du délai de rétractation.`
    : freeze
}

const proofWords = (offer: WrittenOffer): string => {
  const above = params(offer).readNearest('credit.proofs-above')
  return offer.terms.cents > above
    ? `Le prêt dépasse ${formatEuros(above)} : joignez un justificatif de domicile, de revenus et d’identité.`
    : ''
}

const repaymentWords = ({ rows, terms, financing }: WrittenOffer): string => {
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last)
    return isRepaidByInstalments(financing.kind)
      ? 'Le calendrier de remboursement est joint.'
      : 'L’avance est remboursée par la subvention, quand elle est versée. Si elle est plus faible que prévu, nous décidons avec vous de la suite.'
  const insurance =
    terms.insuranceCents > 0
      ? ` ${terms.insuranceIsCompulsory ? 'Assurance obligatoire' : 'Assurance facultative'} en plus : ${formatEuros(terms.insuranceCents)} par mois.`
      : ''
  const regular =
    rows.length === 1
      ? `Vous payez ${formatEuros(last.cents)} en une fois, le ${formatLongDate(last.dueOn)}.`
      : `Vous payez ${rows.length - 1} mensualités de ${formatEuros(first.cents)}, puis une dernière de ${formatEuros(last.cents)}. La première est due le ${formatLongDate(first.dueOn)}, la dernière le ${formatLongDate(last.dueOn)}.`
  return regular + insurance
}

const insuranceWords = ({ terms }: WrittenOffer): string => {
  if (terms.insuranceCents === 0) return 'Aucun'
  const rule = terms.insuranceIsCompulsory ? 'obligatoire' : 'facultative, hors TAEG'
  return `Assurance ${rule} : ${formatEuros(terms.insuranceCents)} par mois`
}

const guaranteesOf = ({ financing }: WrittenOffer): string =>
  financing.product.guarantees.map((one) => guaranteeLabels[one]).join(' ; ') || 'Aucune'

const typeOf = ({ rows }: WrittenOffer): string =>
  rows.length > 0 ? 'Prêt amortissable sans intérêt' : 'Avance sans intérêt, remboursée par une subvention'

const purposeWords = {
  works: 'Travaux du logement',
  'home-purchase': 'Achat du logement',
  other: 'Dette ou frais liés au logement',
  professional: 'Activité professionnelle',
  condominium: 'Travaux d’une copropriété',
} as const

/** The boxed summary of the contract (ex-R.311-5). */
const boxOf = (offer: WrittenOffer): LetterTable => {
  const { terms, costCents } = offer
  return {
    columns: columns('Votre prêt', 'En bref'),
    rows: [
      ['Type de crédit', typeOf(offer)],
      ['Montant', formatEuros(terms.cents)],
      ['Durée', terms.months === null ? 'jusqu’au versement de la subvention' : `${terms.months} mois`],
      ['Échéances', repaymentWords(offer)],
      ['Taux débiteur', '0 %, fixe'],
      ['TAEG', printTaeg(terms.taeg, costCents)],
      ['Total dû', formatEuros(terms.cents + costCents)],
      ['Frais de dossier', formatEuros(terms.feeCents)],
      ['Assurance', insuranceWords(offer)],
      ['Sûretés', guaranteesOf(offer)],
      ['Frais de notaire', 'Aucun, sauf sûreté devant notaire'],
      ['Objet', purposeWords[purposeOfField(offer.financing.field)]],
    ],
  }
}

/** The 21 headings of the pre-contract sheet (ex-R.311-3), in their order. */
const informationOf = (offer: WrittenOffer): LetterTable => {
  const { terms, costCents } = offer
  const rows: [string, string][] = [
    ['Le prêteur', offer.lender],
    ['Le type de crédit', typeOf(offer)],
    ['Le montant et le versement des fonds', `${formatEuros(terms.cents)}. ${releaseWords(offer)}`],
    ['La durée', terms.months === null ? 'Jusqu’au versement de la subvention' : `${terms.months} mois`],
    ['Les échéances', repaymentWords(offer)],
    ['Le total à payer', formatEuros(terms.cents + costCents)],
    ['Ce qui est financé', purposeWords[purposeOfField(offer.financing.field)]],
    ['Les sûretés demandées', guaranteesOf(offer)],
    ['Le taux débiteur', '0 %, fixe pendant toute la durée'],
    [
      'Le TAEG, avec un exemple',
      `${printTaeg(terms.taeg, costCents)}. Exemple : c’est votre prêt, ${formatEuros(terms.cents)}, pour un coût de ${formatEuros(costCents)}.`,
    ],
    ['Les services à prendre avec le prêt', insuranceWords(offer)],
    ['Les frais', terms.feeCents === 0 ? 'Aucun' : `Frais de dossier : ${formatEuros(terms.feeCents)}`],
    ['Les frais de notaire', 'Aucun, sauf sûreté devant notaire'],
    ['Les indemnités de retard', 'Aucune'],
    [
      'Si vous ne payez plus',
      'Appelez-nous vite. Le prêteur peut demander tout ce qui reste dû, et le juge décider d’une saisie.',
    ],
    [
      'Le droit de rétractation',
      withdrawalWords(offer) || 'Il n’existe pas pour ce crédit ; un délai de réflexion vous protège.',
    ],
    ['Le remboursement anticipé', 'À tout moment, en tout ou en partie, sans frais'],
    ['Le droit à un projet de contrat', 'Vous pouvez en demander un exemplaire gratuit'],
    ['Le tableau d’amortissement', 'Gratuit, à tout moment, sur simple demande'],
    [
      'Le fichier des incidents (FICP)',
      'Le prêteur peut le consulter ; un refus fondé sur ce fichier vous est dit aussitôt',
    ],
    ['La durée de validité de cette fiche', `Jusqu’au ${validityOf(offer)} inclus`],
  ]
  return {
    columns: columns('Rubrique', 'Ce qui vous est proposé'),
    rows: rows.map(([heading, told], index) => [`${index + 1}. ${heading}`, told]),
  }
}

/** Filled in with the household, which signs it: nothing of the social file is copied here. */
const budgetSheet: LetterTable = {
  columns: columns('Chaque mois', 'Montant'),
  rows: [
    'Salaires, retraites, indemnités',
    'Prestations (CAF, MSA)',
    'Autres ressources',
    'Loyer ou crédit du logement',
    'Énergie, eau, assurances, impôts',
    'Transports, garde, pensions versées',
    'Crédits en cours (prêteur, mensualité, fin)',
    'Dettes en retard',
  ].map((label) => [label, '………… €']),
}

const scheduleTable = ({ rows, terms }: WrittenOffer): LetterTable => {
  let left = terms.cents
  return {
    columns: [
      { label: 'N°', numeric: true },
      { label: 'À payer le', numeric: false },
      { label: 'Capital', numeric: true },
      { label: 'Assurance', numeric: true },
      { label: 'Reste dû', numeric: true },
    ],
    rows: rows.map(({ dueOn, cents }, index) => {
      left -= cents
      return [
        String(index + 1),
        formatLongDate(dueOn),
        formatEuros(cents),
        formatEuros(terms.insuranceCents),
        formatEuros(left),
      ]
    }),
  }
}
