import { applicantStatusLabels, energyLabelLabels } from '#domain/funding/project.ts'
import { difficultyCauseLabels } from '#domain/households/kinds.ts'
import { incomeClassLabels } from '#domain/income-ceilings/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { measureMotiveLabels, publicKindLabels } from '#domain/programmes/kinds.ts'

/** What a fact is: how a condition on it is written on screen and printed. */
type FactRow =
  | { label: string; is: 'basis-points' | 'cents' | 'count' | 'months' }
  | { label: string; is: 'yes-no' }
  | { label: string; is: 'choice'; choices: Readonly<Record<string, string>> }

/** The facts that a programme may test. A programme names them; it never adds to them. */
const factRows = {
  'effort-rate': { label: 'Taux d’effort, hors énergie', is: 'basis-points' },
  'effort-rate-with-energy': { label: 'Taux d’effort, énergie comprise', is: 'basis-points' },
  'income-class': { label: 'Classe de revenus', is: 'choice', choices: incomeClassLabels },
  'monthly-income': { label: 'Ressources mensuelles', is: 'cents' },
  'household-size': { label: 'Personnes du ménage', is: 'count' },
  'arrears-months': { label: 'Mois de loyer dus', is: 'months' },
  'triggering-event': { label: 'Événement déclencheur', is: 'choice', choices: difficultyCauseLabels },
  motive: { label: 'Motif de la demande', is: 'choice', choices: measureMotiveLabels },
  public: { label: 'Public', is: 'choice', choices: publicKindLabels },
  'private-employee': { label: 'Salarié du secteur privé', is: 'yes-no' },
  'dalo-recognised': { label: 'Reconnu prioritaire DALO', is: 'yes-no' },
  'leaves-shelter': { label: 'Sort d’un parcours d’hébergement', is: 'yes-no' },
  'eviction-under-way': { label: 'Procédure d’expulsion en cours', is: 'yes-no' },
  'priority-group': { label: 'Public prioritaire', is: 'yes-no' },
  'applicant-status': { label: 'Statut d’occupation', is: 'choice', choices: applicantStatusLabels },
  'residual-income': { label: 'Reste pour vivre, par jour et par unité de consommation', is: 'cents' },
  'oldest-age': { label: 'Âge du plus âgé du ménage', is: 'count' },
  'loss-of-autonomy': { label: 'GIR 1 à 6, handicap d’au moins 50 % ou PCH', is: 'yes-no' },
  'bank-refused': { label: 'Refus d’un prêt bancaire ordinaire', is: 'yes-no' },
  'dwelling-age': { label: 'Âge du logement, en années', is: 'count' },
  'energy-label': { label: 'Classe énergétique avant travaux', is: 'choice', choices: energyLabelLabels },
  'energy-classes-gained': { label: 'Classes énergétiques gagnées', is: 'count' },
  'works-not-started': { label: 'Travaux non commencés', is: 'yes-no' },
  'unfit-dwelling': { label: 'Logement indigne ou très dégradé (grille ou arrêté)', is: 'yes-no' },
  'within-plai': { label: 'Ressources sous le plafond PLAI', is: 'yes-no' },
  'within-plus': { label: 'Ressources sous le plafond PLUS', is: 'yes-no' },
  'within-pls': { label: 'Ressources sous le plafond PLS', is: 'yes-no' },
  'within-pls-ownership': { label: 'Ressources sous le plafond PLS accession', is: 'yes-no' },
  'lives-in-territory': { label: 'Habite ou cherche sur le territoire', is: 'yes-no' },
} as const satisfies Record<string, FactRow>
export type FactKey = keyof typeof factRows
export const factKeys = Object.keys(factRows) as FactKey[]
export const eligibilityFacts: Readonly<Record<FactKey, FactRow>> = factRows

/** Bounds are included: « ≤ 25 % » accepts 25,00 and refuses 25,01. Units are those of the fact. */
export type Condition =
  | { is: 'at-most'; value: number }
  | { is: 'at-least'; value: number }
  | { is: 'one-of'; values: string[] }
  | { is: 'none-of'; values: string[] }
  | { is: 'true' }
  | { is: 'false' }

/** A test on a fact, or a question that only a person can answer. `key` is unique within its programme. */
export type EligibilityTest =
  | { key: string; fact: FactKey; condition: Condition; source: string }
  | { key: string; question: string; source: string }

/** What is known of the household on a day; an absent fact is unknown, never false. */
export type KnownFact = { value: number | boolean | string | string[]; asOf: PlainDate; from: string }
export type EligibilityFacts = Partial<Record<FactKey, KnownFact>>

export type TestAnswer = 'yes' | 'no' | 'to-check'
