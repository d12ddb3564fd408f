/** Why funds are not committed, or not given back; the figures come beside. */
export const commitmentRefusals = {
  'unknown-envelope': 'Cette enveloppe n’existe pas.',
  'envelope-closed': 'Cette enveloppe n’est pas ouverte à cette date.',
  'convention-not-running':
    'La convention de cette enveloppe n’est pas signée, ou n’est pas en cours à cette date.',
  'envelope-exhausted': 'Il ne reste pas assez dans l’enveloppe.',
} as const
export type CommitmentRefusal = keyof typeof commitmentRefusals

export const releaseRefusals = {
  'more-than-remaining': 'On ne peut désengager que ce qui est engagé et pas encore versé.',
} as const
export type ReleaseRefusal = keyof typeof releaseRefusals
