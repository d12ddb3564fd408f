import { foldHeader } from '#domain/imports/columns.ts'
import type { Cents } from '#domain/money.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

/** Read from the top: what undoes a payment must be seen before the payment it names. */
const patterns: readonly [kind: EntryKind, pattern: RegExp][] = [
  [
    'payment-rejected',
    /\b(rejet\w*|impaye bancaire|prelevement impaye|cheque impaye|retour (de )?(prelevement|cheque|virement)|annulation (de )?(reglement|paiement|encaissement)|contre ?passation|rej|imp prel|r transaction)\b/,
  ],
  [
    'opening-balance',
    /\b(solde (repris|initial|anterieur|precedent|de depart|d ouverture|ouverture)|report( de solde| a nouveau| solde)?|reprise( de)? solde|a nouveau|ran|an)\b/,
  ],
  ['rls', /\b(rls|reduction (de )?loyer( de)? solidarite)\b/],
  [
    'benefit',
    /\b(apl|alf|als|al|aide au logement|aide personnalisee|aides? logement|allocation logement|tiers payant|versement (caf|msa)|caf|msa|rappel apl|indu apl)\b/,
  ],
  [
    'charges-settlement',
    /\b(regul\w*|decompte( de)? charges|solde( de)? charges|rappel( de)? charges|trop percu charges|reg charges|reg ch)\b/,
  ],
  [
    'write-off',
    /\b(effacement|abandon( de)? creance|admission en non valeur|anv|non valeur|passage en perte|perte|remise( gracieuse| de dette)?|annulation (de )?dette|retablissement personnel)\b/,
  ],
  [
    'payment',
    /\b(paiement\w*|payement|reglement\w*|prelevement\w*|prlv|prel|virement\w*|vir|virt|cheque\w*|chq|carte( bancaire)?|cb|tip( sepa)?|especes|mandat( cash| compte)?|encaissement\w*|versement\w*|acompte( locataire)?|fsl|paye|encaisse|sepa|eficash|visale|action logement)\b/,
  ],
  [
    'fee',
    /\b(frais|penalite\w*|commandement|huissier|commissaire de justice|depens|article 700|honoraire\w*|surloyer enquete|penalite enquete|mise en demeure)\b/,
  ],
  [
    'charges-call',
    /\b(provisions?( pour| de| sur)? ?(charges|eau|chauffage|ascenseur)?|charges?( locatives| recuperables)?|acomptes?( de)? charges|eau( froide| chaude)?|chauffage|prov|prov ch|ch)\b/,
  ],
  [
    'rent-call',
    /\b(quittancement\w*|quittance\w*|loyers?|avis d echeance|avis echeance|echeance|appel( de)? loyer\w*|terme|sls|supplement( de)? loyer\w*|surloyer|indemnites? d occupation|redevance\w*|garage|parking|stationnement|cave|annexe\w*|loy|quit|qtt)\b/,
  ],
]

/** The kind of a ledger line from what the landlord's software prints; undefined when the words are not known. */
export function recogniseLedgerKind(text: string): EntryKind | undefined {
  const folded = foldHeader(text)
  return patterns.find(([, pattern]) => pattern.test(folded))?.[0]
}

/** The kind from its own column, else from the label; a payment the tenant owes again is one rejected. */
export function ledgerKindOf(line: {
  kind: string | null
  label: string | null
  amountCents: Cents
}): EntryKind | undefined {
  const named =
    (line.kind && recogniseLedgerKind(line.kind)) ||
    (line.label && recogniseLedgerKind(line.label)) ||
    undefined
  return named === 'payment' && line.amountCents > 0 ? 'payment-rejected' : named
}
