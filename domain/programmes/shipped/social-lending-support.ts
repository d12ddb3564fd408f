import type { ShippedProgramme } from '#domain/programmes/shipped-programme.ts'

/** Seed 000: files that no ordinary channel solves; amounts and loans are kept elsewhere. */
export const socialLendingSupport: ShippedProgramme = {
  key: 'social-lending-support',
  definition: {
    name: 'Missions sociales',
    family: 'social-lending',
    summary:
      'Accompagner le projet d’un propriétaire occupant ou d’un accédant modeste : plan de financement, avances de subvention, prêt sans intérêt, suivi des travaux ou de l’achat.',
    operator: 'SACICAP',
    funder: null,
    convention: 'Convention de partenariat',
    from: null,
    to: null,
    territory: [],
    prescribers: [
      'local-authority',
      'association',
      'benefit-payer',
      'state-service',
      'own-team',
      'household',
    ],
    publics: ['owner-occupier', 'future-owner'],
    eligibility: [
      {
        key: 'income',
        fact: 'income-class',
        condition: { is: 'one-of', values: ['very-low', 'low'] },
        source: 'Missions sociales : personnes à ressources modestes',
      },
      {
        key: 'field',
        fact: 'motive',
        condition: { is: 'one-of', values: ['works-or-adaptation', 'home-purchase', 'staying-in-home'] },
        source:
          'Missions sociales : accession très sociale, habitat indigne, précarité énergétique, adaptation, copropriétés en difficulté',
      },
      {
        key: 'no-ordinary-channel',
        question: 'Le projet reste-t-il sans solution dans les circuits ordinaires ?',
        source:
          'Missions sociales : ménages exclus des réseaux bancaires classiques, ou critères d’une politique publique',
      },
    ],
    phases: [
      { key: 'project', label: 'Montage du projet' },
      { key: 'works', label: 'Travaux ou achat' },
      { key: 'closing', label: 'Solde du projet' },
    ],
    length: {
      firstMonths: null,
      renewals: null,
      renewalMonths: null,
      totalMonths: null,
      limit: 'none',
      alertMonths: [],
    },
    documents: [],
    rhythm: { kind: 'agreed' },
    objectives: [
      'works-project',
      'home-purchase',
      'energy',
      'budget',
      'reopen-rights',
      'situation-resolution',
    ],
    reviewEveryMonths: 6,
    exits: [
      'objective-reached',
      'home-purchase',
      'handover',
      'moved-away',
      'broken',
      'no-news',
      'death',
      'other',
    ],
    evaluationMonths: [12],
    capacity: null,
    overlap: 'same-programme',
    indicators: [
      'measures-started',
      'measures-running',
      'measures-ended',
      'households-supported',
      'home-purchases',
      'by-motive',
      'evaluated-at-12-months',
    ],
    weightTenths: 8,
    supportedBy: 'professionals',
    source:
      'PROCIVIS, Missions sociales des SACICAP : propriétaires occupants et accession des ménages à bas revenus. À confirmer : bilan tous les six mois, proposé par défaut.',
  },
}
