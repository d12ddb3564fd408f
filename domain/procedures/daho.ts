import type { ProcedureDefinition } from '#domain/procedures/definition.ts'
import { mediationProcedure } from '#domain/procedures/mediation.ts'

/** SM-8: the right to shelter, as the DALO with shorter times (handbook §11). */
export const daho: ProcedureDefinition = mediationProcedure({
  kind: 'daho',
  version: '2026-11-22',
  circumstances: [
    { key: 'department', label: 'Département (numéro)', type: 'text', help: 'Exemple : 63, 2A, 974.' },
    { key: 'sleepsNow', label: 'Où dort le ménage aujourd’hui', type: 'text' },
  ],
  commissionLength: (_course, law, on) => ({ weeks: law.on(on).readNearest('daho.commission-weeks') }),
  prefectLength: (_course, { on, detail }, law) =>
    detail.shelter === 'residence'
      ? { months: law.on(on).readNearest('daho.prefect-months-residence') }
      : { weeks: law.on(on).readNearest('daho.prefect-weeks') },
  courtMonthsKey: 'daho.court-months',
  commissionSource: 'CCH art. R.441-15-1',
  prefectSource: 'CCH art. R.441-18',
  sources: [
    'Loi du 5 mars 2007',
    'CCH art. L.441-2-3 III, L.441-2-3-1 II, R.441-15-1, R.441-18 (lus au 21/01/2017)',
  ],
})
