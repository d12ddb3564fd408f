import type { Cell, ValueProblem } from '#domain/imports/readers.ts'

const explanations: Readonly<Record<ValueProblem, string>> = {
  missing: 'la valeur est obligatoire',
  'too-long': 'le texte est trop long',
  'forbidden-characters': 'le texte contient des caractères illisibles (vérifiez l’encodage du fichier)',
  'not-an-integer': 'ce n’est pas un nombre entier',
  'not-a-phone': 'ce n’est pas un numéro de téléphone',
  'not-an-email': 'ce n’est pas une adresse électronique',
  'not-a-surface': 'ce n’est pas une surface en mètres carrés',
  'unknown-payer': 'l’organisme payeur doit être la CAF ou la MSA',
  'unknown-role': 'ce lien avec le titulaire du bail n’est pas connu',
  'formula-error': 'c’est l’erreur d’une formule du tableur',
  'unknown-ledger-kind': 'cette nature d’écriture n’est pas connue',
  'unknown-side': 'il faut D (débit) ou C (crédit)',
  'unknown-recipient': 'il faut dire si l’aide est versée au bailleur ou au locataire',
  'not-an-amount': 'ce n’est pas un montant',
  'ambiguous-amount':
    'on ne sait pas si le signe sépare les milliers ou les centimes (écrivez par exemple 1234,00 ou 1,23)',
  'too-many-decimals': 'le montant a plus de deux décimales',
  'too-large': 'le montant est trop grand',
  'not-a-date': 'ce n’est pas une date (jj/mm/aaaa)',
  'two-digit-year': 'l’année doit avoir quatre chiffres',
  'no-such-day': 'ce jour n’existe pas',
  'year-out-of-range': 'l’année doit être entre 1900 et 2199',
}

/** What becomes of a line that is kept without one of its values. */
const consequences: Partial<Readonly<Record<ValueProblem, string>>> = {
  'too-long': 'il est coupé après 200 caractères',
  'unknown-ledger-kind': 'l’écriture est classée « Autre »',
  'unknown-role': 'la personne est inscrite comme autre occupant',
}

const shownLength = 60

/** `Date de sortie : « 31/02/2026 », ce jour n’existe pas.` */
export function problemMessage(problem: ValueProblem, column: string, value: Cell): string {
  return `${explain(problem, column, value)}.`
}

/** The same of a value left out, with what becomes of its line. */
export function leftOutMessage(problem: ValueProblem, column: string, value: Cell): string {
  return `${explain(problem, column, value)} ; ${consequences[problem] ?? 'la ligne est gardée sans cette valeur'}.`
}

function explain(problem: ValueProblem, column: string, value: Cell): string {
  const text = String(value ?? '').replace(/[\p{Cc}]/gu, '·')
  const shown = text.length > shownLength ? `${text.slice(0, shownLength)}…` : text
  const quoted = shown === '' ? '' : `« ${shown} », `
  return `${column} : ${quoted}${explanations[problem]}`
}
