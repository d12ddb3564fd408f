import { z } from 'zod'
import { command, query } from '#contract/endpoint.ts'
import { Cents, Day, Id, shortText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import { factSources, recognitionKinds } from '#domain/budget/household-facts.ts'
import { largestAmountCents } from '#domain/money.ts'

const Year = z.int().min(2000, 'Année attendue à partir de 2000.').max(2100)
const householdId = Id
const source = z.enum(factSources)

const TaxIncomeContent = {
  noticeYear: Year,
  incomeYear: Year,
  rfrCents: Cents.min(0, 'Un revenu fiscal de référence ne peut pas être négatif.').max(
    largestAmountCents,
    'Montant trop grand.',
  ),
  occupants: z.int().min(1, 'Au moins une personne.').max(30),
  source,
}
const noted = {
  id: Id,
  version: Version,
  recordedBy: z.string(),
  recordedOn: Day,
}
export const TaxIncome = z.object({ ...TaxIncomeContent, ...noted })
export type TaxIncome = z.output<typeof TaxIncome>

const RecognitionContent = {
  kind: z.enum(recognitionKinds),
  fromOn: Day,
  untilOn: Day.nullable().default(null),
  source,
}
export const Recognition = z.object({ ...RecognitionContent, ...noted })
export type Recognition = z.output<typeof Recognition>

const taxIncomeRefusals = {
  'in-the-future': 'Cet avis d’imposition n’a pas encore été établi.',
  'income-after-notice': 'L’année des revenus précède celle de l’avis : un avis de 2026 porte sur 2025.',
  'already-noted': 'Le revenu fiscal de référence de cette année de revenus est déjà noté : corrigez-le.',
} as const
const recognitionRefusals = {
  'in-the-future': 'Une situation ne peut pas commencer dans l’avenir.',
  'ends-before-start': 'La fin ne peut pas précéder le début.',
  'already-noted': 'Cette situation est déjà notée à ces dates : corrigez-la.',
  contrary: 'Le contraire est noté aux mêmes dates : mettez-y fin d’abord.',
} as const
const known = { ...unknownRecord, ...staleVersion }
const withdrawn = { version: Version, reason: shortText(300) }

/** Dated facts that programmes and aids test; a household has a handful of them: the lists are whole. */
export const householdFacts = {
  listTaxIncomes: query({
    action: 'read-social-situation',
    summary: 'Les revenus fiscaux de référence notés pour un ménage, le plus récent d’abord.',
    input: z.object({ householdId }),
    output: z.object({ rows: z.array(TaxIncome) }),
  }),
  addTaxIncome: command({
    action: 'edit-social-situation',
    summary: 'Note le revenu fiscal de référence de tous les occupants pour une année de revenus.',
    input: z.object({ householdId, ...TaxIncomeContent }),
    output: z.object({ id: Id }),
    refusals: taxIncomeRefusals,
  }),
  editTaxIncome: command({
    action: 'edit-social-situation',
    summary: 'Corrige un revenu fiscal de référence.',
    input: z.object({ householdId, taxIncomeId: Id, version: Version, ...TaxIncomeContent }),
    output: z.object({ version: Version }),
    refusals: { ...known, ...taxIncomeRefusals },
  }),
  withdrawTaxIncome: command({
    action: 'edit-social-situation',
    summary: 'Retire un revenu fiscal de référence noté par erreur, avec le motif.',
    input: z.object({ householdId, taxIncomeId: Id, ...withdrawn }),
    output: z.object({}),
    refusals: known,
  }),
  listRecognitions: query({
    action: 'read-social-situation',
    summary: 'Les situations reconnues d’un ménage : DALO, public prioritaire, salarié du secteur privé…',
    input: z.object({ householdId }),
    output: z.object({ rows: z.array(Recognition) }),
  }),
  addRecognition: command({
    action: 'edit-social-situation',
    summary: 'Note une situation reconnue du ménage, ses dates et d’où on la tient.',
    input: z.object({ householdId, ...RecognitionContent }),
    output: z.object({ id: Id }),
    refusals: recognitionRefusals,
  }),
  editRecognition: command({
    action: 'edit-social-situation',
    summary: 'Corrige une situation reconnue, ou note sa fin.',
    input: z.object({ householdId, recognitionId: Id, version: Version, ...RecognitionContent }),
    output: z.object({ version: Version }),
    refusals: { ...known, ...recognitionRefusals },
  }),
  withdrawRecognition: command({
    action: 'edit-social-situation',
    summary: 'Retire une situation notée par erreur, avec le motif.',
    input: z.object({ householdId, recognitionId: Id, ...withdrawn }),
    output: z.object({}),
    refusals: known,
  }),
} as const
