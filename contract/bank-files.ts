import { z } from 'zod'
import {
  BankAccount,
  BankFile,
  BankFileLine,
  FilePreview,
  LineDecision,
  Mandate,
  PostalAddressFields,
  StatementLine,
  StatementRow,
} from '#contract/bank-file-shapes.ts'
import { beyondGrant } from '#contract/disbursements.ts'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import { Bic, CreditorId, Iban } from '#contract/iban.ts'
import {
  Cents,
  Day,
  Id,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { receiptRefusals } from '#contract/subsidies.ts'
import { statementProblems } from '#domain/sepa/camt.ts'
import { bankFileKinds, bankFileStates, statementLineStates } from '#domain/sepa/kinds.ts'
import { mandateRefusals, mandateStates } from '#domain/sepa/mandates.ts'
import { executionRefusals } from '#domain/sepa/presentation.ts'
import { returnReasons } from '#domain/sepa/reasons.ts'

const Versioned = z.object({ version: Version })
const manage = { action: 'manage-bank-files' } as const
const onFile = { ...unknownRecord, ...staleVersion }
const unknownAccount = { 'unknown-account': 'Ce compte n’existe pas, ou il est fermé.' }
const NextFile = z.object({ kind: z.enum(bankFileKinds), bankAccountId: Id, executeOn: Day })

const mandateHolder = {
  debtor: shortText(70),
  iban: Iban,
  bic: Bic.nullable().default(null),
  ...PostalAddressFields,
}

const xmlRefusals = {
  'not-xml':
    'Ce fichier n’est pas du XML lisible : il est peut-être tronqué, ou dans un autre encodage que UTF-8.',
  'forbidden-xml':
    'Ce fichier contient une déclaration de type de document (DOCTYPE), qu’aucune banque n’écrit. Il est refusé.',
  'xml-too-large': 'Ce relevé est trop grand ou trop profond pour un relevé de banque.',
}

export const returnStays =
  'Un retour de la banque ne se défait pas : le règlement reste rejeté. S’il a été payé, enregistrez le règlement sur le prêt, ou préparez un autre ordre.'

export const bankFiles = capability('bankFiles', {
  listAccounts: query({
    ...manage,
    summary: 'Les comptes bancaires de l’organisme.',
    input: z.object({}),
    output: z.object({ accounts: z.array(BankAccount) }),
  }),
  saveAccount: command({
    ...manage,
    summary: 'Ajoute ou modifie un compte bancaire de l’organisme.',
    input: z.object({
      accountId: Id.nullable(),
      version: Version.nullable(),
      label: shortText(60),
      holder: shortText(70),
      iban: Iban,
      bic: Bic.nullable().default(null),
      creditorId: CreditorId.nullable().default(null),
      closedOn: Day.nullable().default(null),
    }),
    output: z.object({ accountId: Id, version: Version }),
    refusals: {
      ...onFile,
      'account-exists': 'Ce compte est déjà dans la liste.',
      'iban-in-use': 'Des fichiers ou des relevés portent déjà cet IBAN : ajoutez un autre compte.',
    },
  }),

  listMandates: query({
    ...manage,
    summary: 'Les mandats de prélèvement, les plus récents d’abord.',
    input: z.object({
      state: z.enum(mandateStates).optional(),
      text: z.string().trim().max(70).optional(),
      ...PageRequest,
    }),
    output: pageOf(Mandate),
  }),
  listHouseholdMandates: query({
    action: 'read-funding',
    summary: 'Les mandats d’un ménage, IBAN masqué sauf pour les personnes chargées des financements.',
    input: z.object({ householdId: Id }),
    output: z.object({ mandates: z.array(Mandate) }),
  }),
  draftMandate: command({
    action: 'write-applications',
    summary: 'Établit un mandat de prélèvement, à faire signer.',
    input: z.object({
      householdId: Id,
      financingId: Id.nullable().default(null),
      ...mandateHolder,
      isSingle: z.boolean().default(false),
      noticeDays: z.int().min(1).max(60).nullable().default(null),
      /** A mandate signed elsewhere keeps its reference; none: Palier gives one. */
      reference: z
        .string()
        .trim()
        .regex(
          /^(?!\/)(?!.*\/\/)[A-Za-z0-9+?/:().,'-]{1,35}(?<!\/)$/,
          'Au plus 35 lettres ou chiffres, sans accent ni espace.',
        )
        .nullable()
        .default(null),
    }),
    output: z.object({ mandateId: Id, reference: z.string() }),
    refusals: {
      ...unknownRecord,
      'reference-taken': 'Un autre mandat porte déjà cette référence.',
      'unknown-financing': 'Ce financement n’est pas celui de ce ménage.',
      'no-creditor-id':
        'Aucun compte de l’organisme n’a d’identifiant créancier SEPA : renseignez-le dans « Banque ».',
    },
  }),
  recordMandateFact: command({
    ...manage,
    summary: 'Dit ce qui arrive à un mandat : signé, compte modifié, suspendu, repris, révoqué.',
    input: z.object({
      mandateId: Id,
      version: Version,
      fact: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('signed'), on: Day, documentId: Id.nullable().default(null) }),
        z.object({ kind: z.literal('amended'), on: Day, ...mandateHolder }),
        z.object({ kind: z.literal('suspended'), on: Day, reason: shortText() }),
        z.object({ kind: z.literal('resumed'), on: Day }),
        z.object({ kind: z.literal('revoked'), on: Day, reason: shortText() }),
      ]),
    }),
    output: Versioned,
    refusals: {
      ...onFile,
      ...mandateRefusals,
      'unknown-document':
        'Ce document n’est pas un accord signé du dossier du ménage, lisible par toute l’équipe.',
    },
  }),
  downloadMandate: download({
    action: 'write-applications',
    summary: 'Le mandat de prélèvement à faire signer, en PDF.',
    input: z.object({ householdId: Id, mandateId: Id }),
    refusals: unknownRecord,
  }),

  listSignedPapers: query({
    ...manage,
    summary: 'Les accords signés du dossier d’un ménage, parmi lesquels choisir son mandat signé.',
    input: z.object({ householdId: Id }),
    output: z.object({
      rows: z.array(z.object({ id: Id, title: z.string(), datedOn: Day.nullable() })),
    }),
  }),
  downloadSignedPaper: download({
    ...manage,
    summary: 'Le mandat signé, tel qu’il est au dossier du ménage.',
    input: z.object({ householdId: Id, mandateId: Id }),
    refusals: {
      ...unknownRecord,
      'no-paper': 'Aucun document n’a été choisi, ou il a été retiré du dossier.',
    },
  }),

  previewFile: query({
    ...manage,
    summary: 'Ce que contiendrait le prochain fichier, et ce qui n’y serait pas, avec la raison.',
    input: NextFile,
    output: FilePreview,
    refusals: { ...unknownAccount, ...executionRefusals },
  }),
  prepareFile: command({
    ...manage,
    summary: 'Prépare un fichier de prélèvements ou de virements.',
    input: NextFile,
    output: z.object({ fileId: Id }),
    refusals: {
      ...unknownAccount,
      ...executionRefusals,
      'nothing-to-send': 'Rien n’est à envoyer à cette date.',
      'no-creditor-id': 'Ce compte n’a pas d’identifiant créancier SEPA : aucun prélèvement n’est possible.',
    },
  }),
  listFiles: query({
    action: 'release-payments',
    summary: 'Les fichiers envoyés à la banque, les plus récents d’abord.',
    input: z.object({
      kind: z.enum(bankFileKinds).optional(),
      state: z.enum(bankFileStates).optional(),
      ...PageRequest,
    }),
    output: pageOf(BankFile),
  }),
  openFile: query({
    action: 'release-payments',
    summary: 'Un fichier : qui l’a préparé, contrôlé, émis, et son total.',
    input: z.object({ fileId: Id }),
    output: BankFile,
    refusals: unknownRecord,
  }),
  listFileLines: query({
    action: 'release-payments',
    summary: 'Les opérations d’un fichier, et ce que chacune est devenue.',
    input: z.object({ fileId: Id, ...PageRequest }),
    output: pageOf(BankFileLine),
    refusals: unknownRecord,
  }),
  checkFile: command({
    action: 'release-payments',
    summary: 'Contrôle un fichier préparé par quelqu’un d’autre.',
    input: z.object({ fileId: Id, version: Version }),
    output: Versioned,
    refusals: {
      ...onFile,
      'not-in-this-state': 'Ce fichier n’est plus à contrôler.',
      'four-eyes': 'Vous avez préparé ce fichier : une autre personne le contrôle.',
    },
  }),
  issueFile: command({
    ...manage,
    summary: 'Émet un fichier contrôlé, une seule fois : le demander encore rend le même.',
    input: z.object({ fileId: Id }),
    output: z.object({ alreadyIssued: z.boolean() }),
    refusals: {
      ...unknownRecord,
      'not-in-this-state': 'Ce fichier n’est pas contrôlé, ou il est abandonné.',
      ...beyondGrant,
      'lines-changed':
        'Des lignes ne sont plus à envoyer (mandat révoqué, ordre annulé, paiement reçu) : abandonnez ce fichier et préparez-en un autre.',
      'too-late':
        'La date demandée est trop proche ou passée : abandonnez ce fichier et préparez-en un autre.',
    },
  }),
  cancelFile: command({
    ...manage,
    summary: 'Abandonne un fichier qui n’est pas émis : ses lignes pourront être présentées dans un autre.',
    input: z.object({ fileId: Id, version: Version, reason: shortText() }),
    output: Versioned,
    refusals: {
      ...onFile,
      'not-in-this-state': 'Ce fichier est émis ou déjà abandonné : il ne s’abandonne plus.',
    },
  }),
  downloadFile: download({
    ...manage,
    summary: 'Le fichier émis, tel qu’il a été donné à la banque.',
    input: z.object({ fileId: Id }),
    refusals: unknownRecord,
  }),
  reportReturn: command({
    ...manage,
    summary: 'Signale qu’une ligne est revenue, quand la banque le dit autrement que par un relevé.',
    input: z.object({
      fileLineId: Id,
      on: Day,
      code: z.enum(returnReasons.map(({ code }) => code)),
    }),
    output: z.object({ willBePresentedAgain: z.boolean() }),
    refusals: {
      ...unknownRecord,
      'not-in-this-state': 'Cette ligne n’est pas émise, ou elle est déjà revenue.',
      'future-fact': 'Cette date est dans l’avenir.',
    },
  }),

  allowRetry: command({
    ...manage,
    summary: 'Décide, avec le ménage, qu’un prélèvement revenu sera présenté une fois de plus.',
    input: z.object({ fileLineId: Id }),
    output: z.object({ ok: z.literal(true) }),
    refusals: {
      ...unknownRecord,
      'not-in-this-state': 'Cette ligne n’est pas revenue, ou elle est déjà présentée à nouveau.',
      'never-again': 'Après ce motif (décès, compte clos, absence de mandat), rien n’est présenté à nouveau.',
    },
  }),

  rehearseStatement: upload({
    ...manage,
    summary: 'Lit un relevé camt.053 ou camt.054 sans rien écrire dans les comptes.',
    uploadLimitBytes: 20_000_000,
    input: z.object({}),
    output: z.object({ statementIds: z.array(Id) }),
    refusals: {
      ...xmlRefusals,
      ...statementProblems,
      'unknown-iban':
        'Ce relevé est celui d’un compte qui n’est pas dans la liste des comptes de l’organisme.',
    },
  }),
  importStatement: command({
    ...manage,
    summary: 'Importe un relevé lu : les mouvements déjà connus ne changent rien.',
    input: z.object({ statementId: Id }),
    output: z.object({ added: z.int(), known: z.int() }),
    refusals: unknownRecord,
  }),
  listStatements: query({
    ...manage,
    summary: 'Les relevés lus et importés, les plus récents d’abord.',
    input: z.object({ ...PageRequest }),
    output: pageOf(StatementRow),
  }),
  listStatementLines: query({
    ...manage,
    summary: 'Les mouvements des comptes, avec ce que Palier propose d’y reconnaître.',
    input: z.object({
      state: z.enum(statementLineStates).default('open'),
      bankAccountId: Id.optional(),
      ...PageRequest,
    }),
    output: pageOf(StatementLine),
  }),
  searchSubsidies: query({
    ...manage,
    summary:
      'Les subventions notifiées d’avances, dont une somme est attendue : par ménage, dossier ou financeur.',
    input: z.object({ text: z.string().trim().min(2).max(70), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({
      rows: z.array(
        z.object({
          subsidyId: Id,
          financingId: Id,
          financingNumber: z.string(),
          applicationNumber: z.string(),
          funder: z.string(),
          household: z.string(),
          awaitedCents: Cents,
        }),
      ),
    }),
  }),
  searchLoans: query({
    ...manage,
    summary:
      'Les prêts en cours dont le ménage ou le numéro commence ainsi : pour dire ce que paie un virement.',
    input: z.object({ text: z.string().trim().min(2).max(70), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({
      rows: z.array(
        z.object({ financingId: Id, number: z.string(), household: z.string(), outstandingCents: Cents }),
      ),
    }),
  }),
  decideStatementLine: command({
    ...manage,
    summary: 'Dit ce qu’est un mouvement : une proposition n’est rien tant qu’une personne ne l’a pas prise.',
    input: z.object({ lineId: Id, version: Version, decision: LineDecision }),
    output: Versioned,
    refusals: {
      ...onFile,
      'already-decided': 'Ce mouvement est déjà rapproché.',
      'amounts-differ': 'Le montant du mouvement n’est pas celui de ce que vous avez choisi.',
      'unknown-target': 'Ce que vous avez choisi n’existe pas, ou est déjà rapproché.',
      'settle-first':
        'La remise de cette opération n’est pas encore rapprochée : commencez par elle, le retour vient après.',
      'not-a-payment': 'Un règlement est un crédit, sur un prêt qui a encore quelque chose à rembourser.',
      'not-a-fee': 'Des frais bancaires sont un débit.',
      ...receiptRefusals,
      'no-twin': 'Aucun autre relevé ne porte un mouvement semblable.',
    },
  }),
  undoStatementDecision: command({
    ...manage,
    summary:
      'Défait un rapprochement : ce qu’il avait écrit est contre-passé, le mouvement est de nouveau ouvert.',
    input: z.object({ lineId: Id, version: Version, reason: shortText() }),
    output: Versioned,
    refusals: {
      ...onFile,
      'not-matched': 'Ce mouvement n’est pas rapproché.',
      'return-stays': returnStays,
      'returned-since':
        'Des opérations de cette remise sont revenues depuis : ce qui est revenu ne se défait pas, la remise non plus.',
      'changed-since': 'Ce que ce rapprochement avait écrit a déjà été annulé ailleurs.',
    },
  }),
})
