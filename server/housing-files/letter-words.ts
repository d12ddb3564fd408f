import { daloGroundLabels } from '#domain/dalo/ground-codes.ts'
import { draftSections } from '#domain/housing-files/draft.ts'
import { type HousingFileSection, paperRowsByKey } from '#domain/housing-files/kinds.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import type { PaperView } from '#server/housing-files/papers.ts'
import type { ReadFile } from '#server/housing-files/read-facts.ts'
import { dueOf, type FoundProcedure, lastFactOf, textIn } from '#server/housing-files/read-procedures.ts'
import type { LetterTables, LetterValues } from '#server/letters/compose-letter.ts'
import type { HousingFileRow } from './store.ts'

type Parts = Partial<Record<HousingFileSection, string>>

export const writtenParts = (file: HousingFileRow): Parts => file.sections as Parts

/** What each part says: written by hand, else drafted from the facts. */
export const partsOf = (file: HousingFileRow, { facts, grounds }: ReadFile): Parts => ({
  ...draftSections(file.kind, facts, grounds),
  ...writtenParts(file),
})

/** An empty value leaves room to write by hand: a part nobody wrote is not skipped. */
const orBlank = (text: string | undefined): string | undefined => (text ? text : undefined)

export const letterValues = (
  file: HousingFileRow,
  read: ReadFile,
  askers: readonly string[],
): LetterValues => {
  const parts = partsOf(file, read)
  const { application } = read.facts
  const values: LetterValues = {
    ...(askers.length > 0 && { ménage: askers.join(' et '), destinataire: askers.join(' et ') }),
    ...(read.facts.stay?.place && { adresse: read.facts.stay.place }),
    'type de recours': file.kind === 'daho' ? 'DAHO' : 'DALO',
    'demande au préfet': file.kind === 'daho' ? 'un accueil adapté' : 'un logement',
    'demande de logement': application
      ? `Demande de logement social du ${formatLongDate(application.registeredOn)}${application.number ? `, numéro unique ${application.number}` : ''}.`
      : '',
    'logement visé': targetWords(read.procedure),
    ...courseWords(read.procedure),
  }
  const written = {
    'situation du foyer': parts.household,
    'logement actuel': parts.home,
    'ressources du foyer': parts.resources,
    'motifs de la demande': parts.reasons,
    'démarches faites': parts.steps,
    'ce qui est demandé': parts.request,
    'numéro unique': application?.number ?? undefined,
  }
  const known = Object.entries(written).filter(([, text]) => orBlank(text) !== undefined)
  return { ...values, ...Object.fromEntries(known) }
}

const targetWords = (procedure: FoundProcedure | undefined): string => {
  const home =
    textIn(procedure?.circumstances, 'home') ?? textIn(lastFactOf(procedure, 'listed')?.detail, 'home')
  return home ? `Logement : ${home}.` : ''
}

/** What the commission, the préfet and their silences did, in sentences; an empty one disappears from the letter. */
const courseWords = (procedure: FoundProcedure | undefined): LetterValues => {
  const received = lastFactOf(procedure, 'acknowledged')
  const number = textIn(received?.detail, 'number')
  const recognised = lastFactOf(procedure, 'priority', 'reoriented')
  const prefect = dueOf(procedure, 'prefect-offer', 'shelter-offer')
  const court = dueOf(procedure, 'court')
  return {
    'réception du recours': received
      ? `La commission a reçu notre dossier le ${formatLongDate(received.on)}${number ? ` (numéro ${number})` : ''}.`
      : '',
    'refus de la commission': refusalWords(procedure),
    'reconnaissance de la priorité': recognised
      ? `La commission a reconnu notre demande prioritaire le ${formatLongDate(recognised.on)}.`
      : '',
    'délai du préfet': prefect ? `Le préfet devait faire une offre avant le ${formatLongDate(prefect)}.` : '',
    'délai pour saisir le juge': court
      ? `Cette requête peut être déposée jusqu’au ${formatLongDate(court)}.`
      : '',
  }
}

const refusalWords = (procedure: FoundProcedure | undefined): string => {
  const rejected = lastFactOf(procedure, 'rejected')
  if (rejected) {
    const reasons = textIn(rejected.detail, 'reasons')
    return `La commission a refusé notre demande le ${formatLongDate(rejected.on)}${reasons ? `, pour ce motif : ${reasons}` : ''}.`
  }
  const silent = procedure?.deadlines.findLast(
    ({ rule, status }) => rule === 'commission-decision' && status === 'lapsed',
  )
  return silent
    ? `La commission n’a pas répondu avant le ${formatLongDate(silent.dueOn)} : son silence est un refus.`
    : ''
}

const columns = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }))
const paperWords = { there: 'Jointe', asked: 'Demandée, suivra', 'not-needed': 'Pas nécessaire' } as const

export const letterTables = ({ grounds }: ReadFile, papers: readonly PaperView[]): LetterTables => {
  const shown = grounds.filter(({ verdict }) => verdict === 'yes')
  const joined = papers.filter(
    ({ state, isRequired }) => state !== 'not-needed' && (isRequired || state !== null),
  )
  return {
    'motifs vérifiés': {
      columns: columns('Motif', 'Ce qui le montre'),
      rows: shown.map(({ ground, reason }) => [daloGroundLabels[ground], reason]),
    },
    'pièces du dossier': {
      columns: columns('Pièce', 'Où elle en est'),
      rows: joined.map(({ paper, state }) => [
        paperRowsByKey[paper].label,
        state === null ? 'À joindre' : paperWords[state],
      ]),
    },
  }
}
