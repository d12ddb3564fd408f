import { z } from 'zod'
import { Audience } from '#contract/casework.ts'
import { capability, command, download, query } from '#contract/endpoint.ts'
import {
  AssignmentProposal,
  CaseloadRow,
  CheckAnswer,
  CheckDerogation,
  CheckView,
  MeasureFilters,
  MeasureRow,
  MeasureStatusShape,
  MeasureSummary,
  MeasureView,
  NewMeasureFact,
} from '#contract/measure-shapes.ts'
import {
  Agreement,
  Category,
  HandedMeasureShape,
  HandoverShape,
  partnerRefusals,
  sharingTerms,
} from '#contract/parcels.ts'
import {
  Day,
  Id,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { type DifficultyCause, difficultyCauseLabels } from '#domain/households/kinds.ts'
import { factRefusals } from '#domain/measures/decide.ts'
import { handoverStates } from '#domain/measures/handover.ts'
import { largestMeasureBatch, measureSorts, workerParts } from '#domain/measures/lists.ts'
import { sharingRefusals } from '#domain/parcels/decide-sharing.ts'
import { linkStates } from '#domain/parcels/partner-kinds.ts'
import {
  measureMotives,
  prescriberKinds,
  programmeFamilies,
  requiredDocumentKinds,
} from '#domain/programmes/kinds.ts'

const TriggeringEvent = z.enum(Object.keys(difficultyCauseLabels) as DifficultyCause[])
const OfMeasure = { measureId: Id, version: Version }
const Versioned = z.object({ version: Version })
const onMeasure = { ...unknownRecord, ...staleVersion }
const unknownMember = { 'unknown-member': 'Cette personne n’est pas en poste dans l’organisation.' }

const Ask = {
  householdId: Id,
  programmeId: Id,
  motive: z.enum(measureMotives),
  triggeringEvent: TriggeringEvent.nullable().default(null),
  answers: z.array(CheckAnswer).max(60).default([]),
}

export const measures = capability('measures', {
  list: query({
    action: 'list-measures',
    summary: 'Les mesures d’accompagnement, la prochaine échéance d’abord.',
    input: MeasureFilters.extend({ sort: z.enum(measureSorts).default('due'), ...PageRequest }),
    output: pageOf(MeasureRow),
  }),
  count: query({
    action: 'list-measures',
    summary: 'Combien de mesures par statut et par dispositif.',
    input: z.object({}),
    output: z.object({
      statuses: z.array(z.object({ status: MeasureStatusShape, count: z.int() })),
      programmes: z.array(
        z.object({
          programmeId: Id,
          name: z.string(),
          open: z.int(),
          total: z.int(),
          phases: z.array(z.object({ key: z.string(), label: z.string(), count: z.int() })),
        }),
      ),
      leads: z.array(z.object({ membershipId: Id, name: z.string(), open: z.int() })),
    }),
  }),
  export: download({
    action: 'list-measures',
    summary: 'La liste des mesures, en CSV ou en XLSX.',
    input: MeasureFilters.extend({
      sort: z.enum(measureSorts).default('due'),
      format: z.enum(['csv', 'xlsx']),
    }),
  }),
  coverage: query({
    action: 'list-measures',
    summary: 'Aller vers : les mesures d’une période dont le ménage a été rencontré à domicile.',
    input: z.object({ from: Day, to: Day }),
    output: z.object({
      programmes: z.array(z.object({ programmeId: Id, name: z.string(), met: z.int(), measures: z.int() })),
      met: z.int(),
      measures: z.int(),
    }),
    refusals: { 'ends-before-starting': 'La période finit avant de commencer.' },
  }),
  ofHousehold: query({
    action: 'read-measure',
    summary: 'Les mesures d’un ménage, en cours puis passées.',
    input: z.object({ householdId: Id }),
    output: z.object({ measures: z.array(MeasureSummary) }),
  }),
  open: query({
    action: 'read-measure',
    summary: 'Une mesure : ses dates, ses faits passés et à venir, ce qui est possible et pourquoi.',
    input: z.object({ measureId: Id }),
    output: MeasureView,
    refusals: unknownRecord,
  }),

  previewRequest: query({
    action: 'write-measure',
    summary: 'Les dispositifs ouverts et ce que disent leurs critères pour ce ménage.',
    input: z.object({
      householdId: Id,
      motive: z.enum(measureMotives).nullable().default(null),
      triggeringEvent: TriggeringEvent.nullable().default(null),
      answers: z.array(CheckAnswer).max(60).default([]),
    }),
    output: z.object({
      programmes: z.array(
        z.object({
          programmeId: Id,
          number: z.int(),
          name: z.string(),
          family: z.enum(programmeFamilies),
          summary: z.string(),
          prescribers: z.array(z.enum(prescriberKinds)),
          eligibility: z.enum(['settled', 'to-check', 'refused']),
          checks: z.array(CheckView),
          running: z.int(),
          capacity: z.int().nullable(),
        }),
      ),
    }),
  }),
  request: command({
    action: 'write-measure',
    summary: 'Demander une mesure pour un ménage.',
    input: z.object({
      ...Ask,
      requestedOn: Day,
      prescriber: z.enum(prescriberKinds),
      prescriberName: shortText(200).nullable().default(null),
      /** Criteria answered no that a coordinator lets pass. */
      derogations: z.array(CheckDerogation).max(60).default([]),
    }),
    output: z.object({ measureId: Id }),
    refusals: {
      'unknown-programme': 'Ce dispositif n’existe pas ou n’est pas publié.',
      'programme-closed': 'Ce dispositif est fermé.',
      'future-request': 'Une demande se note une fois reçue : la date est dans le futur.',
      'prescriber-not-allowed': 'Ce prescripteur n’est pas de ceux que le dispositif admet.',
      'not-eligible': 'Un critère n’est pas rempli : seul un responsable peut accorder une dérogation.',
      'derogation-by-coordinator': 'Une dérogation est accordée par un responsable.',
      'unknown-test': 'Ce critère n’est pas de ceux qu’une personne tranche pour ce dispositif.',
    },
  }),

  recordFact: command({
    action: 'write-measure',
    summary: 'Consigner un fait de la mesure, à sa date.',
    input: z.object({ ...OfMeasure, fact: NewMeasureFact }),
    output: z.object({ factId: Id, version: Version }),
    refusals: {
      ...onMeasure,
      ...factRefusals,
      'derogation-by-coordinator': 'Une dérogation est accordée par un responsable.',
    },
  }),
  cancelFact: command({
    action: 'write-measure',
    summary: 'Annuler un fait consigné par erreur ; il reste lisible, avec le motif.',
    input: z.object({ ...OfMeasure, factId: Id, reason: shortText(500) }),
    output: Versioned,
    refusals: {
      ...onMeasure,
      ...factRefusals,
      'already-cancelled': 'Ce fait a déjà été annulé.',
      'only-request': 'La demande ne s’annule pas : notez plutôt que la demande est retirée.',
    },
  }),
  answerCheck: command({
    action: 'write-measure',
    summary: 'Répondre à un critère que les faits laissent ouvert.',
    input: z.object({ ...OfMeasure, ...CheckAnswer.shape }),
    output: Versioned,
    refusals: {
      ...onMeasure,
      'unknown-test': 'Ce critère n’est pas de ceux qu’une personne tranche pour ce dispositif.',
      'already-started': 'La mesure a commencé : ses critères ne changent plus.',
    },
  }),
  derogateCheck: command({
    action: 'manage-measures',
    summary: 'Laisser passer un critère qui n’est pas rempli, avec le motif.',
    input: z.object({ ...OfMeasure, ...CheckDerogation.shape }),
    output: Versioned,
    refusals: { ...onMeasure, 'not-refused': 'Ce critère n’est pas refusé.' },
  }),
  recordDocument: command({
    action: 'write-measure',
    summary: 'Noter qu’une pièce exigée est au dossier.',
    input: z.object({
      ...OfMeasure,
      kind: z.enum(requiredDocumentKinds),
      receivedOn: Day,
      documentId: Id.nullable().default(null),
    }),
    output: Versioned,
    refusals: {
      ...onMeasure,
      'future-fact': 'Une pièce se note une fois reçue : la date est dans le futur.',
      'unknown-document': 'Cette pièce n’est pas au dossier du ménage.',
    },
  }),
  removeDocument: command({
    action: 'write-measure',
    summary: 'Retirer une pièce notée par erreur.',
    input: z.object({ ...OfMeasure, kind: z.enum(requiredDocumentKinds) }),
    output: Versioned,
    refusals: onMeasure,
  }),
  setRhythm: command({
    action: 'write-measure',
    summary: 'Noter le rythme des rencontres convenu avec le ménage.',
    input: z.object({ ...OfMeasure, weeks: z.int().min(1).max(52).nullable() }),
    output: Versioned,
    refusals: {
      ...onMeasure,
      'fixed-rhythm': 'Le rythme de ce dispositif est fixé : il ne se change pas ici.',
    },
  }),

  assign: command({
    action: 'manage-measures',
    summary: 'Confier une mesure à une personne, ou l’y associer.',
    input: z.object({ ...OfMeasure, membershipId: Id, part: z.enum(workerParts), fromOn: Day }),
    output: Versioned,
    refusals: {
      ...onMeasure,
      ...unknownMember,
      'already-assigned': 'Cette personne est déjà chargée de cette mesure.',
      'has-lead': 'Cette mesure a déjà un référent : transférez-la, avec un mot de passage de relais.',
      'volunteer-part': 'Un bénévole accompagne une mesure ; il n’en est pas le référent.',
      'measure-closed': 'Cette mesure est close.',
    },
  }),
  endWorker: command({
    action: 'manage-measures',
    summary: 'Mettre fin à la participation d’une personne à une mesure, à une date.',
    input: z.object({
      ...OfMeasure,
      membershipId: Id,
      part: z.enum(workerParts),
      fromOn: Day,
      untilOn: Day,
    }),
    output: Versioned,
    refusals: { ...onMeasure, 'ends-before-starting': 'La fin précède le début.' },
  }),
  transfer: command({
    action: 'manage-measures',
    summary: 'Transférer une mesure à un autre référent, avec sa passation.',
    input: z.object({
      ...OfMeasure,
      membershipId: Id,
      on: Day,
      /** The last day on which the outgoing referent still reads the file. */
      accessUntilOn: Day,
      handover: HandoverShape,
      /** Who reads the note that the handover leaves in the file. */
      audience: Audience,
    }),
    output: Versioned,
    refusals: {
      ...onMeasure,
      ...unknownMember,
      'same-referent': 'Cette personne est déjà le référent de la mesure.',
      'no-lead': 'Cette mesure n’a pas de référent : confiez-la simplement.',
      'ends-before-starting': 'L’accès du référent sortant finirait avant le transfert.',
      'volunteer-part': 'Un bénévole accompagne une mesure ; il n’en est pas le référent.',
      'measure-closed': 'Cette mesure est close.',
    },
  }),

  handoverOptions: query({
    action: 'manage-measures',
    summary: 'À quels services la mesure peut être transférée, et ce qui peut partir avec elle.',
    input: z.object({ measureId: Id }),
    output: z.object({
      partners: z.array(z.object({ id: Id, name: z.string(), linkState: z.enum(linkStates) })),
      categories: z.array(z.object({ category: Category, mayRead: z.boolean() })),
    }),
    refusals: unknownRecord,
  }),
  handOver: command({
    action: 'manage-measures',
    summary: 'Propose la mesure à une autre organisation : elle finit ici quand elle est acceptée là-bas.',
    input: z
      .object({
        ...OfMeasure,
        ...sharingTerms,
        /** Given for this handover and its receiver. */
        agreement: Agreement,
        handover: HandoverShape,
      })
      .omit({ purpose: true, consentId: true }),
    output: z.object({ parcelId: Id, version: Version }),
    refusals: {
      ...onMeasure,
      ...partnerRefusals,
      ...sharingRefusals,
      'not-running': 'Seule une mesure en cours se transfère.',
      'already-handed-over': 'Une passation attend déjà la réponse d’un autre service.',
    },
  }),
  handovers: query({
    action: 'read-measure',
    summary: 'Les passations d’une mesure : celle qu’elle a reçue, celles qu’elle a proposées.',
    input: z.object({ measureId: Id }),
    output: z.object({
      received: z
        .object({ referralId: Id, from: z.string(), on: Day, content: HandedMeasureShape.nullable() })
        .nullable(),
      sent: z.array(
        z.object({
          parcelId: Id,
          partner: z.string(),
          preparedOn: Day,
          leavesOn: Day,
          state: z.enum(handoverStates),
          stateOn: Day.nullable(),
        }),
      ),
    }),
    refusals: unknownRecord,
  }),

  caseload: query({
    action: 'manage-measures',
    summary: 'Qui accompagne combien, pour quelle charge, et ce qui presse.',
    input: z.object({
      withoutContactDays: z.int().min(1).max(3_650).default(45),
      endingWithinDays: z.int().min(1).max(3_650).default(30),
    }),
    output: z.object({
      workers: z.array(CaseloadRow),
      unassigned: z.int(),
      proposals: z.array(AssignmentProposal),
    }),
  }),
  setCapacity: command({
    action: 'manage-measures',
    summary: 'Dire ce qu’une personne peut porter, en mesures ordinaires.',
    input: z.object({ membershipId: Id, capacityTenths: z.int().min(0).max(10_000) }),
    output: z.object({}),
    refusals: unknownMember,
  }),
  acceptAssignments: command({
    action: 'manage-measures',
    summary: 'Confier d’un coup les mesures choisies.',
    input: z.object({
      choices: z
        .array(z.object({ measureId: Id, membershipId: Id }))
        .min(1)
        .max(largestMeasureBatch),
    }),
    output: z.object({ assigned: z.int(), skipped: z.int() }),
    refusals: unknownMember,
  }),
})
