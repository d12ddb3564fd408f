import { resolve } from 'node:path'
import { z } from 'zod'
import { readTrustedProxies, type TrustedProxies } from '#server/api/remote-address.ts'
import type { SmsConfig } from '#server/outside/sms.ts'

/** Everything the environment may say, read once, each mistake told in one line. */
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'une adresse postgres://… est attendue')
    .optional(),
  PALIER_HOME: z.string().min(1).default('.palier'),
  PALIER_WEB: z.string().min(1).optional(),
  PORT: z.coerce
    .number('un numéro de port est attendu')
    .int()
    .min(0)
    .max(65_535, 'un port va de 0 à 65535')
    .default(4000),
  HOST: z.string().default('127.0.0.1'),
  PALIER_URL: z.url('une adresse http(s)://… est attendue').optional(),
  PALIER_SECRET: z.string().min(32, '32 caractères au moins').optional(),
  PALIER_DEMO: z.enum(['on', 'off'], 'on ou off').default('on'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'une adresse smtp:// ou smtps:// est attendue')
    .optional(),
  SMTP_FROM: z.email('une adresse électronique est attendue').default('palier@localhost.localdomain'),
  SMS_URL: z.url({ protocol: /^https?$/, error: 'une adresse http(s)://… est attendue' }).optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_SENDER: z
    .string()
    .regex(/^[A-Za-z0-9 ]{3,11}$/, '3 à 11 lettres ou chiffres')
    .default('Palier'),
  DELIVERIES_SECRET: z.string().min(20, '20 caractères au moins').optional(),
  OIDC_ISSUER: z.url('une adresse est attendue').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_LABEL: z.string().default('Se connecter avec ProConnect'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform(readTrustedProxies)
    .refine(
      (list) => list !== undefined,
      'des adresses ou des plages séparées par des virgules (10.0.0.0/8)',
    ),
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(10_000).default(2_000),
})

export type Config = {
  databaseUrl: string | undefined
  home: string
  /** The folder of the built web application. */
  webRoot: string
  port: number
  host: string
  url: string | undefined
  secret: string | undefined
  demo: boolean
  smtp: { url: string | undefined; from: string }
  sms: SmsConfig | undefined
  /** What a provider proves itself with when it tells what became of messages. */
  deliveriesSecret: string | undefined
  oidc: { issuer: string; clientId: string; clientSecret: string; label: string } | undefined
  logLevel: string
  /** The proxies whose word is taken for the address of the caller. */
  trustedProxies: TrustedProxies
  uploadLimitBytes: number
}

export class ConfigMistake extends Error {}

/** Empty variables count as absent, as Docker and systemd write them. */
export const readConfig = (environment: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} : ${issue.message}`)
    throw new ConfigMistake(`Configuration invalide :\n${lines.join('\n')}`)
  }
  const env = parsed.data
  const oidcParts = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].filter(Boolean).length
  if (oidcParts !== 0 && oidcParts !== 3)
    throw new ConfigMistake(
      'Configuration invalide :\n  OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET vont ensemble',
    )
  if ((env.SMS_URL === undefined) !== (env.SMS_TOKEN === undefined))
    throw new ConfigMistake('Configuration invalide :\n  SMS_URL et SMS_TOKEN vont ensemble')
  return {
    databaseUrl: env.DATABASE_URL,
    home: resolve(env.PALIER_HOME),
    webRoot: resolve(env.PALIER_WEB ?? new URL('../web/dist', import.meta.url).pathname),
    port: env.PORT,
    host: env.HOST,
    url: env.PALIER_URL,
    secret: env.PALIER_SECRET,
    demo: env.PALIER_DEMO === 'on',
    smtp: { url: env.SMTP_URL, from: env.SMTP_FROM },
    sms:
      env.SMS_URL && env.SMS_TOKEN
        ? { url: env.SMS_URL, token: env.SMS_TOKEN, sender: env.SMS_SENDER }
        : undefined,
    deliveriesSecret: env.DELIVERIES_SECRET,
    oidc:
      oidcParts === 3
        ? {
            issuer: env.OIDC_ISSUER as string,
            clientId: env.OIDC_CLIENT_ID as string,
            clientSecret: env.OIDC_CLIENT_SECRET as string,
            label: env.OIDC_LABEL,
          }
        : undefined,
    logLevel: env.LOG_LEVEL,
    trustedProxies: env.TRUSTED_PROXIES as TrustedProxies,
    uploadLimitBytes: env.UPLOAD_LIMIT_MB * 1_000_000,
  }
}
