import type { CeilingTable } from '#domain/income-ceilings/kinds.ts'

/** Ceilings of the PLS for buyers: BRS, and PSLA since 2024. Persons 1 to 6, then so much per extra person, in euros. */
export const ownershipTables: readonly CeilingTable[] = [
  {
    scale: 'pls-ownership',
    zone: 'a',
    year: 2024,
    euros: [37_581, 56_169, 73_630, 87_909, 104_592, 117_694],
    more: 13_116,
    confidence: 'verified',
    source: 'CCH R.255-1 ; plafonds PLS accession 2024',
  },
  {
    scale: 'pls-ownership',
    zone: 'b1',
    year: 2024,
    euros: [37_581, 56_169, 67_517, 80_875, 95_739, 107_738],
    more: 12_005,
    confidence: 'verified',
    source: 'CCH R.255-1 ; plafonds PLS accession 2024',
  },
  {
    scale: 'pls-ownership',
    zone: 'b2-c',
    year: 2024,
    euros: [32_673, 43_633, 52_471, 63_347, 74_518, 83_983],
    more: 9_368,
    confidence: 'verified',
    source: 'CCH R.255-1 ; plafonds PLS accession 2024',
  },
  {
    scale: 'pls-ownership',
    zone: 'a',
    year: 2025,
    euros: [38_508, 57_555, 75_447, 90_078, 107_173, 120_598],
    more: 13_440,
    confidence: 'verified',
    source: 'CCH R.255-1 ; arrêté du 23 décembre 2024',
  },
  {
    scale: 'pls-ownership',
    zone: 'b1',
    year: 2025,
    euros: [38_508, 57_555, 69_183, 82_871, 98_101, 110_396],
    more: 12_301,
    confidence: 'verified',
    source: 'CCH R.255-1 ; arrêté du 23 décembre 2024',
  },
  {
    scale: 'pls-ownership',
    zone: 'b2-c',
    year: 2025,
    euros: [33_479, 44_710, 53_766, 64_910, 76_357, 86_055],
    more: 9_599,
    confidence: 'verified',
    source: 'CCH R.255-1 ; arrêté du 23 décembre 2024',
  },
]
