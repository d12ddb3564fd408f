import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import { Day, Id, Instant, longText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import { daloGrounds } from '#domain/dalo/ground-codes.ts'
import { groundVerdicts } from '#domain/dalo/grounds.ts'
import {
  housingFileKinds,
  housingFilePapers,
  housingFileSections,
  housingLetters,
  paperStates,
} from '#domain/housing-files/kinds.ts'

const Of = { householdId: Id, fileId: Id }
const Change = { ...Of, version: Version }
const isClosed = { 'is-closed': 'Ce dossier est fermé : rouvrez-en un autre.' } as const
const onFile = { ...unknownRecord, ...staleVersion, ...isClosed }

const YesNo = z.boolean().nullable()
const Answers = z.object({
  hostedByParents: YesNo,
  rehousingProvided: YesNo,
  disabledPerson: YesNo,
  unfit: YesNo,
  indecent: YesNo,
  unadapted: YesNo,
  suitableProposal: YesNo,
  areaSquareDecimetres: z.int().min(100).max(100_000).nullable(),
  longWaitMonths: z.int().min(1).max(240).nullable(),
})

export const Ground = z.object({
  ground: z.enum(daloGrounds),
  verdict: z.enum(groundVerdicts),
  reason: z.string(),
  asks: z.array(Answers.keyof()),
  explanation: Explanation.nullable(),
})

const Paper = z.object({
  paper: z.enum(housingFilePapers),
  isRequired: z.boolean(),
  /** Null while nobody looked at it. */
  state: z.enum(paperStates).nullable(),
  document: z.object({ id: Id, title: z.string() }).nullable(),
  /** A document of the household that might be it. */
  suggested: z.object({ id: Id, title: z.string() }).nullable(),
  notedBy: z.string().nullable(),
  notedOn: Day.nullable(),
})

const Letter = z.object({
  letter: z.enum(housingLetters),
  usualRecipient: z.string(),
  /** The procedure asks for it today: a refusal to contest, a judge to seize. */
  isTimely: z.boolean(),
  kept: z.array(z.object({ documentId: Id, recipient: z.string(), keptOn: Day, keptBy: z.string() })),
})

const Texts = z.partialRecord(z.enum(housingFileSections), z.string().max(6_000))

const Head = {
  fileId: Id,
  kind: z.enum(housingFileKinds),
  startedOn: Day,
  startedBy: z.string(),
  closed: z.object({ on: Day, reason: z.string() }).nullable(),
}

export const housingFiles = capability('housingFiles', {
  list: query({
    action: 'read-social-situation',
    summary: 'Les dossiers préparés d’un ménage : DALO, commission d’attribution, mutation.',
    input: z.object({ householdId: Id }),
    /** The latest hundred: a household prepares a handful. */
    output: z.object({ files: z.array(z.object({ ...Head, changedAt: Instant, changedBy: z.string() })) }),
  }),
  start: command({
    action: 'edit-social-situation',
    summary: 'Préparer un dossier à partir de ce que la fiche du ménage sait déjà.',
    input: z.object({ householdId: Id, kind: z.enum(housingFileKinds) }),
    output: z.object({ fileId: Id, version: Version }),
    refusals: { 'already-open': 'Un dossier de cette sorte est déjà en préparation pour ce ménage.' },
  }),
  get: query({
    action: 'read-social-situation',
    summary: 'Un dossier préparé : motifs vérifiés, ce qui manque, pièces, textes, lettres.',
    input: z.object(Of),
    output: z.object({
      ...Head,
      version: Version,
      householdLabel: z.string(),
      answers: Answers,
      /** What the file knows by itself: an answer that is already given elsewhere. */
      known: z.object({ areaSquareDecimetres: z.int().nullable(), longWaitMonths: z.int().nullable() }),
      grounds: z.array(Ground),
      missing: z.array(
        z.object({
          what: z.string(),
          where: z.enum(['persons', 'situation', 'path', 'procedures', 'questions']),
        }),
      ),
      sections: z.array(
        z.object({
          section: z.enum(housingFileSections),
          /** What was written by hand; null while it is drafted from the facts. */
          written: z.string().nullable(),
          drafted: z.string(),
        }),
      ),
      papers: z.array(Paper),
      letters: z.array(Letter),
      procedure: z.object({ procedureId: Id, stateLabel: z.string(), since: Day }).nullable(),
    }),
    refusals: unknownRecord,
    journal: 'household-opened',
  }),
  answer: command({
    action: 'edit-social-situation',
    summary: 'Répondre à ce qu’aucun fait daté ne dit : surface, décence, handicap, hébergement.',
    input: z.object({ ...Change, answers: Answers }),
    output: z.object({ version: Version }),
    refusals: onFile,
  }),
  write: command({
    action: 'edit-social-situation',
    summary: 'Enregistrer les textes écrits à la main ; une partie absente suit les faits.',
    input: z.object({ ...Change, texts: Texts }),
    output: z.object({ version: Version }),
    refusals: onFile,
  }),
  notePaper: command({
    action: 'edit-social-situation',
    summary: 'Dire où en est une pièce : au dossier, demandée, pas nécessaire.',
    input: z.object({
      ...Of,
      paper: z.enum(housingFilePapers),
      /** Null takes back what was noted. */
      state: z.enum(paperStates).nullable(),
      documentId: Id.nullable().default(null),
    }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      ...isClosed,
      'document-not-there': 'Un document ne se joint qu’à une pièce « au dossier ».',
    },
  }),
  draftLetter: download({
    action: 'read-social-situation',
    summary: 'Une lettre du dossier telle qu’elle serait aujourd’hui, en PDF accessible.',
    input: z.object({ ...Of, letter: z.enum(housingLetters), recipient: longText(400) }),
    refusals: {
      ...unknownRecord,
      'not-a-letter-of-this-file': 'Cette lettre ne fait pas partie de ce dossier.',
    },
  }),
  keepLetter: command({
    action: 'edit-social-situation',
    summary: 'Garder une lettre dans les documents du ménage, telle qu’elle part.',
    input: z.object({ ...Of, letter: z.enum(housingLetters), recipient: longText(400) }),
    output: z.object({ documentId: Id }),
    refusals: {
      ...unknownRecord,
      ...isClosed,
      'not-a-letter-of-this-file': 'Cette lettre ne fait pas partie de ce dossier.',
    },
  }),
  close: command({
    action: 'edit-social-situation',
    summary: 'Fermer un dossier préparé : envoyé, abandonné, ouvert par erreur.',
    input: z.object({ ...Change, reason: longText(300) }),
    output: z.object({ version: Version }),
    refusals: onFile,
  }),
})
