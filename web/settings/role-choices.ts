import { roleLabels, roles } from '#domain/access.ts'

export const roleChoices = roles.map((value) => ({ value, label: roleLabels[value] }))
