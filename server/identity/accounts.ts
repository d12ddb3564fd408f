import type { Auth } from '#server/identity/auth.ts'

/** Creates a person's account with a password, or finds the one this address already has. Returns its user id. */
export const ensureAccount = async (
  auth: Auth,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<{ userId: string; created: boolean }> => {
  const context = await auth.$context
  const address = email.trim().toLowerCase()
  const known = await context.internalAdapter.findUserByEmail(address)
  if (known) return { userId: known.user.id, created: false }
  const user = await context.internalAdapter.createUser({ email: address, name, emailVerified: true }, {
    method: 'email-password',
  } as never)
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await context.password.hash(password),
  })
  return { userId: user.id, created: true }
}

export const hasAccount = async (auth: Auth, email: string): Promise<boolean> => {
  const context = await auth.$context
  return (await context.internalAdapter.findUserByEmail(email.trim().toLowerCase())) !== null
}
