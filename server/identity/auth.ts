import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import pg from 'pg'
import type { Config } from '#server/config.ts'
import { discoveryUrl, providerPatienceMs } from '#server/identity/provider-problem.ts'
import type { Log } from '#server/log.ts'
import type { Mail, Mailer } from '#server/outside/mail.ts'
import { boundOutgoingCalls } from '#server/outside/outgoing.ts'

export type AuthSetting = {
  databaseUrl: string
  url: string
  secret: string
  mailer: Mailer
  oidc: Config['oidc']
  log?: Log
}

/**
 * Authentication is the library's: passwords, second factor, OIDC, sessions, rate limits. It keeps its tables in the
 * schema `identity`; who works where is ours (`membership`). Nobody signs up by themselves: an invitation creates the
 * account.
 */
export const createAuth = ({ databaseUrl, url, secret, mailer, oidc, log }: AuthSetting) => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 4,
    options: '-c search_path=identity -c role=palier_app',
  })
  pool.on('error', () => undefined)
  if (oidc) boundOutgoingCalls(providerPatienceMs)
  const underWay = new Set<Promise<unknown>>()
  const auth = betterAuth({
    appName: 'Palier',
    baseURL: url,
    basePath: '/api/auth',
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: quietLogger(log),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: 3600,
      sendResetPassword: async ({ user, url: link }) => {
        try {
          await mailer.send(resetMail(user, link))
        } catch (error) {
          log?.error({ err: { code: (error as NodeJS.ErrnoException).code } }, 'password mail not sent')
        }
      },
    },
    // A copy of the database must not open an account: the link of a mail is kept as a hash only.
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: 60 * 60 * 12, updateAge: 60 * 30, cookieCache: { enabled: false } },
    advanced: {
      database: { generateId: () => crypto.randomUUID() },
      cookiePrefix: 'palier',
      // The answer does not wait for the mail: its delay would tell whether the address has an account.
      backgroundTasks: { handler: (task) => void keepUntilDone(underWay, task) },
      ipAddress: { ipAddressHeaders: ['x-palier-address'] },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/two-factor/*': { window: 60, max: 10 },
        '/request-password-reset': { window: 300, max: 5 },
      },
    },
    // No provider is trusted beyond what it says: an account is linked only when the provider has verified the address.
    account: { accountLinking: { enabled: true, trustedProviders: [] } },
    plugins: [
      twoFactor({ issuer: 'Palier' }),
      genericOAuth({
        config: oidc
          ? [
              {
                providerId: 'oidc',
                discoveryUrl: discoveryUrl(oidc),
                clientId: oidc.clientId,
                clientSecret: oidc.clientSecret,
                scopes: ['openid', 'email', 'profile'],
                pkce: true,
                disableImplicitSignUp: true,
                disableSignUp: true,
              },
            ]
          : [],
      }),
    ],
  })
  return {
    auth,
    /** Waits for the mails under way. */
    async close() {
      await Promise.all(underWay)
      await pool.end()
    },
  }
}

const keepUntilDone = async (underWay: Set<Promise<unknown>>, task: Promise<unknown>) => {
  underWay.add(task)
  await task.catch(() => undefined)
  underWay.delete(task)
}

const resetMail = (user: { name: string; email: string }, link: string): Mail => ({
  to: user.email,
  subject: 'Palier : choisir un nouveau mot de passe',
  text: `Bonjour ${user.name},\n\nPour choisir un nouveau mot de passe, ouvrez ce lien dans l’heure qui vient :\n${link}\n\nSi vous n’avez rien demandé, ignorez ce message : votre mot de passe ne change pas.\n`,
})

/** The library writes addresses beside its messages, and calls a wrong password an error: only its words are kept. */
const quietLogger = (log: Log | undefined) => ({
  disabled: log === undefined,
  level: 'warn' as const,
  log: (_level: string, message: string) => log?.warn({ part: 'identity' }, message.replace(/\S+@\S+/g, '…')),
})

export type Auth = ReturnType<typeof createAuth>['auth']
