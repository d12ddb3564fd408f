import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import {
  BatchRow,
  BatchSourceShape,
  BatchView,
  ChannelShape,
  CompartmentShape,
  ContactRules,
  HouseholdMessageRow,
  LanguageShape,
  MessagePreview,
  MessageProof,
  RecipientRow,
  ReturnRow,
  TemplateRow,
  TemplateView,
  WordingView,
} from '#contract/message-shapes.ts'
import {
  Day,
  Id,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { batchStates, messageStates, refusalOrigins, skipReasons } from '#domain/communications/kinds.ts'

const wording = { subject: z.string().trim().max(200), body: longText(20_000) }
const wordingRefusals = {
  'unknown-field': 'Un champ entre accolades n’existe pas. Choisissez-le dans la liste des champs.',
  'field-elsewhere':
    'Un champ entre accolades appartient à une autre lettre : un message ne peut pas le remplir.',
  'no-subject': 'Un courrier ou un courriel a besoin d’un objet.',
  'too-long': 'Ce SMS est trop long. Coupez-le, ou choisissez un courrier.',
  'not-drawable':
    'Des signes de ce texte ne peuvent pas être imprimés. Choisissez le courriel ou le SMS pour cette langue.',
} as const
const notYourSide = {
  'not-your-side': 'Ce message appartient à un autre service : votre rôle ne permet pas de l’envoyer.',
} as const
const onBatch = { batchId: Id }
const onHousehold = { householdId: Id }

export const communications = capability('communications', {
  listTemplates: query({
    action: 'read-messages',
    summary: 'Les modèles de messages, par nom.',
    input: z.object({
      channel: ChannelShape.optional(),
      archived: z.boolean().default(false),
      ...PageRequest,
    }),
    output: pageOf(TemplateRow),
  }),
  getTemplate: query({
    action: 'read-messages',
    summary: 'Un modèle de message et son texte dans chaque langue.',
    input: z.object({ templateId: Id }),
    output: TemplateView,
    refusals: unknownRecord,
  }),
  listWordings: query({
    action: 'read-messages',
    summary: 'Les versions d’un modèle dans une langue, la plus récente d’abord.',
    input: z.object({ templateId: Id, language: LanguageShape, ...PageRequest }),
    output: pageOf(WordingView),
  }),
  createTemplate: command({
    action: 'edit-letter-templates',
    summary: 'Crée un modèle de message, en français d’abord.',
    input: z.object({
      name: shortText(120),
      channel: ChannelShape,
      compartment: CompartmentShape,
      ...wording,
    }),
    output: z.object({ templateId: Id }),
    refusals: { ...wordingRefusals, 'name-taken': 'Un modèle porte déjà ce nom.' },
  }),
  saveWording: command({
    action: 'edit-letter-templates',
    summary: 'Enregistre le texte d’un modèle dans une langue : une nouvelle version.',
    input: z.object({ templateId: Id, version: Version, language: LanguageShape, ...wording }),
    output: z.object({ version: Version, number: z.int() }),
    refusals: { ...unknownRecord, ...staleVersion, ...wordingRefusals },
  }),
  removeWording: command({
    action: 'edit-letter-templates',
    summary: 'Retire une langue d’un modèle ; ses versions restent lisibles.',
    input: z.object({ templateId: Id, version: Version, language: LanguageShape }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'french-stays': 'Le texte français reste : il sert à qui ne parle aucune des autres langues.',
    },
  }),
  editTemplate: command({
    action: 'edit-letter-templates',
    summary: 'Renomme un modèle, l’archive ou le reprend.',
    input: z.object({ templateId: Id, version: Version, name: shortText(120), isArchived: z.boolean() }),
    output: z.object({ version: Version }),
    refusals: { ...unknownRecord, ...staleVersion, 'name-taken': 'Un modèle porte déjà ce nom.' },
  }),
  preview: query({
    action: 'read-messages',
    summary: 'Un texte tel qu’il serait reçu, par un ménage ou par un destinataire d’exemple.',
    input: z.object({
      channel: ChannelShape,
      householdId: Id.optional(),
      language: LanguageShape.default('fr'),
      subject: z.string().trim().max(200),
      body: z.string().trim().max(20_000),
    }),
    output: MessagePreview,
  }),

  rehearse: command({
    action: 'send-messages',
    summary:
      'Prépare un envoi : qui recevrait le message, qui ne le recevrait pas et pourquoi. Rien ne part.',
    input: z.object({ templateId: Id, name: shortText(160), source: BatchSourceShape }),
    output: z.object({ batchId: Id }),
    refusals: {
      ...unknownRecord,
      ...notYourSide,
      archived: 'Ce modèle est archivé. Choisissez-en un autre.',
      nobody: 'Personne ne correspond à ce choix.',
      'too-many': 'Plus de 20 000 ménages correspondent. Précisez les filtres et faites plusieurs envois.',
    },
  }),
  listBatches: query({
    action: 'list-messages',
    summary: 'Les envois, les plus récents d’abord.',
    input: z.object({ state: z.enum(batchStates).optional(), ...PageRequest }),
    output: pageOf(BatchRow),
  }),
  getBatch: query({
    action: 'list-messages',
    summary: 'Un envoi : où il en est, combien de chaque sorte.',
    input: z.object(onBatch),
    output: BatchView,
    refusals: unknownRecord,
  }),
  listRecipients: query({
    action: 'read-messages',
    summary: 'Les destinataires d’un envoi, par état et par raison.',
    input: z.object({
      ...onBatch,
      state: z.enum(messageStates).optional(),
      reason: z.enum(skipReasons).optional(),
      returned: z.literal(true).optional(),
      text: z.string().trim().max(100).optional(),
      ...PageRequest,
    }),
    output: pageOf(RecipientRow),
    refusals: unknownRecord,
  }),
  previewMessage: query({
    action: 'read-messages',
    summary: 'Ce que recevrait un destinataire de l’envoi.',
    input: z.object({ ...onBatch, messageId: Id }),
    output: MessagePreview,
    refusals: unknownRecord,
  }),
  excludeRecipient: command({
    action: 'send-messages',
    summary: 'Retire un destinataire d’un envoi qui n’est pas encore parti.',
    input: z.object({ ...onBatch, messageId: Id }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'already-released': 'Cet envoi est déjà lancé.' },
  }),
  release: command({
    action: 'send-messages',
    summary: 'Lance un envoi relu. Chaque destinataire est vérifié à nouveau au moment du départ.',
    input: z.object({ ...onBatch, version: Version }),
    output: z.object({ workId: Id }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...notYourSide,
      'already-released': 'Cet envoi est déjà lancé.',
      nobody: 'Aucun destinataire ne peut recevoir ce message.',
    },
  }),
  cancel: command({
    action: 'send-messages',
    summary: 'Annule un envoi : ce qui n’est pas parti ne partira pas.',
    input: z.object(onBatch),
    output: z.object({ cancelled: z.int() }),
    refusals: { ...unknownRecord, ...notYourSide, 'already-ended': 'Cet envoi est déjà terminé.' },
  }),
  settleUncertain: command({
    action: 'send-messages',
    summary: 'Dit si un message dont le départ n’est pas sûr est parti ; sinon il repart.',
    input: z.object({ ...onBatch, messageId: Id, hasLeft: z.boolean() }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'not-uncertain': 'Ce message n’attend aucune vérification.' },
  }),
  retryFailed: command({
    action: 'send-messages',
    summary: 'Essaie à nouveau les messages d’un envoi qui ont échoué.',
    input: z.object(onBatch),
    output: z.object({ workId: Id }),
    refusals: { ...unknownRecord, ...notYourSide, 'none-failed': 'Aucun message de cet envoi n’a échoué.' },
  }),
  markPosted: command({
    action: 'send-messages',
    summary: 'Note le jour où les courriers d’un envoi ont été postés.',
    input: z.object({ ...onBatch, version: Version, on: Day }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'not-letters': 'Seuls des courriers terminés se postent.',
      'future-day': 'Ce jour n’est pas encore venu.',
    },
  }),
  downloadLetters: download({
    action: 'read-messages',
    summary: 'Les courriers d’un envoi, un PDF chacun, dans une archive.',
    input: z.object(onBatch),
    refusals: { ...unknownRecord, 'no-letter': 'Cet envoi n’a encore fait aucun courrier.' },
  }),

  listReturns: query({
    action: 'read-messages',
    summary: 'Les messages revenus, les plus récents d’abord.',
    input: z.object({ channel: ChannelShape.optional(), ...PageRequest }),
    output: pageOf(ReturnRow),
  }),
  listHouseholdMessages: query({
    action: 'read-messages',
    summary: 'Les messages envoyés à un ménage, les plus récents d’abord.',
    input: z.object({ ...onHousehold, channel: ChannelShape.optional(), ...PageRequest }),
    output: pageOf(HouseholdMessageRow),
  }),
  openMessage: query({
    action: 'read-messages',
    summary: 'La preuve d’un message : son texte, où et quand il est parti, ce qui en est revenu.',
    input: z.object({ ...onHousehold, messageId: Id }),
    output: MessageProof,
    refusals: unknownRecord,
  }),
  downloadMessage: download({
    action: 'read-messages',
    summary: 'Le courrier envoyé, en PDF, tel qu’il est parti.',
    input: z.object({ ...onHousehold, messageId: Id }),
    refusals: unknownRecord,
  }),
  recordReturn: command({
    action: 'send-messages',
    summary: 'Note qu’un message est revenu : adresse fausse, boîte pleine, n’habite plus ici.',
    input: z.object({ ...onHousehold, messageId: Id, isPermanent: z.boolean(), reason: shortText(200) }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'not-sent': 'Ce message n’est pas parti.' },
  }),
  readContactRules: query({
    action: 'read-messages',
    summary: 'Comment ce ménage peut être joint aujourd’hui, et ce qu’il refuse.',
    input: z.object(onHousehold),
    output: ContactRules,
    refusals: unknownRecord,
  }),
  refuseChannel: command({
    action: 'send-messages',
    summary: 'Note que le ménage ne veut plus être contacté par un canal.',
    input: z.object({
      ...onHousehold,
      channel: ChannelShape,
      origin: z.enum(refusalOrigins),
      reason: shortText(500).nullable().default(null),
      untilOn: Day.nullable().default(null),
      messageId: Id.nullable().default(null),
    }),
    output: z.object({ refusalId: Id }),
    refusals: {
      ...unknownRecord,
      'already-refused': 'Ce canal est déjà refusé.',
      'past-day': 'Ce jour est déjà passé.',
    },
  }),
  endRefusal: command({
    action: 'send-messages',
    summary: 'Met fin à un refus de contact, à la demande du ménage.',
    input: z.object({ ...onHousehold, refusalId: Id }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'already-ended': 'Ce refus est déjà levé.' },
  }),
  reviveAddress: command({
    action: 'send-messages',
    summary: 'Dit qu’une adresse dont les messages revenaient fonctionne à nouveau.',
    input: z.object({ ...onHousehold, channel: ChannelShape, address: shortText(500) }),
    output: z.object({}),
    refusals: unknownRecord,
  }),
  sendDocument: command({
    action: 'send-messages',
    summary: 'Envoie par courrier un document gardé d’un dossier de financement.',
    input: z.object({ applicationId: Id, documentId: Id }),
    output: z.object({ batchId: Id, messageId: Id }),
    refusals: {
      ...unknownRecord,
      ...notYourSide,
      'do-not-contact': 'Le ménage a demandé à ne pas recevoir de courrier.',
      unreachable: 'Le ménage ne peut pas recevoir ce courrier. Voyez ses messages pour la raison.',
      'already-sent': 'Ce document est déjà parti.',
    },
  }),
})
