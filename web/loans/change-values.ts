import type { AskedChange } from '#contract/loan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'

export const changeKinds = [
  'suspension',
  'suspension-same-term',
  'new-instalments',
  'new-instalment-amount',
  'early-repayment',
  'deferral',
] as const satisfies readonly AskedChange['kind'][]
export type ChangeKind = (typeof changeKinds)[number]

export const changeKindLabels: Readonly<Record<ChangeKind, string>> = {
  suspension: 'Suspendre, en prolongeant la durée',
  'suspension-same-term': 'Suspendre, sans changer la fin',
  'new-instalments': 'Étaler sur un nombre d’échéances',
  'new-instalment-amount': 'Choisir le montant de l’échéance',
  'early-repayment': 'Rembourser par anticipation',
  deferral: 'Différer la première échéance',
}

export type ChangeValues = {
  kind: ChangeKind
  months: number | null
  fromOn: PlainDate | null
  firstDueOn: PlainDate | null
  instalments: number | null
  cents: number | null
  keep: 'term' | 'instalment'
  signedOn: PlainDate | null
}

/** What is asked, once every field that it needs is filled in. */
export const changeOf = (values: ChangeValues): AskedChange | undefined => {
  const { kind, months, fromOn, firstDueOn, instalments, cents, keep } = values
  switch (kind) {
    case 'deferral':
      return months ? { kind, months } : undefined
    case 'suspension':
    case 'suspension-same-term':
      return months && fromOn ? { kind, fromOn, months } : undefined
    case 'new-instalments':
      return instalments && firstDueOn ? { kind, firstDueOn, instalments } : undefined
    case 'new-instalment-amount':
      return cents && firstDueOn ? { kind, firstDueOn, instalmentCents: cents } : undefined
    case 'early-repayment':
      return cents ? { kind, cents, keep } : undefined
  }
}
