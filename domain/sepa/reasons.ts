/** What to do about a debit that came back (handbook money §14.5): only a lack of money is presented again, once. */
export type RetryPolicy = 'retry-once' | 'after-correction' | 'ask' | 'never'
/** What the refusal says about the mandate itself. */
type MandateEffect = 'none' | 'suspend' | 'revoke'

export type ReturnReason = { code: string; label: string; policy: RetryPolicy; mandate: MandateEffect }

const rows: readonly [code: string, label: string, policy: RetryPolicy, mandate: MandateEffect][] = [
  ['AM04', 'Provision insuffisante', 'retry-once', 'none'],
  ['AC01', 'IBAN inexact', 'after-correction', 'suspend'],
  ['AC04', 'Compte clos', 'never', 'suspend'],
  ['AC06', 'Compte bloqué', 'ask', 'suspend'],
  ['AC13', 'Compte qui n’est pas celui d’un particulier', 'never', 'suspend'],
  ['AG01', 'Opération interdite sur ce type de compte', 'never', 'suspend'],
  ['AG02', 'Code d’opération inexact', 'after-correction', 'none'],
  ['AM05', 'Opération en double', 'never', 'none'],
  ['BE05', 'Identifiant du créancier inexact', 'after-correction', 'none'],
  ['CNOR', 'Banque du créancier inconnue', 'after-correction', 'none'],
  ['DNOR', 'Banque du débiteur injoignable', 'after-correction', 'suspend'],
  ['ED05', 'Règlement entre banques manqué', 'ask', 'none'],
  ['FF01', 'Format de fichier inexact', 'after-correction', 'none'],
  ['FOCR', 'Retour à notre demande', 'ask', 'none'],
  ['MD01', 'Pas de mandat valable', 'never', 'suspend'],
  ['MD02', 'Données du mandat manquantes ou inexactes', 'after-correction', 'suspend'],
  ['MD06', 'Remboursement demandé par le débiteur', 'ask', 'none'],
  ['MD07', 'Débiteur décédé', 'never', 'revoke'],
  ['MS02', 'Refusé par le débiteur', 'ask', 'none'],
  ['MS03', 'Motif non précisé par la banque', 'ask', 'none'],
  ['RC01', 'Code BIC inexact', 'after-correction', 'none'],
  ['RR01', 'Compte du débiteur non identifié', 'after-correction', 'suspend'],
  ['RR04', 'Motif réglementaire', 'ask', 'none'],
  ['SL01', 'Créancier bloqué par le débiteur', 'never', 'suspend'],
  ['TM01', 'Remis après l’heure limite', 'after-correction', 'none'],
]

export const returnReasons: readonly ReturnReason[] = rows.map(([code, label, policy, mandate]) => ({
  code,
  label,
  policy,
  mandate,
}))

/** A code that the list does not know is decided by a person. */
export function returnReason(code: string): ReturnReason {
  return (
    returnReasons.find((reason) => reason.code === code) ?? {
      code,
      label: `Motif ${code}`,
      policy: 'ask',
      mandate: 'none',
    }
  )
}

export const retryPolicyLabels: Readonly<Record<RetryPolicy, string>> = {
  'retry-once': 'Représenté une fois',
  'after-correction': 'Représenté après correction',
  ask: 'À décider avec le ménage',
  never: 'Jamais représenté',
}

/** Whether the same collection may be presented again without anybody deciding it. */
export function isPresentedAgain(code: string, attempts: number): boolean {
  return returnReason(code).policy === 'retry-once' && attempts < 2
}
