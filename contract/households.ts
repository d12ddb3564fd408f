import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Cents,
  Day,
  Id,
  Instant,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  Total,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { readPostalAddress } from '#domain/communications/postal-address.ts'
import { consentKinds, languages, relativeKinds, vulnerabilities } from '#domain/households/kinds.ts'
import { memberRoles } from '#domain/tenancies/kinds.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)

const Phone = z
  .string()
  .trim()
  .max(30)
  .refine((text) => (text.match(/\d/g)?.length ?? 0) >= 6, 'Numéro de téléphone attendu')
const Email = z.email('Adresse électronique attendue').max(200)
const Language = z.enum(languages)
const PostalAddress = z
  .string()
  .trim()
  .max(300)
  .refine((text) => readPostalAddress(text), 'Indiquez la rue, puis le code postal et la ville.')

/** What one writes down about a person. There is no national identity number, and no place for one. */
export const PersonDetails = z.object({
  civility: optional(shortText(20)),
  lastName: shortText(100),
  firstName: optional(shortText(100)),
  birthName: optional(shortText(100)),
  birthOn: optional(Day),
  phone: optional(Phone),
  secondPhone: optional(Phone),
  email: optional(Email),
  language: optional(Language),
})

const Member = z.object({
  personId: Id,
  civility: z.string().nullable(),
  lastName: z.string(),
  firstName: z.string().nullable(),
  birthName: z.string().nullable(),
  birthOn: Day.nullable(),
  phone: z.string().nullable(),
  secondPhone: z.string().nullable(),
  email: z.string().nullable(),
  language: z.string().nullable(),
  /** Null for those who do not read the social side of the file. */
  vulnerabilities: z.array(z.enum(vulnerabilities)).nullable(),
  memberRole: z.enum(memberRoles),
  joinedOn: Day,
  leftOn: Day.nullable(),
  version: Version,
})
export type Member = z.output<typeof Member>

const Referent = z.object({
  membershipId: Id,
  name: z.string(),
  kind: z.enum(['referent', 'volunteer']),
  fromOn: Day,
  untilOn: Day.nullable(),
})

const HouseholdRow = z.object({
  householdId: Id,
  label: z.string(),
  address: z.string().nullable(),
  tenancyNumber: z.string().nullable(),
  phone: z.string().nullable(),
  referents: z.array(z.string()),
})
export type HouseholdRow = z.output<typeof HouseholdRow>

const Household = z.object({
  householdId: Id,
  label: z.string(),
  preferredLanguage: z.string().nullable(),
  doNotContact: z.boolean(),
  /** Where letters go when no lease says it; null for most. */
  postalAddress: z.string().nullable(),
  version: Version,
  /** The file this one was merged into: what is read here is the kept one's past. */
  mergedInto: z.object({ householdId: Id, label: z.string() }).nullable(),
  members: z.array(Member),
  formerMembers: z.array(Member),
  referents: z.array(Referent),
  formerReferents: z.array(Referent),
  tenancies: z.array(
    z.object({
      tenancyId: Id,
      number: z.string(),
      address: z.string(),
      startedOn: Day,
      endedOn: Day.nullable(),
      /** What is owed today; null for those who do not read finances. */
      balanceCents: Cents.nullable(),
    }),
  ),
  proposedDuplicates: z.int().min(0),
})
export type Household = z.output<typeof Household>

const householdId = Id
const personIn = { householdId, personId: Id }

const Relative = z.object({
  id: Id,
  kind: z.enum(relativeKinds),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  language: z.string().nullable(),
  roleNote: z.string().nullable(),
  informedOn: Day.nullable(),
  version: Version,
})
export type Relative = z.output<typeof Relative>

const RelativeDetails = {
  kind: z.enum(relativeKinds),
  name: shortText(),
  phone: optional(Phone),
  email: optional(Email),
  language: optional(Language),
  roleNote: optional(shortText(300)),
  informedOn: optional(Day),
}

const Consent = z.object({
  id: Id,
  personId: Id,
  personName: z.string(),
  kind: z.enum(consentKinds),
  partner: z.string().nullable(),
  givenOn: Day,
  endsOn: Day.nullable(),
  proof: z.enum(['signed', 'oral', 'electronic']),
  proofFileId: Id.nullable(),
  collectedBy: z.string(),
  revokedOn: Day.nullable(),
  isRunning: z.boolean(),
  version: Version,
})
export type Consent = z.output<typeof Consent>

export const households = capability('households', {
  search: query({
    action: 'read-household',
    summary:
      'Cherche des ménages par fragment de nom, téléphone, adresse ou numéro de location, même mal orthographiés.',
    input: z.object({ text: z.string().max(200), limit: z.int().min(1).max(100).default(30) }),
    output: z.object({
      rows: z.array(HouseholdRow.extend({ match: z.enum(['number', 'start', 'fragment', 'near']) })),
      /** Others match: a longer text tells them apart. */
      hasMore: z.boolean(),
    }),
  }),
  list: query({
    action: 'read-household',
    summary: 'Les ménages dans l’ordre de leur nom : tous, les miens, ou ceux qui n’ont pas de référent.',
    input: z.object({ scope: z.enum(['all', 'mine', 'unassigned']).default('all'), ...PageRequest }),
    output: pageOf(HouseholdRow),
  }),
  open: query({
    action: 'read-household',
    summary: 'Ouvre le dossier d’un ménage : qui, où, référents. L’ouverture est journalisée.',
    journal: 'household-opened',
    input: z.object({ householdId }),
    output: Household,
    refusals: unknownRecord,
  }),
  create: command({
    action: 'edit-household',
    summary: 'Crée un ménage à la main, avec la première personne.',
    input: z.object({ person: PersonDetails, followedByMe: z.boolean().default(true) }),
    output: z.object({ householdId: Id, personId: Id }),
  }),
  edit: command({
    action: 'edit-household',
    summary:
      'Change le nom du dossier, la langue préférée, l’opposition à tout contact, l’adresse des courriers.',
    input: z.object({
      householdId,
      version: Version,
      label: shortText(),
      preferredLanguage: optional(Language),
      doNotContact: z.boolean(),
      /** Left out, it stays as it is. */
      postalAddress: PostalAddress.nullable().optional(),
    }),
    output: z.object({ version: Version }),
    refusals: { ...staleVersion, ...unknownRecord },
  }),
  addMember: command({
    action: 'edit-household',
    summary: 'Ajoute une personne au ménage à une date.',
    input: z.object({ householdId, person: PersonDetails, memberRole: z.enum(memberRoles), joinedOn: Day }),
    output: z.object({ personId: Id }),
    refusals: { 'in-the-future': 'Une arrivée ne peut pas être datée dans l’avenir.' },
  }),
  endMembership: command({
    action: 'edit-household',
    summary: 'Note le départ d’une personne ; sa fiche reste au dossier.',
    input: z.object({ ...personIn, joinedOn: Day, leftOn: Day }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'leaves-before-joining': 'Le départ ne peut pas précéder l’arrivée.',
      'already-left': 'Cette personne a déjà quitté le ménage.',
      'in-the-future': 'Un départ ne peut pas être daté dans l’avenir.',
    },
  }),
  editPerson: command({
    action: 'edit-household',
    summary: 'Corrige la fiche d’une personne du ménage.',
    input: z.object({ ...personIn, version: Version, details: PersonDetails }),
    output: z.object({ version: Version }),
    refusals: { ...staleVersion, ...unknownRecord },
  }),
  noteVulnerabilities: command({
    action: 'edit-social-situation',
    summary: 'Note les fragilités d’une personne, dans une liste fermée.',
    input: z.object({ ...personIn, version: Version, vulnerabilities: z.array(z.enum(vulnerabilities)) }),
    output: z.object({ version: Version }),
    refusals: { ...staleVersion, ...unknownRecord },
  }),
  assignReferent: command({
    action: 'assign-households',
    summary: 'Confie le ménage à un collègue ou à un bénévole.',
    input: z.object({
      householdId,
      membershipId: Id,
      kind: z.enum(['referent', 'volunteer']).default('referent'),
      fromOn: Day,
    }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'already-assigned': 'Cette personne accompagne déjà le ménage.',
      'not-a-volunteer': 'Un bénévole accompagne, il ne peut pas être référent.',
    },
  }),
  endReferent: command({
    action: 'assign-households',
    summary: 'Met fin à l’accompagnement par cette personne.',
    input: z.object({ householdId, membershipId: Id, fromOn: Day, untilOn: Day }),
    output: z.object({}),
    refusals: { ...unknownRecord, 'ends-before-starting': 'La fin ne peut pas précéder le début.' },
  }),
  listCircle: query({
    action: 'read-social-situation',
    summary: 'Les proches du ménage et les accords donnés.',
    input: z.object({ householdId }),
    output: z.object({ relatives: z.array(Relative), consents: z.array(Consent) }),
  }),
  addRelative: command({
    action: 'edit-social-situation',
    summary: 'Note un proche et ses coordonnées.',
    input: z.object({ householdId, ...RelativeDetails }),
    output: z.object({ id: Id }),
  }),
  editRelative: command({
    action: 'edit-social-situation',
    summary: 'Corrige les coordonnées d’un proche.',
    input: z.object({ householdId, relativeId: Id, version: Version, ...RelativeDetails }),
    output: z.object({ version: Version }),
    refusals: { ...staleVersion, ...unknownRecord },
  }),
  removeRelative: command({
    action: 'edit-social-situation',
    summary: 'Retire un proche du dossier.',
    input: z.object({ householdId, relativeId: Id, version: Version }),
    output: z.object({}),
    refusals: { ...staleVersion, ...unknownRecord },
  }),
  giveConsent: command({
    action: 'edit-social-situation',
    summary: 'Note l’accord d’une personne, daté, avec sa preuve.',
    input: z.object({
      ...personIn,
      kind: z.enum(consentKinds),
      partner: optional(shortText()),
      givenOn: Day,
      endsOn: optional(Day),
      proof: z.enum(['signed', 'oral', 'electronic']),
      proofFileId: optional(Id),
    }),
    output: z.object({ id: Id }),
    refusals: {
      ...unknownRecord,
      'partner-missing': 'Nommez le partenaire avec qui le partage est accepté.',
      'in-the-future': 'Un accord ne peut pas être daté dans l’avenir.',
      'ends-before-given': 'La fin de l’accord ne peut pas précéder son début.',
      'already-given': 'Cet accord est déjà donné et court encore.',
    },
  }),
  revokeConsent: command({
    action: 'edit-social-situation',
    summary: 'Note le retrait d’un accord.',
    input: z.object({ householdId, consentId: Id, version: Version, revokedOn: Day }),
    output: z.object({ version: Version }),
    refusals: {
      ...staleVersion,
      ...unknownRecord,
      'already-revoked': 'Cet accord est déjà retiré.',
      'revoked-before-given': 'Le retrait ne peut pas précéder l’accord.',
    },
  }),
  listJournal: query({
    action: 'read-social-situation',
    summary: 'Qui a ouvert le dossier, qui y a changé quoi, et quand.',
    input: z.object({ householdId, ...PageRequest }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          at: Instant,
          by: z.string().nullable(),
          act: z.string(),
          label: z.string(),
          changes: z.array(
            z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
          ),
        }),
      ),
      next: z.string().nullable(),
      total: Total,
    }),
  }),
})
