import { fslAidKindLabels } from '#domain/local-rules/fsl-rule.ts'
import { addMonths, formatDate, isPlainDate } from '#domain/plain-date.ts'
import type { DelayRule, Guard, ProcedureDefinition, Transition } from '#domain/procedures/definition.ts'
import {
  amountField,
  choiceField,
  dayField,
  monthsField,
  numberIn,
  numberOf,
  textField,
} from '#domain/procedures/fields.ts'
import { fslEvents, fslStates } from '#domain/procedures/fsl-words.ts'

const local = 'règlement intérieur du fonds'
const law = 'loi 90-449 du 31 mai 1990, art. 6 à 6-3'
/** The person, or with their agreement any interested body (art. 6-2). */
export const fslRequesterLabels = {
  household: 'Le ménage lui-même',
  'social-worker': 'Un travailleur social',
  landlord: 'Le bailleur',
  payer: 'La CAF ou la MSA',
  other: 'Un autre organisme',
} as const

const applyBefore: DelayRule = {
  rule: 'apply-before',
  label: 'Déposer la demande après l’entrée dans le logement',
  sense: 'act-by',
  who: 'social-worker',
  length: ({ circumstances }, { on }) => {
    const months = numberIn(circumstances, 'monthsToApply')
    const { enteredOn } = circumstances
    if (months === null || !isPlainDate(enteredOn)) return null
    const rawDueOn = addMonths(enteredOn, months)
    const why = `${months} mois après l’entrée du ${formatDate(enteredOn)} : ${formatDate(rawDueOn)}`
    return rawDueOn < on ? null : { rawDueOn, why }
  },
  moves: 'kept',
  metBy: ['completed'],
  isLegal: true,
  documents: ['Pièces demandées par le règlement'],
  source: local,
}
const decision: DelayRule = {
  rule: 'fsl-decision',
  label: 'Décision du fonds',
  sense: 'act-by',
  who: 'fsl',
  length: ({ circumstances }, { on }) => {
    const months = numberIn(circumstances, 'decisionMonths')
    if (months === null) return null
    const rawDueOn = addMonths(on, months)
    return { rawDueOn, why: `${months} mois à compter du ${formatDate(on)} : ${formatDate(rawDueOn)}` }
  },
  metBy: ['granted', 'refused', 'adjourned'],
  outlivesState: true,
  isLegal: false,
  source: local,
}
const meeting: DelayRule = {
  rule: 'fsl-meeting',
  label: 'Commission du FSL',
  sense: 'runs-until',
  who: 'fsl',
  from: { field: 'meetsOn' },
  length: (_, { detail: { meetsOn }, on }) =>
    isPlainDate(meetsOn) && meetsOn >= on
      ? { rawDueOn: meetsOn, why: `jour annoncé par le fonds : ${formatDate(meetsOn)}` }
      : null,
  moves: 'kept',
  isLegal: false,
  source: local,
}
const appeal: DelayRule = {
  rule: 'fsl-appeal',
  label: 'Contester le refus',
  sense: 'act-by',
  who: 'household',
  length: { unit: 'months', key: 'fsl.appeal-months' },
  metBy: ['appeal-filed'],
  silence: 'appeal-time-over',
  isLegal: true,
  source: 'droit commun du recours administratif',
}
const loanEnd: DelayRule = {
  rule: 'fsl-loan-end',
  label: 'Fin du prêt du FSL',
  sense: 'runs-until',
  who: 'household',
  length: ({ facts }, { on }) => {
    const granted = facts.findLast(({ event }) => event === 'granted')
    const months = granted && numberOf(granted, 'loanMonths')
    if (!months) return null
    const rawDueOn = addMonths(on, months)
    return { rawDueOn, why: `${months} mensualités à compter du ${formatDate(on)} : ${formatDate(rawDueOn)}` }
  },
  moves: 'kept',
  isLegal: false,
  source: local,
}

/** What the last decision lent; null when it is not written. */
const formOf = (facts: Parameters<Guard['holds']>[0]['facts']) =>
  facts.findLast(({ event }) => event === 'granted')?.detail.form

const guards: Readonly<Record<string, Guard>> = {
  agreed: {
    refusal:
      'Un autre que le ménage ne saisit le fonds qu’avec son accord : ouvrez la demande avec le jour de cet accord.',
    holds: ({ circumstances: { requestedBy, agreedOn } }, { on }) =>
      requestedBy === undefined || requestedBy === 'household' || (isPlainDate(agreedOn) && agreedOn <= on),
  },
  'amount-written': {
    refusal: 'Écrivez le montant de la subvention ou celui du prêt accordé.',
    holds: (_, { detail }) => {
      if (detail.form === undefined || detail.form === 'guarantee') return true
      const wanted = { grant: ['grantCents'], loan: ['loanCents'], both: ['grantCents', 'loanCents'] }[
        String(detail.form)
      ]
      return wanted?.every((key) => typeof detail[key] === 'number' && Number(detail[key]) > 0) ?? true
    },
  },
  'has-loan': {
    refusal: 'Aucun prêt n’a été accordé : il n’y a rien à rembourser.',
    holds: ({ facts }) => !['grant', 'guarantee'].includes(String(formOf(facts))),
  },
  'no-loan': {
    refusal: 'Un prêt a été accordé : notez d’abord le début du remboursement.',
    holds: ({ facts }) => !['loan', 'both'].includes(String(formOf(facts))),
  },
}

const open = ['draft', 'instructed', 'complete', 'commission', 'adjourned'] as const

const rows: readonly Transition[] = [
  {
    from: ['draft'],
    event: 'instructed',
    guards: ['agreed'],
    to: 'instructed',
    delays: [applyBefore],
    source: `${law} (art. 6-2)`,
  },
  { from: ['instructed'], event: 'completed', to: 'complete', delays: [decision], source: local },
  { from: ['complete'], event: 'scheduled', to: 'commission', delays: [meeting], source: local },
  { from: ['commission'], event: 'scheduled', to: 'commission', delays: [meeting], source: local },
  {
    from: ['complete', 'commission', 'appealed'],
    event: 'granted',
    guards: ['amount-written'],
    to: 'granted',
    source: law,
  },
  { from: ['complete', 'commission'], event: 'adjourned', to: 'adjourned', source: local },
  { from: ['adjourned'], event: 'completed', to: 'complete', delays: [decision], source: local },
  {
    from: ['complete', 'commission'],
    event: 'refused',
    to: 'refused',
    delays: [appeal],
    source: law,
  },
  {
    from: ['refused'],
    event: 'appeal-filed',
    to: 'appealed',
    source: 'droit commun du recours administratif',
  },
  {
    from: ['refused'],
    event: 'appeal-time-over',
    to: 'refusal-final',
    source: 'droit commun du recours administratif',
  },
  {
    from: ['appealed'],
    event: 'appeal-rejected',
    to: 'refusal-final',
    source: 'droit commun du recours administratif',
  },
  { from: ['granted'], event: 'paid', to: 'paid', source: local },
  {
    from: ['paid'],
    event: 'repayment-started',
    guards: ['has-loan'],
    to: 'repayment',
    delays: [loanEnd],
    source: local,
  },
  { from: ['paid'], event: 'closed', guards: ['no-loan'], to: 'closed', source: local },
  { from: ['repayment'], event: 'closed', to: 'closed', source: local },
  { from: [...open, 'refused', 'appealed', 'granted'], event: 'withdrawn', to: 'withdrawn', source: local },
]

/** SM-13 (handbook §3.1). No condition of prior residence exists: loi 90-449 art. 6-1 forbids it. */
export const fsl: ProcedureDefinition = {
  kind: 'fsl',
  version: '2026-11-22',
  compartment: 'social',
  circumstances: [
    choiceField('aid', 'Aide demandée', fslAidKindLabels, { required: true }),
    amountField('askedCents', 'Montant demandé'),
    textField('territory', 'Fonds saisi', { help: 'Le département, ou la métropole qui le gère.' }),
    choiceField('requestedBy', 'Qui saisit le fonds', fslRequesterLabels, { required: true }),
    dayField('agreedOn', 'Jour de l’accord du ménage', {
      help: 'Demandé quand un autre que le ménage saisit le fonds (art. 6-2).',
    }),
    dayField('enteredOn', 'Entrée dans le logement'),
    monthsField('monthsToApply', 'Mois pour demander après l’entrée, selon le règlement', 24),
    monthsField('decisionMonths', 'Mois de décision annoncés par le fonds', 24),
    textField('localRule', 'Règles locales lues'),
  ],
  start: 'draft',
  states: fslStates,
  events: fslEvents,
  guards,
  rows,
  sources: [law, 'décret 2005-212 du 2 mars 2005', local],
}
