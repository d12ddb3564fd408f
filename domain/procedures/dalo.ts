import { daloGroundLabels } from '#domain/dalo/ground-codes.ts'
import type { Course, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { mediationProcedure } from '#domain/procedures/mediation.ts'

const longTimes = ({ circumstances }: Course) => ({
  overseas: circumstances.overseas === true,
  longOffer: circumstances.overseas === true || circumstances.largeTown === true,
})

/** SM-7: the right to a home, before the commission de médiation (handbook §11). */
export const dalo: ProcedureDefinition = mediationProcedure({
  kind: 'dalo',
  version: '2026-11-22',
  circumstances: [
    {
      key: 'ground',
      label: 'Motif principal',
      type: 'choice',
      options: daloGroundLabels,
      help: 'Les motifs se vérifient dans le dossier préparé.',
    },
    { key: 'department', label: 'Département (numéro)', type: 'text', help: 'Exemple : 63, 2A, 974.' },
    { key: 'overseas', label: 'Département d’outre-mer', type: 'boolean', help: 'Le délai est de 6 mois.' },
    {
      key: 'largeTown',
      label: 'Agglomération de plus de 300 000 habitants dans le département',
      type: 'boolean',
      help: 'Le préfet a 6 mois pour faire une offre, au lieu de 3.',
    },
  ],
  commissionLength: (course, law, on) => ({
    months: law
      .on(on)
      .readNearest(longTimes(course).overseas ? 'dalo.commission-months-overseas' : 'dalo.commission-months'),
  }),
  prefectLength: (course, { event, on }, law) =>
    event === 'reoriented'
      ? { weeks: law.on(on).readNearest('daho.prefect-weeks') }
      : {
          months: law
            .on(on)
            .readNearest(longTimes(course).longOffer ? 'dalo.prefect-months-long' : 'dalo.prefect-months'),
        },
  courtMonthsKey: 'dalo.court-months',
  commissionSource: 'CCH art. R.441-15',
  prefectSource: 'CCH art. R.441-16-1',
  sources: [
    'Loi du 5 mars 2007',
    'CCH art. L.441-2-3, L.441-2-3-1, R.441-13 à R.441-18-5 (lus au 21/01/2017)',
    'CJA art. R.778-1 et R.778-2',
  ],
})
