import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Day, Id, Instant, shortText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import { linkStates, partnerKinds } from '#domain/parcels/partner-kinds.ts'

const Kind = z.enum(partnerKinds)

const Partner = z.object({
  id: Id,
  name: z.string(),
  kind: Kind,
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** How the partner is known in Palier; null for those who are not there. */
  slug: z.string().nullable(),
  linkState: z.enum(linkStates),
  linkStateOn: Day.nullable(),
  isArchived: z.boolean(),
  version: Version,
})
export type Partner = z.output<typeof Partner>

const details = {
  name: shortText(120),
  kind: Kind,
  email: z.email('Adresse électronique attendue').max(200).nullable().default(null),
  phone: shortText(30).nullable().default(null),
}
const onPartner = { partnerId: Id, version: Version }
const Done = z.object({ version: Version })

export const partners = capability('partners', {
  list: query({
    action: 'manage-partners',
    summary: 'Les partenaires : ceux qui sont reliés dans Palier et ceux que l’on suit à la main.',
    input: z.object({}),
    output: z.object({ rows: z.array(Partner) }),
  }),
  add: command({
    action: 'manage-partners',
    summary: 'Ajoute un partenaire qui n’est pas dans Palier.',
    input: z.object(details),
    output: z.object({ partnerId: Id }),
  }),
  edit: command({
    action: 'manage-partners',
    summary: 'Corrige le nom ou les coordonnées d’un partenaire.',
    input: z.object({ ...onPartner, ...details }),
    output: Done,
    refusals: { ...unknownRecord, ...staleVersion },
  }),
  archive: command({
    action: 'manage-partners',
    summary: 'Retire un partenaire des choix, ou l’y remet.',
    input: z.object({ ...onPartner, isArchived: z.boolean() }),
    output: Done,
    refusals: { ...unknownRecord, ...staleVersion },
  }),
  proposeLink: command({
    action: 'manage-partners',
    summary: 'Propose un lien à une organisation de Palier : rien ne passe avant qu’elle l’accepte.',
    input: z.object({ slug: shortText(60), kind: Kind }),
    output: z.object({ partnerId: Id }),
    refusals: {
      'unknown-organisation': 'Aucune organisation de Palier n’a cet identifiant.',
      'own-organisation': 'C’est votre propre organisation.',
      'already-linked': 'Un lien existe déjà, ou attend une réponse.',
    },
  }),
  answerLink: command({
    action: 'manage-partners',
    summary: 'Accepte, refuse ou termine un lien.',
    input: z.object({ ...onPartner, answer: z.enum(['agree', 'decline', 'end']) }),
    output: Done,
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'not-possible-now': 'Ce lien n’attend pas cette réponse.',
    },
  }),
})

/** What an organisation decides about the requests it receives. */
const ReferralSettings = z.object({
  /** The dated parameter of the house, as it stands today. */
  answerDays: z.int(),
  formOpen: z.boolean(),
  formWords: z.string().nullable(),
  formUrl: z.string(),
  webhookUrl: z.string(),
  hasWebhookSecret: z.boolean(),
  mailbox: z
    .object({
      host: z.string(),
      port: z.int(),
      user: z.string(),
      folder: z.string(),
      readAt: Instant.nullable(),
      problem: z.string().nullable(),
    })
    .nullable(),
  version: z.int().min(0),
})
export type ReferralSettings = z.output<typeof ReferralSettings>
const SettingsDone = z.object({ version: z.int() })
const settingsVersion = z.int().min(0)

export const referralSettings = capability('referralSettings', {
  read: query({
    action: 'manage-partners',
    summary: 'Les réglages des demandes reçues : délai, formulaire public, courriel.',
    input: z.object({}),
    output: ReferralSettings,
  }),
  save: command({
    action: 'manage-partners',
    summary: 'Ouvre ou ferme le formulaire public, et son mot d’accueil.',
    input: z.object({
      version: settingsVersion,
      formOpen: z.boolean(),
      formWords: shortText(1000).nullable().default(null),
    }),
    output: SettingsDone,
    refusals: staleVersion,
  }),
  renewWebhookSecret: command({
    action: 'manage-partners',
    summary: 'Donne un nouveau secret à qui transfère les courriels ; l’ancien ne marche plus.',
    input: z.object({}),
    output: z.object({ secret: z.string().nullable() }),
    secrets: ['secret'],
  }),
  saveMailbox: command({
    action: 'manage-partners',
    summary: 'Règle la boîte aux lettres lue par IMAP, ou cesse de la lire.',
    input: z.object({
      version: settingsVersion,
      mailbox: z
        .object({
          host: z
            .string()
            .trim()
            .regex(/^[a-z0-9.-]{3,200}$/i, 'Nom de serveur attendu'),
          port: z.union([z.literal(993), z.literal(143)], 'Le port 993 (TLS) ou 143 (STARTTLS) est attendu.'),
          user: shortText(200),
          folder: shortText(200).default('INBOX'),
          /** Kept when it is left out. */
          password: shortText(400).optional(),
        })
        .nullable(),
    }),
    output: SettingsDone,
    refusals: { ...staleVersion, 'password-missing': 'Donnez le mot de passe de la boîte.' },
  }),
})
