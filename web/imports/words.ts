import type { Report } from '#contract/imports.ts'
import type { WorkView } from '#contract/work.ts'
import { formatDecimal, formatInteger } from '#domain/money.ts'
import type { SignalKind } from '#web/ui/Signal.tsx'

export const formatSize = (bytes: number): string => {
  if (bytes < 1_000_000) return `${formatInteger(Math.max(1, Math.round(bytes / 1000)))} ko`
  return `${formatDecimal(Math.round(bytes / 10_000))} Mo`
}

type Where = { step: string; work: WorkView | null }

/** Where an import stands, in a few words. */
export const stepSentence = ({ step, work }: Where): { kind: SignalKind; words: string } => {
  if (work?.state === 'failed') return { kind: 'late', words: 'arrêté par une erreur' }
  if (work?.state === 'queued') return { kind: 'soon', words: 'en attente' }
  if (work?.state === 'running')
    return {
      kind: 'soon',
      words: work.kind === 'import-rehearsal' ? 'répétition en cours' : 'application en cours',
    }
  if (step === 'report') return { kind: 'done', words: 'appliqué' }
  if (work?.state === 'cancelled') return { kind: 'soon', words: 'interrompu' }
  if (step === 'application') return { kind: 'soon', words: 'répété, à appliquer' }
  return { kind: 'none', words: step === 'columns' ? 'colonnes à vérifier' : 'à répéter' }
}

export const entityNouns = {
  building: 'Immeubles',
  dwelling: 'Logements',
  tenancy: 'Baux',
  person: 'Personnes',
  entry: 'Écritures',
} as const satisfies Record<keyof Required<Report['fates']>, string>

export const encodingLabels = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows (Europe de l’Ouest)',
  'utf-16le': 'UTF-16 (Excel « texte Unicode »)',
  'utf-16be': 'UTF-16 inversé',
} as const

export const delimiterLabels = {
  ';': 'point-virgule',
  ',': 'virgule',
  '\t': 'tabulation',
  '|': 'barre verticale',
} as const
