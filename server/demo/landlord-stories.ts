import type { Story } from '#server/demo/story.ts'

// Everyone is fictional; the telephone numbers are in the ranges kept for fiction.

const paysAll: Story['pays'] = (_, residual) => residual
const tenant = { civility: 'Mme', bond: 'leaseholder' } as const

export const landlordStories: readonly Story[] = [
  {
    key: 'fresh-default',
    rank: 12,
    people: [{ ...tenant, firstName: 'Zoé', lastName: 'Vasseur', ageYears: 34, phone: '06 39 98 90 01' }],
    terms: { rentCents: 33_500, chargesCents: 8_200, rlsCents: 0, benefitCents: 0, benefitPaidTo: 'none' },
    startedYearsAgo: 3,
    pays: (monthsAgo, residual) => (monthsAgo === 0 ? 0 : residual),
  },
  {
    key: 'slipping',
    rank: 205,
    people: [
      {
        civility: 'M.',
        bond: 'leaseholder',
        firstName: 'Karim',
        lastName: 'Bouchareb',
        ageYears: 41,
        phone: '06 39 98 90 02',
        email: 'karim.bouchareb@exemple.example',
      },
      {
        civility: 'Mme',
        bond: 'partner',
        firstName: 'Sandrine',
        lastName: 'Petitjean',
        ageYears: 39,
        phone: '06 39 98 90 03',
      },
      { civility: 'M.', bond: 'child', firstName: 'Élie', lastName: 'Bouchareb', ageYears: 11 },
      { civility: 'Mme', bond: 'child', firstName: 'Inès', lastName: 'Bouchareb', ageYears: 6 },
    ],
    terms: {
      rentCents: 47_200,
      chargesCents: 12_300,
      rlsCents: 0,
      benefitCents: 18_900,
      benefitPaidTo: 'landlord',
    },
    startedYearsAgo: 6,
    pays: (monthsAgo, residual) =>
      monthsAgo > 4 ? residual : monthsAgo % 2 === 0 ? 0 : Math.round(residual / 2),
  },
  {
    key: 'plan-kept',
    rank: 431,
    people: [
      { ...tenant, firstName: 'Aïcha', lastName: 'Traoré', ageYears: 47, phone: '06 39 98 90 04' },
      { civility: 'Mme', bond: 'child', firstName: 'Mariama', lastName: 'Traoré', ageYears: 15 },
    ],
    terms: {
      rentCents: 42_000,
      chargesCents: 10_500,
      rlsCents: 3_158,
      benefitCents: 21_400,
      benefitPaidTo: 'landlord',
    },
    startedYearsAgo: 9,
    openingCents: 96_000,
    pays: (monthsAgo, residual) => residual + (monthsAgo <= 7 ? 5_334 : 0),
  },
  {
    key: 'plan-missed',
    rank: 640,
    people: [
      {
        civility: 'M.',
        bond: 'leaseholder',
        firstName: 'Loïc',
        lastName: 'Le Goff',
        ageYears: 29,
        phone: '06 39 98 90 05',
      },
    ],
    terms: {
      rentCents: 33_800,
      chargesCents: 8_100,
      rlsCents: 0,
      benefitCents: 14_200,
      benefitPaidTo: 'landlord',
    },
    startedYearsAgo: 2,
    openingCents: 84_000,
    // One instalment is missing, last month; the rent goes on.
    pays: (monthsAgo, residual) => residual + (monthsAgo <= 5 && monthsAgo !== 1 ? 7_000 : 0),
  },
  {
    key: 'report-soon',
    rank: 877,
    people: [
      { ...tenant, firstName: 'Véronique', lastName: 'Chevalier', ageYears: 58, phone: '03 53 01 90 06' },
    ],
    terms: {
      rentCents: 40_600,
      chargesCents: 11_400,
      rlsCents: 0,
      benefitCents: 30_000,
      benefitPaidTo: 'landlord',
    },
    startedYearsAgo: 14,
    pays: paysAll,
    extra: [
      { daysAgo: 55, code: 'REGUL', label: 'Régularisation de charges : fuite d’eau', amountCents: 46_520 },
    ],
  },
  {
    key: 'split',
    rank: 1_034,
    people: [
      { ...tenant, firstName: 'Célestine', lastName: 'Fernandes', ageYears: 36, phone: '06 39 98 90 07' },
      {
        civility: 'M.',
        bond: 'partner',
        firstName: 'Joël',
        lastName: 'Pereira da Silva',
        ageYears: 38,
        phone: '06 39 98 90 08',
      },
      { civility: 'M.', bond: 'child', firstName: 'Noël', lastName: 'Fernandes', ageYears: 4 },
    ],
    terms: { rentCents: 44_900, chargesCents: 11_800, rlsCents: 0, benefitCents: 0, benefitPaidTo: 'none' },
    startedYearsAgo: 5,
    pays: (monthsAgo, residual) => (monthsAgo > 2 ? residual : Math.round(residual * 0.6)),
  },
  {
    key: 'duplicate',
    rank: 1_290,
    people: [
      {
        civility: 'M.',
        bond: 'leaseholder',
        firstName: 'Jérôme',
        lastName: 'Müller',
        ageYears: 52,
        phone: '06 39 98 90 09',
        email: 'j.muller@exemple.example',
      },
    ],
    terms: { rentCents: 31_500, chargesCents: 7_900, rlsCents: 0, benefitCents: 0, benefitPaidTo: 'none' },
    startedYearsAgo: 1,
    pays: paysAll,
  },
  {
    key: 'duplicate-twin',
    rank: 1_575,
    people: [
      {
        civility: 'M.',
        bond: 'leaseholder',
        firstName: 'Jerome',
        lastName: 'MULLER',
        ageYears: 52,
        phone: '06 39 98 90 09',
      },
    ],
    terms: { rentCents: 28_400, chargesCents: 6_600, rlsCents: 0, benefitCents: 0, benefitPaidTo: 'none' },
    startedYearsAgo: 7,
    pays: paysAll,
  },
  {
    key: 'large-family',
    rank: 1_812,
    people: [
      {
        ...tenant,
        firstName: 'Marie-Célestine Voahangy',
        lastName: 'Rakotomalala-Andrianarivelo',
        ageYears: 44,
        phone: '06 39 98 90 10',
      },
      {
        civility: 'M.',
        bond: 'partner',
        firstName: 'Jean-Baptiste Herinirina',
        lastName: 'Rakotomalala-Andrianarivelo',
        ageYears: 46,
      },
      ...(['Fitiavana', 'Tsiory', 'Mialy', 'Ny Aina', 'Sitraka', 'Voary', 'Lalaina'] as const).map(
        (firstName, order) => ({
          civility: 'Mme' as const,
          bond: 'child' as const,
          firstName,
          lastName: 'Rakotomalala-Andrianarivelo',
          ageYears: 16 - order * 2,
        }),
      ),
    ],
    terms: {
      rentCents: 63_700,
      chargesCents: 17_900,
      rlsCents: 0,
      benefitCents: 46_200,
      benefitPaidTo: 'landlord',
    },
    startedYearsAgo: 8,
    pays: (monthsAgo, residual) => (monthsAgo === 3 || monthsAgo === 1 ? Math.round(residual / 2) : residual),
  },
  {
    key: 'becomes-arrears',
    rank: 2_050,
    people: [
      {
        civility: 'M.',
        bond: 'leaseholder',
        firstName: 'Hervé',
        lastName: 'Saint-Étienne',
        ageYears: 61,
        phone: '03 53 01 90 11',
      },
    ],
    terms: { rentCents: 51_800, chargesCents: 12_600, rlsCents: 0, benefitCents: 0, benefitPaidTo: 'none' },
    startedYearsAgo: 11,
    // About 480 € owed: less than twice his rent, more than 450 €.
    pays: paysAll,
    extra: [
      { daysAgo: 45, code: 'REGUL', label: 'Régularisation de charges', amountCents: 68_000 },
      { daysAgo: 20, code: 'CHQ', label: 'Chèque locataire', amountCents: -20_000 },
    ],
  },
  {
    key: 'ceases',
    rank: 2_263,
    people: [{ ...tenant, firstName: 'Océane', lastName: 'Guérin', ageYears: 23, phone: '06 39 98 90 12' }],
    terms: {
      rentCents: 27_900,
      chargesCents: 6_700,
      rlsCents: 0,
      benefitCents: 19_800,
      benefitPaidTo: 'landlord',
    },
    startedYearsAgo: 1,
    // Twice her net rent is under 300 €: arrears until the end of 2026, and no longer after.
    pays: paysAll,
    extra: [{ daysAgo: 18, code: 'REGUL', label: 'Rappel de consommation d’eau', amountCents: 31_000 }],
  },
]
