import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import { Ground } from '#contract/housing-files.ts'
import {
  Claim,
  ClaimFactContent,
  claimRefusals,
  RightEstimateShape,
  RightsAnswersShape,
  SimulationOutcome,
  StandingShape,
  WhatIfShape,
  WhatIfSideShape,
} from '#contract/rights-shapes.ts'
import { Day, Id, shortText, staleVersion, unknownRecord, Version } from '#contract/shapes.ts'
import { rightKinds } from '#domain/rights/kinds.ts'

const householdId = Id
const Delay = z.object({ months: z.int(), orMonths: z.int().nullable() })
const noSituation = {
  'no-situation': 'Notez d’abord la situation du ménage : personnes, ressources et charges.',
} as const

export const rights = capability('rights', {
  estimate: query({
    action: 'read-social-situation',
    summary:
      'Les droits estimés d’un ménage à une date, ce qui n’est pas perçu d’abord, et ce qui manque pour répondre. Simulation indicative.',
    input: z.object({ householdId, onDate: Day.optional() }),
    output: z.object({
      onDate: Day,
      /** The day of the situation the estimates were made on. */
      situationOn: Day.nullable(),
      estimates: z.array(RightEstimateShape),
      standings: z.array(StandingShape),
      answers: RightsAnswersShape,
      /** Nought until somebody answers. */
      answersVersion: z.int(),
      /** The zone that the commune of the home gives, when somebody told it for another household. */
      communeName: z.string().nullable(),
      claims: z.array(Claim),
      simulations: z.array(
        z.object({
          id: Id,
          label: z.string(),
          onDate: Day,
          keptBy: z.string(),
          change: WhatIfShape,
          outcome: SimulationOutcome,
        }),
      ),
    }),
  }),
  checkDalo: query({
    action: 'read-social-situation',
    summary:
      'Le recours DALO : chaque motif au vu des faits notés, et les délais de la commission et du préfet dans le département. Indicatif.',
    input: z.object({ householdId }),
    output: z.object({
      onDate: Day,
      /** Null where the département of the household is not known. */
      territory: z.object({ code: z.string(), name: z.string() }).nullable(),
      commission: Delay,
      prefect: Delay,
      courtMonths: z.int(),
      /** « Délai anormalement long » of the département. */
      longWaitMonths: z.int().nullable(),
      explanation: Explanation,
      grounds: z.array(Ground),
      /** The DALO file being prepared. */
      openFileId: Id.nullable(),
      procedure: z.object({ stateLabel: z.string(), since: Day }).nullable(),
    }),
  }),
  answer: command({
    action: 'edit-social-situation',
    summary: 'Répond à ce que les estimations demandent ; la zone est gardée pour la commune.',
    input: z.object({ householdId, version: z.int().min(0), ...RightsAnswersShape.shape }),
    output: z.object({ version: Version }),
    refusals: staleVersion,
  }),
  recordFact: command({
    action: 'edit-social-situation',
    summary: 'Note une étape d’un droit : repéré, demandé, ouvert, refusé, non-recours…',
    input: z.object({
      householdId,
      right: z.enum(rightKinds),
      /** The line of the right; without it, the one of that right is opened or found. */
      claimId: Id.nullable().default(null),
      name: shortText(120).nullable().default(null),
      version: z.int().min(0),
      ...ClaimFactContent,
    }),
    output: z.object({ claimId: Id, version: Version }),
    refusals: { ...staleVersion, ...unknownRecord, ...claimRefusals },
  }),
  withdrawFact: command({
    action: 'edit-social-situation',
    summary: 'Retire une étape notée par erreur, avec le motif.',
    input: z.object({ householdId, claimId: Id, factId: Id, version: Version, reason: shortText(300) }),
    output: z.object({ version: Version }),
    refusals: { ...staleVersion, ...unknownRecord, 'out-of-line': claimRefusals['out-of-line'] },
  }),
  compare: query({
    action: 'read-social-situation',
    summary:
      'Compare le ménage aujourd’hui et avec un changement : taux d’effort, aide, reste à vivre. Rien n’est enregistré.',
    input: z.object({ householdId, change: WhatIfShape }),
    output: z.object({ onDate: Day, current: WhatIfSideShape, changed: WhatIfSideShape }),
    refusals: noSituation,
  }),
  keepSimulation: command({
    action: 'edit-social-situation',
    summary: 'Garde une comparaison et ce qu’elle donnait ce jour-là.',
    input: z.object({ householdId, label: shortText(120), change: WhatIfShape }),
    output: z.object({ id: Id }),
    refusals: noSituation,
  }),
  removeSimulation: command({
    action: 'edit-social-situation',
    summary: 'Efface une comparaison gardée.',
    input: z.object({ householdId, simulationId: Id }),
    output: z.object({}),
    refusals: unknownRecord,
  }),
})

export type RightsView = z.output<(typeof rights)['estimate']['output']>
export type ComparisonView = z.output<(typeof rights)['compare']['output']>
export type DaloView = z.output<(typeof rights)['checkDalo']['output']>
