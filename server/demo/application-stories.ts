import type { FundingField } from '#domain/funding/kinds.ts'
import type { CostKind, FunderKind, VatRate } from '#domain/funding/plan-kinds.ts'
import type { FundingPurpose } from '#domain/funding/product-kinds.ts'
import type { Project } from '#domain/funding/project.ts'

type StoryLine = { product: string; euros: number; months?: number; isMonthly?: true }
type StoryCost = { label: string; kind: CostKind; netEuros: number; vat: VatRate }
export type StorySubsidy = {
  label: string
  funder: FunderKind
  euros: number
  countsInCap?: false
  /** Days before today at which it was asked, notified, for how much. */
  requested?: number
  notified?: [daysAgo: number, euros: number]
}

export type ApplicationStory = {
  field: FundingField
  purpose: FundingPurpose
  commune: string
  opened: number
  /** Days before today; left out: still a draft. */
  filed?: number
  summary?: string
  project: Partial<Project>
  lines: readonly StoryLine[]
  costs?: readonly StoryCost[]
  subsidies?: readonly StorySubsidy[]
  ownEuros?: number
  /** Reference tax income of the household; by default, that of a modest one. */
  taxIncomeEuros?: number
  capBasisPoints?: number
}

const owner: Partial<Project> = { applicantStatus: 'owner-occupier', areWorksStarted: false }
const energy: Partial<Project> = {
  ...owner,
  energyLabelBefore: 'F',
  energyLabelAfter: 'D',
  dwellingBuiltYear: 1968,
}
const works = (label: string, netEuros: number, vat: VatRate = 550): StoryCost => ({
  label,
  kind: 'works',
  netEuros,
  vat,
})

/** Files of every kind, from the oldest. Amounts are the handbook's own examples where it has one. */
export const applicationStories: readonly ApplicationStory[] = [
  {
    ...{ field: 'energy-precarity', purpose: 'energy-works', commune: '63300', opened: 430, filed: 420 },
    summary:
      'Maison de 1968 chauffée au fioul, deux enfants. Isolation des murs et des combles, pompe à chaleur : de F à D. Les entreprises ne peuvent pas attendre les subventions.',
    project: energy,
    lines: [
      { product: 'MS_LOAN', euros: 6_870, months: 84 },
      { product: 'SUBSIDY_ADVANCE', euros: 29_000, months: 18 },
    ],
    costs: [works('Isolation et pompe à chaleur', 34_000)],
    subsidies: [
      {
        label: 'Anah, rénovation d’ampleur',
        funder: 'anah',
        euros: 24_000,
        requested: 415,
        notified: [340, 24_000],
      },
      { label: 'Agglomération', funder: 'epci', euros: 5_000, requested: 410, notified: [330, 5_000] },
    ],
    capBasisPoints: 10_000,
  },
  {
    ...{ field: 'social-ownership', purpose: 'home-purchase', commune: '63178', opened: 400, filed: 380 },
    project: { applicantStatus: 'buyer', ownershipZone: 'b2-c', dependants: 2 },
    lines: [{ product: 'ACCESSION_LOAN', euros: 12_000, months: 120 }],
  },
  {
    ...{
      field: 'social-housing-sale',
      purpose: 'rented-home-purchase',
      commune: '63113',
      opened: 345,
      filed: 330,
    },
    project: { applicantStatus: 'social-tenant', ownershipZone: 'b1' },
    lines: [{ product: 'HLM_PURCHASE_LOAN', euros: 8_000, months: 96 }],
  },
  {
    ...{ field: 'adaptation', purpose: 'adaptation-works', commune: '63430', opened: 310, filed: 300 },
    summary:
      'Salle de bains de plain-pied et monte-escalier, pour rester chez soi après une hospitalisation.',
    project: { ...owner, hasLossOfAutonomy: true },
    lines: [{ product: 'MS_LOAN', euros: 3_500, months: 48 }],
    costs: [works('Salle de bains et monte-escalier', 9_400)],
    subsidies: [
      { label: 'MaPrimeAdapt’', funder: 'anah', euros: 4_700, requested: 295, notified: [250, 4_700] },
      {
        label: 'Caisse de retraite',
        funder: 'pension-fund',
        euros: 1_000,
        requested: 295,
        notified: [260, 1_000],
      },
    ],
    ownEuros: 717,
  },
  {
    ...{ field: 'unfit-housing', purpose: 'decency-works', commune: '63125', opened: 265, filed: 250 },
    summary: 'Maison classée en insalubrité : toiture, électricité, chauffage. De G à D.',
    project: {
      ...owner,
      energyLabelBefore: 'G',
      energyLabelAfter: 'D',
      isUnfitDwelling: true,
      dwellingBuiltYear: 1932,
    },
    lines: [
      { product: 'MS_LOAN', euros: 7_400, months: 120 },
      { product: 'SUBSIDY_ADVANCE', euros: 60_800, months: 24 },
    ],
    costs: [works('Sortie d’insalubrité', 62_000, 1_000)],
    subsidies: [
      {
        label: 'Ma Prime Logement Décent',
        funder: 'anah',
        euros: 55_800,
        requested: 245,
        notified: [180, 55_800],
      },
      { label: 'Département', funder: 'department', euros: 5_000, requested: 240, notified: [170, 5_000] },
    ],
    capBasisPoints: 10_000,
  },
  {
    ...{ field: 'energy-precarity', purpose: 'energy-works', commune: '63164', opened: 215, filed: 200 },
    project: { ...energy, energyLabelAfter: 'E' },
    lines: [{ product: 'MS_LOAN', euros: 6_160, months: 96 }],
    costs: [works('Isolation et chaudière à granulés', 15_300, 0)],
    subsidies: [
      { label: 'Anah', funder: 'anah', euros: 5_086, requested: 195, notified: [150, 5_086] },
      {
        label: 'Prime à la rénovation',
        funder: 'state',
        euros: 2_100,
        requested: 195,
        notified: [150, 2_100],
      },
      { label: 'Commune et département', funder: 'department', euros: 1_950, requested: 190 },
    ],
  },
  {
    ...{ field: 'rent-debt', purpose: 'income-loss', commune: '63113', opened: 205, filed: 200 },
    summary: 'Licenciement en début d’année : le temps que l’allocation soit versée.',
    project: { applicantStatus: 'private-tenant' },
    lines: [{ product: 'MONTHLY_AID', euros: 900, months: 6, isMonthly: true }],
  },
  {
    ...{ field: 'improvement', purpose: 'common-works', commune: '63113', opened: 170, filed: 160 },
    project: { applicantStatus: 'condo-owner', areWorksStarted: false },
    lines: [{ product: 'INDIVIDUAL_WORKS_LOAN', euros: 8_000, months: 96 }],
    costs: [works('Quote-part du ravalement isolant', 14_200)],
    subsidies: [
      {
        label: 'MaPrimeRénov’ Copropriété, prime individuelle',
        funder: 'anah',
        euros: 1_500,
        requested: 158,
        notified: [100, 1_500],
      },
    ],
    ownEuros: 5_481,
  },
  {
    ...{ field: 'side-costs', purpose: 'side-costs', commune: '63075', opened: 145, filed: 140 },
    project: { applicantStatus: 'social-tenant', wasRefusedByBank: true },
    lines: [{ product: 'PERSONAL_MICROCREDIT', euros: 3_000, months: 36 }],
  },
  {
    ...{ field: 'rent-debt', purpose: 'rent-debt', commune: '63113', opened: 128, filed: 120 },
    summary: 'Dette née d’un arrêt maladie ; le loyer est repris depuis trois mois.',
    project: { applicantStatus: 'social-tenant', rentDebtCents: 300_000 },
    lines: [
      { product: 'RENT_DEBT_GRANT', euros: 1_500 },
      { product: 'RENT_DEBT_LOAN', euros: 1_500, months: 30 },
    ],
  },
  {
    ...{ field: 'side-costs', purpose: 'moving-costs', commune: '63124', opened: 95, filed: 90 },
    project: { applicantStatus: 'private-tenant' },
    lines: [{ product: 'SIDE_COSTS_GRANT', euros: 900 }],
  },
  {
    ...{ field: 'improvement', purpose: 'other-works', commune: '63430', opened: 85, filed: 75 },
    project: owner,
    lines: [{ product: 'CASH_FACILITY', euros: 12_000, months: 12 }],
    costs: [works('Réfection de la toiture', 15_000, 1_000)],
    subsidies: [
      { label: 'Anah', funder: 'anah', euros: 9_000, requested: 72, notified: [30, 9_000] },
      { label: 'Commune', funder: 'commune', euros: 3_000, requested: 70, notified: [40, 3_000] },
    ],
    ownEuros: 4_500,
  },
  {
    ...{ field: 'rent-debt', purpose: 'income-loss', commune: '63113', opened: 50, filed: 45 },
    project: { applicantStatus: 'social-tenant' },
    lines: [{ product: 'MONTHLY_AID', euros: 600, months: 4, isMonthly: true }],
  },
  {
    ...{ field: 'side-costs', purpose: 'side-costs', commune: '63300', opened: 34, filed: 30 },
    project: { applicantStatus: 'social-tenant' },
    lines: [{ product: 'SIDE_COSTS_LOAN', euros: 1_200, months: 12 }],
  },
  {
    ...{ field: 'unfit-housing', purpose: 'decency-works', commune: '63113', opened: 25, filed: 12 },
    summary: 'Plan de sauvegarde : les aides publiques dépassent le plafond de 80 % de la convention.',
    project: { ...owner, isUnfitDwelling: true },
    lines: [{ product: 'MS_LOAN', euros: 6_900, months: 96 }],
    costs: [works('Travaux du plan de sauvegarde', 42_000, 0)],
    subsidies: [
      { label: 'Anah', funder: 'anah', euros: 22_100, requested: 10 },
      { label: 'Agglomération', funder: 'epci', euros: 8_000, requested: 10 },
      { label: 'Département', funder: 'department', euros: 3_500, requested: 10 },
      { label: 'Fondation pour le logement', funder: 'foundation', euros: 1_500, countsInCap: false },
    ],
    capBasisPoints: 8_000,
  },
  {
    ...{ field: 'energy-precarity', purpose: 'energy-works', commune: '63178', opened: 20, filed: 4 },
    project: energy,
    lines: [{ product: 'MS_LOAN', euros: 5_000, months: 60 }],
    costs: [works('Menuiseries et ventilation', 12_000)],
    subsidies: [{ label: 'Anah', funder: 'anah', euros: 6_000 }],
    ownEuros: 1_660,
  },
  {
    ...{ field: 'energy-precarity', purpose: 'energy-works', commune: '63300', opened: 9 },
    summary: 'Devis attendus pour l’isolation ; le chauffage actuel tombe en panne chaque hiver.',
    project: { ...energy, applicantStatus: null },
    lines: [
      { product: 'MS_LOAN', euros: 9_800, months: 84 },
      { product: 'SUBSIDY_ADVANCE', euros: 40_000, months: 18 },
    ],
    costs: [works('Rénovation d’ampleur', 40_000)],
    subsidies: [{ label: 'Anah', funder: 'anah', euros: 36_000 }],
    capBasisPoints: 8_000,
  },
  {
    ...{ field: 'adaptation', purpose: 'adaptation-works', commune: '63124', opened: 6 },
    project: { ...owner, areWorksStarted: true, hasLossOfAutonomy: true },
    lines: [{ product: 'MS_LOAN', euros: 4_000, months: 60 }],
    taxIncomeEuros: 68_000,
  },
  {
    ...{ field: 'rural-ownership', purpose: 'home-purchase', commune: '63430', opened: 3 },
    project: {},
    lines: [],
  },
]
