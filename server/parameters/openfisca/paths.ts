/** Where OpenFisca-France keeps a figure of ours, in its folder `parameters`, and what turns its number into our integer. */
export type OpenFiscaPath = { key: string; path: string; factor: number }

const social = 'prestations_sociales/aides_logement/logement_social'
const minima = 'prestations_sociales/solidarite_insertion/minima_sociaux'

const zones = {
  paris: 'paris_communes_limitrophes',
  idf: 'ile_de_france',
  other: 'autres_regions',
} as const

const ceilings = (loan: 'plai' | 'plus', folder: string): OpenFiscaPath[] =>
  Object.entries(zones).flatMap(([zone, file]) => [
    ...[1, 2, 3, 4, 5, 6].map((category) => ({
      key: `ceiling.${loan}.${zone}.${category}`,
      path: `${social}/${folder}/par_categorie_de_menage/categorie_${category}/${file}.yaml`,
      factor: 100,
    })),
    {
      key: `ceiling.${loan}.${zone}.more`,
      path: `${social}/${folder}/par_personne_supplementaire/${file}.yaml`,
      factor: 100,
    },
  ])

/** Only paths seen in that repository: a figure without one is typed and checked on screen. */
export const openFiscaPaths: readonly OpenFiscaPath[] = [
  { key: 'rsa.base', path: `${minima}/rsa/rsa_m/montant_de_base_du_rsa.yaml`, factor: 100 },
  ...ceilings('plus', 'plu'),
  ...ceilings('plai', 'plai/plafond_ressources'),
]
