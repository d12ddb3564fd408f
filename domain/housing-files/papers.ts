import type { DaloGround } from '#domain/dalo/ground-codes.ts'
import type { GroundCheck } from '#domain/dalo/grounds.ts'
import type { HousingFileFacts } from '#domain/housing-files/facts.ts'
import type { HousingFileKind, HousingFilePaper } from '#domain/housing-files/kinds.ts'

const always: Readonly<Record<HousingFileKind, readonly HousingFilePaper[]>> = {
  dalo: [
    'form',
    'application-certificate',
    'identity',
    'family-record',
    'resources',
    'tax-notice',
    'benefit-letter',
  ],
  daho: ['form', 'identity', 'family-record', 'resources', 'benefit-letter', 'social-report'],
  allocation: [
    'application-certificate',
    'identity',
    'resources',
    'tax-notice',
    'benefit-letter',
    'social-report',
  ],
  transfer: ['application-certificate', 'identity', 'resources', 'rent-receipts'],
}

/** What shows a ground, where it seems met or is to be checked. */
const showing: Partial<Record<DaloGround, readonly HousingFilePaper[]>> = {
  'no-home': ['social-report'],
  'eviction-ordered': ['eviction-decision'],
  temporary: ['stay-proof'],
  unfit: ['unfit-proof'],
  'overcrowded-or-indecent': ['area-proof'],
  'unadapted-disability': ['disability-proof'],
}

export type AskedPaper = { paper: HousingFilePaper; isRequired: boolean }

/** The papers of a file: those always asked, then those that show the grounds found. */
export const papersOf = (
  kind: HousingFileKind,
  { stay }: Pick<HousingFileFacts, 'stay'>,
  grounds: readonly GroundCheck[],
): AskedPaper[] => {
  const home: HousingFilePaper[] = stay?.kind === 'direct-lease' || stay?.kind === 'hosted' ? ['lease'] : []
  const required = new Set<HousingFilePaper>([...always[kind], ...home])
  for (const { ground, verdict } of grounds)
    if (verdict === 'yes') for (const paper of showing[ground] ?? []) required.add(paper)
  const optional = grounds
    .filter(({ verdict }) => verdict === 'to-check')
    .flatMap(({ ground }) => showing[ground] ?? [])
    .filter((paper) => !required.has(paper))
  return [
    ...[...required].map((paper) => ({ paper, isRequired: true })),
    ...[...new Set(optional)].map((paper) => ({ paper, isRequired: false })),
  ]
}
