import { foldHeader } from '#domain/imports/columns.ts'
import type { Cents } from '#domain/money.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

/** What landlords' software prints, folded; a star stands for any ending, `^` for the beginning of the text, `$` for its end. */
const vocabulary: readonly [kind: EntryKind, phrases: string][] = [
  ['fee', '^frais | ^penalite* | ^honoraire*'],
  // What undoes a payment is looked for before the payment it names.
  [
    'payment-rejected',
    'rejet* | ^rej | impaye bancaire | prelevement impaye | cheque impaye | retour prelevement | retour de prelevement | retour cheque | retour de cheque | retour virement | annulation reglement | annulation de reglement | annulation paiement | annulation de paiement | annulation encaissement | contre passation | contrepassation | imp prel | r transaction',
  ],
  [
    'opening-balance',
    'solde repris | solde initial | solde anterieur | solde precedent | solde de depart | solde d ouverture | solde ouverture | report de solde | report solde | report a nouveau | ^report$ | reprise solde | reprise de solde | reprise du solde | a nouveau | ^ran$ | ^an$',
  ],
  [
    'rls',
    'rls | reduction loyer solidarite | reduction loyer de solidarite | reduction de loyer de solidarite',
  ],
  [
    'benefit',
    'apl | alf | als | ^al | aide au logement | aide logement | aides logement | aide personnalisee | allocation logement | allocation de logement | tiers payant | versement caf | versement msa | caf | msa',
  ],
  [
    'charges-settlement',
    'regul* | decompte charges | decompte de charges | solde charges | solde de charges | rappel charges | rappel de charges | trop percu charges | trop percu de charges | reg charges | reg ch',
  ],
  [
    'write-off',
    'effacement | abandon creance | abandon de creance | admission en non valeur | anv | non valeur | passage en perte | remise gracieuse | remise de dette | annulation dette | annulation de dette | retablissement personnel',
  ],
  [
    'payment',
    'paiement* | payement* | reglement* | prelevement* | prlv* | prel | virement* | vir | virt | cheque* | chq | carte bancaire | cb | tip | tip sepa | especes | mandat cash | mandat compte | encaissement* | versement* | acompte locataire | fsl | paye | sepa | eficash | visale | action logement',
  ],
  [
    'fee',
    'frais | penalite* | commandement | huissier | commissaire de justice | depens | article 700 | honoraire* | mise en demeure',
  ],
  ['rent-call', 'quittancement* | quittance* | qtt | quit | loyer* | loy'],
  [
    'charges-call',
    'provision* | prov | charges | charge | ch | acompte charges | acomptes charges | eau | eau froide | eau chaude | chauffage | ascenseur | contribution economies energie | troisieme ligne',
  ],
  [
    'rent-call',
    'avis d echeance | avis echeance | echeance | appel | terme | sls | surloyer | supplement de solidarite | indemnite d occupation | indemnites d occupation | ^io$ | redevance* | garage | parking | stationnement | cave | annexe*',
  ],
]

const patterns = vocabulary.map(([kind, phrases]) => ({ kind, pattern: compile(phrases) }))

function compile(phrases: string): RegExp {
  const alternatives = phrases.split(' | ').map((phrase) => {
    const [start, end] = [phrase.startsWith('^') ? '^' : '\\b', phrase.endsWith('$') ? '$' : '\\b']
    return `${start}${phrase.replace(/[\^$]/g, '').replace('*', '\\w*')}${end}`
  })
  return new RegExp(alternatives.join('|'))
}

/** The kind of a ledger line from what the landlord's software prints; undefined when the words are not known. */
export function recogniseLedgerKind(text: string): EntryKind | undefined {
  const folded = foldHeader(text)
  return patterns.find(({ pattern }) => pattern.test(folded))?.kind
}

/** The kind from its own column, else from the label; a payment the tenant owes again is one rejected. */
export function ledgerKindOf(line: {
  kind: string | null
  label: string | null
  amountCents: Cents
}): EntryKind | undefined {
  const named = [line.kind, line.label].map((text) => (text ? recogniseLedgerKind(text) : undefined))
  const kind = named[0] ?? named[1]
  return kind === 'payment' && line.amountCents > 0 ? 'payment-rejected' : kind
}
