import type { ShippedProgramme } from '#domain/programmes/shipped-programme.ts'

/** Seed 003 is the only source: measures ordered by landlords under a call for tenders. */
export const pasri: ShippedProgramme = {
  key: 'pasri',
  definition: {
    name: 'PASRI',
    family: 'pasri',
    summary:
      'Prestation d’accompagnement social renforcé interbailleurs : les bailleurs sociaux orientent leurs locataires dans le cadre d’un appel d’offres.',
    operator: null,
    funder: 'Bailleurs sociaux',
    convention: 'Appel d’offres interbailleurs',
    from: null,
    to: null,
    territory: [],
    prescribers: ['landlord-group', 'landlord'],
    publics: ['tenant', 'sub-tenant'],
    eligibility: [
      {
        key: 'landlord-in-tender',
        question: 'Le bailleur qui oriente est-il partie à l’appel d’offres ?',
        source: 'AGSGV63 : mesures orientées par les bailleurs sociaux dans le cadre d’un appel d’offres',
      },
    ],
    phases: [
      { key: 'towards-home', label: 'Vers le logement' },
      { key: 'in-home', label: 'Dans le logement' },
    ],
    length: {
      firstMonths: 6,
      renewals: 1,
      renewalMonths: 6,
      totalMonths: 12,
      limit: 'fixed',
      alertMonths: [5, 11],
    },
    documents: [
      { kind: 'prescription', moment: 'before-start' },
      { kind: 'three-party-agreement', moment: 'before-start' },
    ],
    rhythm: { kind: 'fixed', everyWeeks: 1 },
    objectives: [
      'administrative-follow-up',
      'situation-resolution',
      'rent-and-home',
      'rehousing-plan',
      'home-search',
    ],
    reviewEveryMonths: 3,
    exits: [
      'objective-reached',
      'ordinary-social-housing',
      'other-landlord',
      'private-housing',
      'moved-away',
      'broken',
      'no-news',
      'evicted',
      'handover',
      'term-reached',
      'death',
      'other',
    ],
    evaluationMonths: [6],
    capacity: null,
    overlap: 'any-measure',
    indicators: [
      'measures-started',
      'measures-running',
      'measures-ended',
      'exits-by-reason',
      'average-months',
      'objectives-reached',
      'evaluated-at-6-months',
    ],
    weightTenths: 15,
    supportedBy: 'professionals',
    source:
      'Mesures orientées par les bailleurs sociaux dans le cadre d’un appel d’offres (AGSGV63, Puy-de-Dôme). À confirmer : aucun texte national ; durées, rythme et poids sont ceux du marché.',
  },
}
