import { rehearsePurge } from '#server/retention/rehearse-purge.ts'

export const retentionUseCases = [rehearsePurge] as const
