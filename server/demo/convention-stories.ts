import { addDays, type PlainDate, plainDate, yearOf } from '#domain/plain-date.ts'
import { type NamedTerritory, wholeFrance } from '#domain/territories/kinds.ts'
import type { ConventionStory } from '#server/demo/conventions.ts'

const puyDeDome: NamedTerritory = { kind: 'departement', code: '63', name: 'Puy-de-Dôme' }
const metropole: NamedTerritory = { kind: 'epci', code: '246300701', name: 'Clermont Auvergne Métropole' }
const thiers: NamedTerritory = { kind: 'commune', code: '63430', name: 'Thiers' }
const riom: NamedTerritory = { kind: 'commune', code: '63300', name: 'Riom' }

const anah = { name: 'Anah, délégation du Puy-de-Dôme', kind: 'anah', role: 'funder' } as const
const department = {
  name: 'Département du Puy-de-Dôme',
  kind: 'department',
  role: 'funder',
  signatory: 'Le président du conseil départemental',
} as const
const euros = (amount: number) => amount * 100
const lending = { fungibility: 'by-decision' } as const

/** Twelve conventions as a lender keeps them: of every level and state, some with amendments, one about to end. */
export const conventionStories = (today: PlainDate): ConventionStory[] => {
  const year = yearOf(today)
  const from = (yearsAgo: number): PlainDate => plainDate(year - yearsAgo, 1, 1)
  const until = (years: number): PlainDate => plainDate(year + years, 12, 31)
  const eve = (yearsAgo: number): PlainDate => plainDate(year - yearsAgo - 1, 12, 10)
  return [
    {
      reference: 'NAT-2030',
      title: 'Convention nationale Missions sociales',
      kind: 'framework',
      object:
        'Engagement du réseau sur ses fonds propres : rénovation, adaptation, copropriétés, habitat indigne.',
      signedOn: eve(3),
      terms: {
        ...{ level: 'national', startsOn: from(3), endsOn: until(4), territories: [wholeFrance] },
        clauses: { ...lending, reporting: 'yearly' },
      },
      parties: [
        { name: 'État, ministère du Logement', kind: 'state-service', role: 'state' },
        { name: 'Union d’économie sociale du réseau', kind: 'lender', role: 'lender' },
      ],
    },
    {
      reference: '63-ENERGIE',
      title: 'Précarité énergétique en Puy-de-Dôme',
      under: 'NAT-2030',
      object:
        'Avances de subventions et prêts sans intérêt pour le reste à charge des propriétaires occupants modestes.',
      signedOn: eve(3),
      terms: {
        ...{ level: 'departmental', startsOn: from(3), endsOn: until(1), noticeDays: 90 },
        ...{
          territories: [puyDeDome],
          fields: ['energy-precarity', 'improvement', 'adaptation', 'unfit-housing'],
        },
        targets: [
          { kind: 'households', field: null, year, value: 40 },
          { kind: 'amount', field: 'energy-precarity', year, value: euros(120_000) },
        ],
        clauses: { ...lending, aidCapBasisPoints: 8_000, reporting: 'half-yearly' },
      },
      parties: [
        { ...anah, signatory: 'Le délégué local' },
        department,
        { name: 'Soliha Puy-de-Dôme', kind: 'operator', role: 'operator' },
      ],
      envelopes: [
        { label: 'Avances de subvention', kind: 'stock', cents: euros(400_000) },
        { label: 'Prêts travaux', kind: 'flow', cents: euros(150_000), yearly: true },
      ],
    },
    {
      reference: '63-CAM-COPRO',
      title: 'Copropriétés en difficulté de la métropole',
      under: 'NAT-2030',
      object: 'Préfinancement et prêts aux copropriétaires occupants des plans de sauvegarde.',
      signedOn: eve(2),
      terms: {
        ...{
          level: 'epci',
          startsOn: from(2),
          endsOn: until(2),
          territories: [metropole],
          fields: ['improvement'],
        },
        clauses: lending,
      },
      parties: [
        {
          name: 'Clermont Auvergne Métropole',
          kind: 'local-authority',
          role: 'client',
          signatory: 'Le vice-président à l’habitat',
        },
        anah,
      ],
      envelopes: [{ label: 'Prêts copropriétés', kind: 'flow', cents: euros(300_000), field: 'improvement' }],
    },
    {
      reference: '63-AUTONOMIE',
      title: 'Adapter son logement pour y rester',
      object: 'Prêts complémentaires pour l’adaptation au vieillissement et au handicap.',
      signedOn: eve(2),
      terms: {
        ...{ level: 'departmental', startsOn: from(2), endsOn: addDays(today, 75), noticeDays: 30 },
        ...{ renewal: 'express', renewalMonths: 36, territories: [puyDeDome], fields: ['adaptation'] },
      },
      parties: [
        department,
        { name: 'Carsat Auvergne', kind: 'pension-fund', role: 'funder' },
        { name: 'CAF du Puy-de-Dôme', kind: 'benefit-payer', role: 'funder' },
      ],
      envelopes: [
        { label: 'Adaptation', kind: 'flow', cents: euros(60_000), field: 'adaptation', yearly: true },
      ],
    },
    {
      reference: '63-HLM-VENTE',
      title: 'Vente de logements HLM à leurs occupants',
      object: 'Prêt complémentaire sans intérêt aux locataires qui achètent leur logement.',
      signedOn: eve(3),
      terms: {
        ...{
          level: 'landlord',
          startsOn: from(3),
          endsOn: until(0),
          territories: [puyDeDome],
          noticeDays: 60,
        },
        ...{ fields: ['social-housing-sale', 'social-ownership'], renewal: 'tacit', renewalMonths: 12 },
      },
      parties: [
        {
          name: 'Logis du Volcan, société HLM',
          kind: 'landlord',
          role: 'client',
          signatory: 'La directrice générale',
        },
      ],
      envelopes: [{ label: 'Prêts accession', kind: 'flow', cents: euros(100_000) }],
      amendments: [
        { on: plainDate(year - 2, 10, 12), purpose: 'Complément de l’enveloppe', cents: euros(100_000) },
        {
          ...{ on: plainDate(year - 1, 3, 1), cents: euros(200_000), addedTerritories: [riom] },
          purpose: 'Complément de l’enveloppe, ventes de Riom comprises',
        },
      ],
    },
    {
      reference: '63-CAISSE',
      title: 'Caisse d’avances départementale',
      object: 'Fonds tournant qui paie les artisans en attendant les subventions.',
      signedOn: eve(1),
      terms: {
        ...{ level: 'departmental', startsOn: from(1), endsOn: null, territories: [puyDeDome] },
        ...{ fields: ['energy-precarity', 'unfit-housing'] },
        clauses: { countingRule: 'disbursement' },
      },
      parties: [department, { name: 'Urbanis Auvergne', kind: 'operator', role: 'operator' }],
      envelopes: [
        { label: 'Fonds tournant', kind: 'stock', cents: euros(225_000), countedAt: 'disbursement' },
      ],
    },
    {
      reference: '63-MSA-RURAL',
      title: 'Habiter en zone rurale',
      object: 'Accession et revitalisation des bourgs pour les ressortissants du régime agricole.',
      signedOn: eve(1),
      terms: {
        ...{ level: 'departmental', startsOn: from(1), endsOn: until(1), territories: [puyDeDome] },
        fields: ['rural-ownership', 'housing-revival', 'very-social-ownership'],
      },
      parties: [{ name: 'MSA Auvergne', kind: 'benefit-payer', role: 'funder', signatory: 'Le président' }],
      envelopes: [{ label: 'Accession rurale', kind: 'stock', cents: euros(200_000) }],
    },
    {
      reference: '63-INDIGNE',
      title: 'Sortir du logement indigne',
      object: 'Secours et prêts pour les travaux urgents, avec l’accompagnement des compagnons bâtisseurs.',
      signedOn: eve(1),
      terms: {
        ...{
          level: 'departmental',
          startsOn: from(1),
          endsOn: addDays(today, 330),
          territories: [puyDeDome],
        },
        fields: ['unfit-housing'],
      },
      parties: [
        { name: 'Fondation pour le logement des défavorisés', kind: 'foundation', role: 'funder' },
        { name: 'Habitat et Développement Auvergne', kind: 'operator', role: 'operator' },
      ],
      envelopes: [
        {
          label: 'Secours travaux',
          kind: 'flow',
          cents: euros(45_000),
          field: 'unfit-housing',
          yearly: true,
        },
      ],
    },
    {
      reference: 'AL-SALARIES',
      title: 'Salariés en difficulté',
      object: 'Dettes de loyer et frais annexes au logement de salariés, en aide ou en prêt.',
      signedOn: eve(2),
      terms: {
        ...{
          level: 'regional',
          startsOn: from(2),
          endsOn: until(0),
          noticeDays: 60,
          renewal: 'tacit',
          renewalMonths: 12,
        },
        ...{
          territories: [{ kind: 'region', code: '84', name: 'Auvergne-Rhône-Alpes' }],
          fields: ['rent-debt', 'side-costs'],
        },
      },
      parties: [{ name: 'Action Logement, délégation Auvergne', kind: 'action-logement', role: 'funder' }],
      envelopes: [
        { label: 'Dettes de loyer', kind: 'flow', cents: euros(80_000), field: 'rent-debt', yearly: true },
        { label: 'Frais annexes', kind: 'flow', cents: euros(30_000), field: 'side-costs', yearly: true },
      ],
    },
    {
      reference: '63-ADIL',
      title: 'Information des ménages',
      object: 'Orientation réciproque, consultations juridiques avant l’offre de prêt.',
      signedOn: eve(2),
      terms: {
        ...{ level: 'departmental', startsOn: from(2), endsOn: until(-2), territories: [puyDeDome] },
        ...{ renewal: 'tacit', renewalMonths: 12, noticeDays: 60 },
      },
      parties: [{ name: 'ADIL 63', kind: 'adil', role: 'operator' }],
    },
    {
      reference: '63-THIERS',
      title: 'Revitaliser le centre de Thiers',
      object: 'Prêts aux propriétaires occupants du centre ancien.',
      signedOn: eve(3),
      terms: {
        ...{
          level: 'local',
          startsOn: from(3),
          endsOn: until(-1),
          territories: [thiers],
          fields: ['housing-revival'],
        },
      },
      parties: [{ name: 'Ville de Thiers', kind: 'local-authority', role: 'client' }],
      envelopes: [{ label: 'Centre ancien', kind: 'flow', cents: euros(80_000), field: 'housing-revival' }],
    },
    {
      reference: 'RIOM-PROJET',
      title: 'Accession très sociale à Riom',
      object: 'En cours de négociation : terrain communal, dix logements.',
      signedOn: null,
      terms: { level: 'local', territories: [riom], fields: ['very-social-ownership'] },
      parties: [{ name: 'Ville de Riom', kind: 'local-authority', role: 'client' }],
    },
  ]
}
