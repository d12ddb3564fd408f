import type { ShippedProgramme } from '#domain/programmes/shipped-programme.ts'

/** Seed 001: from the first half of 2017 to the end of June 2019, effort rate of 25 % at most, energy included. */
export const zeroExpulsion: ShippedProgramme = {
  key: 'zero-expulsion',
  definition: {
    name: 'Zéro Expulsion Locative',
    family: 'rehousing-project',
    summary:
      'Proposer un logement plus adapté, surtout financièrement, et un accompagnement individualisé à des ménages prioritaires, particulièrement ceux qui sortent d’un parcours d’hébergement ou d’une procédure d’expulsion.',
    operator: 'PRÉSENCE HABITAT, BATIGERE, AMLI',
    funder: 'État, « 10 000 logements accompagnés »',
    convention: null,
    from: '2017-01-01',
    to: '2019-06-30',
    territory: [],
    prescribers: ['landlord', 'own-team', 'siao', 'ccapex', 'state-service'],
    publics: ['priority-group'],
    eligibility: [
      {
        key: 'effort-rate',
        fact: 'effort-rate-with-energy',
        condition: { is: 'at-most', value: 2500 },
        source: 'Zéro Expulsion Locative : taux d’effort maximum de 25 % incluant les charges énergétiques',
      },
    ],
    phases: [
      { key: 'seeking', label: 'Recherche d’un logement adapté' },
      { key: 'in-home', label: 'Dans le logement' },
    ],
    length: {
      firstMonths: null,
      renewals: null,
      renewalMonths: null,
      totalMonths: null,
      limit: 'none',
      alertMonths: [],
    },
    documents: [{ kind: 'support-contract', moment: 'before-start' }],
    rhythm: { kind: 'agreed' },
    objectives: ['residual-rent', 'repayment-plan', 'rehousing', 'move', 'budget', 'reopen-rights'],
    reviewEveryMonths: 6,
    exits: [
      'objective-reached',
      'ordinary-social-housing',
      'other-landlord',
      'home-purchase',
      'private-housing',
      'moved-away',
      'broken',
      'no-news',
      'evicted',
      'handover',
      'death',
      'other',
    ],
    evaluationMonths: [6, 12],
    capacity: null,
    overlap: 'same-programme',
    indicators: [
      'households-supported',
      'measures-started',
      'exits-by-reason',
      'objectives-reached',
      'evaluated-at-6-months',
      'evaluated-at-12-months',
    ],
    weightTenths: 15,
    supportedBy: 'professionals',
    source:
      'Projet « 10 000 logements accompagnés » : démarré au premier semestre 2017, terminé au plus tard fin juin 2019 ; taux d’effort de 25 % au plus, énergie comprise. À confirmer : durée d’une mesure, rythme et bilans.',
  },
}
