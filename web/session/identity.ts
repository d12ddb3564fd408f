import type { InvitationView } from '#contract/identity.ts'
import { errorOf } from '#web/api-error.ts'
import { reach } from '#web/send.ts'
import { ToldError } from '#web/ui/told-error.ts'

/** What the identity library answers, in the words of the person who reads. */
const sentences: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'L’adresse ou le mot de passe n’est pas le bon.',
  INVALID_PASSWORD: 'Ce mot de passe n’est pas le bon.',
  INVALID_EMAIL: 'Cette adresse électronique n’est pas complète.',
  INVALID_CODE: 'Ce code n’est pas le bon, ou il a expiré : attendez le suivant.',
  INVALID_BACKUP_CODE: 'Ce code de secours n’est pas le bon, ou il a déjà servi.',
  INVALID_TWO_FACTOR_COOKIE: 'Le temps pour donner le code est passé : recommencez la connexion.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Trop de codes faux : recommencez la connexion.',
  ACCOUNT_TEMPORARILY_LOCKED: 'Trop de codes faux : ce compte est fermé pour quelques minutes.',
  INVALID_TOKEN: 'Ce lien a expiré ou a déjà servi : demandez-en un autre.',
  PASSWORD_TOO_SHORT: 'Le mot de passe doit compter 12 caractères au moins.',
  PASSWORD_TOO_LONG: 'Le mot de passe est trop long : 128 caractères au plus.',
  SESSION_NOT_FRESH: 'Pour cette action, reconnectez-vous d’abord.',
  TOTP_ALREADY_ENABLED: 'Le second facteur est déjà en place.',
}

const askIdentity = async <T>(path: string, body?: unknown): Promise<T> => {
  const response = await reach(`/api/auth/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer: { code?: string } | undefined = await response.json().catch(() => undefined)
  if (response.ok) return answer as T
  const sentence = sentences[answer?.code ?? '']
  if (sentence) throw new ToldError(sentence)
  throw response.status === 429 || response.status > 501
    ? errorOf(response.status, undefined)
    : new ToldError(unknownFailure)
}

const unknownFailure =
  'La demande n’a pas abouti. Réessayez ; si cela continue, prévenez votre administrateur.'

/** The two calls of an invitation, which the house answers itself. */
const askInvitation = async <T>(step: 'read' | 'accept', body: object): Promise<T> => {
  const response = await reach(`/api/invitation/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as T
  if (response.status === 404) throw new ToldError((answer as { message: string }).message)
  throw errorOf(response.status, answer)
}

export type DeviceSession = {
  id: string
  token: string
  createdAt: string
  updatedAt: string
  ipAddress: string | null
  userAgent: string | null
}

export const identity = {
  signIn: (email: string, password: string) =>
    askIdentity<{ twoFactorRedirect?: boolean }>('sign-in/email', { email, password }),
  signOut: () => askIdentity<unknown>('sign-out', {}),
  verifyCode: (code: string, trustDevice = false) =>
    askIdentity<unknown>('two-factor/verify-totp', { code, trustDevice }),
  verifyBackupCode: (code: string) => askIdentity<unknown>('two-factor/verify-backup-code', { code }),
  /** The provider's page, where the browser must go. */
  startOidc: async (callbackURL: string, errorCallbackURL: string) =>
    (
      await askIdentity<{ url: string }>('sign-in/social', {
        provider: 'oidc',
        callbackURL,
        errorCallbackURL,
        disableRedirect: true,
      })
    ).url,
  readInvitation: (token: string) => askInvitation<InvitationView>('read', { token }),
  acceptInvitation: (answer: { token: string; name: string; password?: string }) =>
    askInvitation<{ slug: string; email: string }>('accept', answer),
  requestPasswordReset: (email: string, redirectTo: string) =>
    askIdentity<unknown>('request-password-reset', { email, redirectTo }),
  resetPassword: (token: string, newPassword: string) =>
    askIdentity<unknown>('reset-password', { token, newPassword }),
  changePassword: (currentPassword: string, newPassword: string) =>
    askIdentity<unknown>('change-password', { currentPassword, newPassword, revokeOtherSessions: true }),
  enableSecondFactor: (password: string) =>
    askIdentity<{ totpURI: string; backupCodes: string[] }>('two-factor/enable', { password }),
  disableSecondFactor: (password: string) => askIdentity<unknown>('two-factor/disable', { password }),
  listSessions: () => askIdentity<DeviceSession[]>('list-sessions'),
  currentSession: () => askIdentity<{ session: { token: string } } | null>('get-session'),
  revokeSession: (token: string) => askIdentity<unknown>('revoke-session', { token }),
  revokeOtherSessions: () => askIdentity<unknown>('revoke-other-sessions', {}),
}
