import { z } from 'zod'
import type { Config } from '#server/config.ts'

export type Provider = NonNullable<Config['oidc']>

export const providerPatienceMs = 5_000

export const discoveryUrl = ({ issuer }: Pick<Provider, 'issuer'>): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** What the sign-in needs of a provider's description. */
const Description = z.object({ issuer: z.url(), authorization_endpoint: z.url(), token_endpoint: z.url() })

/** Tells, in words for whoever started Palier, why its identity provider would sign nobody in. */
export const providerProblem = async (provider: Provider): Promise<string | undefined> => {
  const reason = await reasonNotReady(provider)
  if (!reason) return undefined
  return `OIDC_ISSUER : le fournisseur d’identité ${new URL(provider.issuer).host} ${reason}. Les mots de passe servent quand même ; il sera appelé à nouveau à chaque connexion.`
}

const reasonNotReady = async (provider: Provider): Promise<string | undefined> => {
  try {
    const response = await fetch(discoveryUrl(provider), { signal: AbortSignal.timeout(providerPatienceMs) })
    if (!response.ok) return `répond ${response.status} à ${discoveryUrl(provider)}`
    const description = Description.safeParse(await response.json())
    if (!description.success) return 'ne donne pas de description OpenID Connect lisible'
    return undefined
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return `n’a pas répondu en ${providerPatienceMs / 1000} s`
    return error instanceof SyntaxError
      ? 'ne donne pas de description OpenID Connect lisible'
      : 'est injoignable'
  }
}
