import { describe, expect, test } from 'vitest'
import { ConfigMistake, readConfig } from '#server/config.ts'

const mistakeOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigMistake)
    return (error as Error).message
  }
  return 'none'
}

describe('each mistake of the environment is told by its name and its reason', () => {
  test.each([
    [{ PORT: 'quatre mille' }, 'PORT : un numéro de port est attendu'],
    [{ PORT: '70000' }, 'PORT : un port va de 0 à 65535'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL : une adresse postgres://… est attendue'],
    [{ PALIER_URL: 'palier' }, 'PALIER_URL : une adresse http(s)://… est attendue'],
    [{ PALIER_SECRET: 'court' }, 'PALIER_SECRET : 32 caractères au moins'],
    [{ PALIER_DEMO: 'oui' }, 'PALIER_DEMO : on ou off'],
    [{ SMTP_URL: 'http://x' }, 'SMTP_URL : une adresse smtp:// ou smtps:// est attendue'],
    [{ SMTP_FROM: 'palier' }, 'SMTP_FROM : une adresse électronique est attendue'],
    [{ TRUSTED_PROXIES: 'proxy' }, 'TRUSTED_PROXIES : des adresses ou des plages'],
    [
      { OIDC_ISSUER: 'https://id.example' },
      'OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET vont ensemble',
    ],
  ] as [Record<string, string>, string][])('%j', (environment, message) => {
    expect(mistakeOf(environment)).toContain(message)
  })

  test('all of them at once, and never the value of a secret', () => {
    const message = mistakeOf({
      PORT: 'x',
      PALIER_SECRET: 'trop-court-mais-secret',
      DATABASE_URL: 'http://u:motdepasse@h',
    })
    expect(message.split('\n')).toHaveLength(4)
    expect(message).not.toMatch(/trop-court|motdepasse/)
  })
})

test('without a word, Palier stands on the loopback, on port 4000, with the demo', () => {
  const config = readConfig({ PORT: '', SMTP_URL: '' })
  expect(config).toMatchObject({
    port: 4000,
    host: '127.0.0.1',
    demo: true,
    databaseUrl: undefined,
    oidc: undefined,
  })
  expect(config.smtp.url).toBeUndefined()
})
