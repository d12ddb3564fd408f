import { reachOf, roleLabels, roles } from '#domain/access.ts'

export const roleChoices = roles.map((value) => ({ value, label: roleLabels[value] }))

/** A token manages no token: it would outlive its own end. */
export const tokenRoleChoices = roleChoices.filter(
  ({ value }) => reachOf(value, 'manage-access-tokens') === 'never',
)
