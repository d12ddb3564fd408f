import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Day,
  Id,
  Instant,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { roles } from '#domain/access.ts'

export const Role = z.enum(roles)

export const Membership = z.object({
  organisationId: Id,
  slug: z.string(),
  organisationName: z.string(),
  membershipId: Id,
  name: z.string(),
  role: Role,
  teamId: Id.nullable(),
})

/** What `GET /api/session` tells before any organisation is chosen. */
export const Session = z.object({
  person: z.object({ name: z.string(), email: z.string(), twoFactorEnabled: z.boolean() }).nullable(),
  memberships: z.array(Membership),
  oidcLabel: z.string().nullable(),
  demo: z
    .object({
      password: z.string(),
      accounts: z.array(
        z.object({ email: z.string(), name: z.string(), role: Role, organisation: z.string() }),
      ),
    })
    .nullable(),
  today: z.string(),
})
export type Session = z.output<typeof Session>

/**
 * The two calls of a person who holds an invitation, before they have an account: `POST /api/invitation/read` then
 * `POST /api/invitation/accept`, JSON both ways. A link that is used, revoked or too old is 404 with its sentence.
 */
export const InvitationLink = z.object({ token: z.string().min(1).max(200) })
export const InvitationView = z.object({
  organisationName: z.string(),
  name: z.string(),
  email: z.string(),
  role: Role,
  /** This address already has an account: no password to choose, the invitation only adds a membership. */
  hasAccount: z.boolean(),
  expiresAt: Instant,
})
export type InvitationView = z.output<typeof InvitationView>
export const InvitationAnswer = InvitationLink.extend({
  name: shortText(120),
  password: z
    .string()
    .min(12, 'Le mot de passe doit compter 12 caractères au moins.')
    .max(128, 'Le mot de passe est trop long : 128 caractères au plus.')
    .optional(),
})
export const InvitationAccepted = z.object({ slug: z.string(), email: z.string() })

export const Colleague = z.object({ id: Id, name: z.string(), role: Role, team: z.string().nullable() })

export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  teamId: Id.nullable(),
  team: z.string().nullable(),
  /** The last day of work here; null while no end is known. */
  endedOn: z.string().nullable(),
  isActive: z.boolean(),
  households: z.int(),
  version: Version,
})
export type Member = z.output<typeof Member>

export const Team = z.object({ id: Id, name: z.string(), members: z.int(), version: Version })

export const invitationStates = ['waiting', 'expired', 'accepted', 'revoked'] as const
export const Invitation = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  team: z.string().nullable(),
  state: z.enum(invitationStates),
  invitedBy: z.string(),
  sentAt: Instant,
  expiresAt: Instant,
})
export type Invitation = z.output<typeof Invitation>

export const AccessToken = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  createdBy: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  isUsable: z.boolean(),
})
export type AccessToken = z.output<typeof AccessToken>

const lastAdministrator = {
  'last-administrator':
    'C’est le dernier administrateur en poste. Nommez d’abord quelqu’un d’autre, pour que l’organisation ne reste pas sans personne.',
} as const
const unknownTeam = { 'unknown-team': 'Cette équipe n’existe pas ou n’existe plus.' } as const
const teamNameTaken = { 'name-taken': 'Une équipe porte déjà ce nom.' } as const
const notWaiting = {
  'not-waiting': 'Cette invitation a déjà été acceptée ou annulée.',
} as const

export const identity = capability('identity', {
  listColleagues: query({
    action: 'read-colleagues',
    summary: 'Les collègues en poste, pour choisir un référent ou une personne présente.',
    input: z.object({}),
    output: z.object({ rows: z.array(Colleague) }),
  }),

  listMembers: query({
    action: 'manage-members',
    summary: 'Les membres de l’organisation, en poste ou partis.',
    input: z.object({
      ...PageRequest,
      state: z.enum(['active', 'ended', 'all']).default('active'),
      search: z.string().trim().max(100).optional(),
    }),
    output: pageOf(Member),
  }),
  updateMember: command({
    action: 'manage-members',
    summary: 'Change le rôle, l’équipe, le téléphone ou le dernier jour d’un membre.',
    input: z.object({
      membershipId: Id,
      version: Version,
      name: shortText(120),
      role: Role,
      teamId: Id.nullable(),
      endedOn: Day.nullable(),
    }),
    output: Member,
    refusals: { ...unknownRecord, ...staleVersion, ...lastAdministrator, ...unknownTeam },
  }),
  deactivateMember: command({
    action: 'manage-members',
    summary: 'Retire l’accès d’un membre tout de suite : ses sessions et ses jetons cessent.',
    input: z.object({ membershipId: Id, version: Version }),
    output: Member,
    refusals: { ...unknownRecord, ...staleVersion, ...lastAdministrator },
  }),

  listTeams: query({
    action: 'read-colleagues',
    summary: 'Les équipes de l’organisation.',
    input: z.object({}),
    output: z.object({ rows: z.array(Team) }),
  }),
  createTeam: command({
    action: 'manage-members',
    summary: 'Crée une équipe.',
    input: z.object({ name: shortText(80) }),
    output: Team,
    refusals: teamNameTaken,
  }),
  renameTeam: command({
    action: 'manage-members',
    summary: 'Renomme une équipe.',
    input: z.object({ teamId: Id, version: Version, name: shortText(80) }),
    output: Team,
    refusals: { ...unknownTeam, ...staleVersion, ...teamNameTaken },
  }),
  removeTeam: command({
    action: 'manage-members',
    summary: 'Supprime une équipe où il n’y a plus personne.',
    input: z.object({ teamId: Id, version: Version }),
    output: z.object({}),
    refusals: {
      ...unknownTeam,
      ...staleVersion,
      'team-in-use':
        'Des membres ou des invitations appartiennent à cette équipe : changez d’abord leur équipe.',
    },
  }),

  listInvitations: query({
    action: 'manage-members',
    summary: 'Les invitations envoyées, en attente d’abord.',
    input: z.object({ ...PageRequest }),
    output: pageOf(Invitation),
  }),
  inviteMember: command({
    action: 'manage-members',
    summary: 'Invite quelqu’un par courriel ; le lien est valable sept jours.',
    input: z.object({
      email: z.email('Cette adresse électronique n’est pas complète.').max(200),
      name: shortText(120),
      role: Role,
      teamId: Id.nullable(),
    }),
    output: Invitation,
    refusals: {
      ...unknownTeam,
      'already-member': 'Cette adresse est déjà celle d’un membre en poste.',
      'already-invited': 'Une invitation attend déjà à cette adresse : renvoyez-la ou annulez-la.',
    },
  }),
  resendInvitation: command({
    action: 'manage-members',
    summary: 'Envoie un nouveau lien, valable sept jours ; l’ancien ne marche plus.',
    input: z.object({ invitationId: Id }),
    output: Invitation,
    refusals: {
      ...unknownRecord,
      ...notWaiting,
      'just-sent':
        'Un lien vient de partir à cette adresse. Attendez deux minutes avant d’en envoyer un autre.',
    },
  }),
  revokeInvitation: command({
    action: 'manage-members',
    summary: 'Annule une invitation : son lien ne marche plus.',
    input: z.object({ invitationId: Id }),
    output: Invitation,
    refusals: { ...unknownRecord, ...notWaiting },
  }),

  listAccessTokens: query({
    action: 'manage-access-tokens',
    summary: 'Les jetons d’accès donnés aux logiciels des partenaires.',
    input: z.object({ ...PageRequest }),
    output: pageOf(AccessToken),
  }),
  createAccessToken: command({
    action: 'manage-access-tokens',
    summary: 'Crée un jeton d’accès borné par un rôle et une date ; il n’est montré qu’une fois.',
    input: z.object({ name: shortText(120), role: Role, expiresOn: Day }),
    output: z.object({
      accessToken: AccessToken,
      /** Null when the same command is repeated: the secret is not kept. */
      token: z.string().nullable(),
    }),
    secrets: ['token'],
    refusals: {
      'too-wide':
        'Un jeton n’administre pas : il pourrait en créer d’autres, qui lui survivraient. Choisissez un autre rôle.',
      'expiry-out-of-bounds': 'Le jeton doit expirer après aujourd’hui, et dans deux ans au plus.',
    },
  }),
  revokeAccessToken: command({
    action: 'manage-access-tokens',
    summary: 'Révoque un jeton : il ne marche plus.',
    input: z.object({ accessTokenId: Id }),
    output: AccessToken,
    refusals: unknownRecord,
  }),
})
