import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import type { LetterTable } from '#server/letters/typeset-letter.ts'

const tenantAndLandlord = ['Le locataire', 'Le bailleur'] as const

const signers: Partial<Record<LetterTemplateKey, readonly string[]>> = {
  'support-contract': ['La personne accompagnée', 'L’organisme qui accompagne'],
  'three-party-contract': ['La personne accompagnée', 'Le bailleur', 'L’organisme qui accompagne'],
  'loan-contract': ['L’emprunteur', 'Le prêteur'],
  'borrower-sheet': ['L’emprunteur', 'Le prêteur'],
  'dalo-file': ['Le demandeur'],
  'dalo-review': ['Le demandeur'],
  'dalo-injunction': ['Le demandeur'],
  'transfer-request': ['Le demandeur'],
  'allocation-note': ['Le ménage', 'La personne qui accompagne'],
}

/** Where each party to a paper signs: a preview shows the frames that will be printed. */
export const signatureFramesOf = (key: LetterTemplateKey): LetterTable => {
  const parties = signers[key] ?? tenantAndLandlord
  return {
    columns: parties.map((label) => ({ label, numeric: false })),
    rows: [parties.map(() => 'Nom, date et signature :')],
    tall: true,
  }
}
