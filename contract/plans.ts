import { z } from 'zod'
import { Figure } from '#contract/budget.ts'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import {
  LedgerLine,
  OwingTenancy,
  PlanEventKind,
  PlanMeans,
  PlanOffer,
  PlanSummary,
  PlanView,
  SupportAction,
  SupportActionKind,
  SupportAssessment,
  SupportOutcome,
  VersionEventKind,
  VersionState,
} from '#contract/plan-shapes.ts'
import {
  Cents,
  Day,
  Id,
  longText,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { planRefusalMessages } from '#domain/plans/decide-repayment-plan.ts'
import { notRenegotiable, renegotiationRefusalMessages } from '#domain/plans/renegotiate.ts'

const OfPlan = { householdId: Id, planId: Id }
/** Without a number, the version that waits to be agreed, else the one in force. */
const scheduleNumber = z.int().min(1).optional()
const inTheFuture = { 'in-the-future': 'Ce fait ne peut pas être daté dans l’avenir.' } as const

export const plans = capability('plans', {
  openSupport: query({
    action: 'read-plan',
    summary: 'L’accompagnement d’un ménage : évaluation, actions proposées, plans.',
    input: z.object({ householdId: Id }),
    output: z.object({
      assessment: SupportAssessment.nullable(),
      actions: z.array(SupportAction),
      plans: z.array(PlanSummary),
      tenancies: z.array(OwingTenancy),
    }),
  }),
  recordAssessment: command({
    action: 'edit-social-situation',
    summary: 'Note le premier contact et l’évaluation de la situation.',
    input: z.object({
      householdId: Id,
      firstContactOn: Day.nullable(),
      assessedOn: Day.nullable(),
      summary: longText(10_000).nullable(),
      /** Absent the first time. */
      version: Version.optional(),
    }),
    output: z.object({ version: Version }),
    refusals: {
      ...staleVersion,
      ...inTheFuture,
      'assessed-before-contact': 'L’évaluation ne peut pas précéder le premier contact.',
    },
  }),
  proposeAction: command({
    action: 'agree-plan',
    summary: 'Propose une action au ménage.',
    input: z.object({ householdId: Id, kind: SupportActionKind, note: longText(2_000).nullable() }),
    output: z.object({ actionId: Id }),
    refusals: { 'already-proposed': 'Cette action est déjà proposée ou en cours.' },
  }),
  moveAction: command({
    action: 'agree-plan',
    summary: 'Fait avancer une action : commencée, ou terminée avec son issue.',
    input: z.object({
      householdId: Id,
      actionId: Id,
      version: Version,
      to: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('started'), on: Day }),
        z.object({ kind: z.literal('ended'), on: Day, outcome: SupportOutcome }),
      ]),
    }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...inTheFuture,
      'already-ended': 'Cette action est terminée.',
      'before-proposal': 'Une action ne peut pas avancer avant d’avoir été proposée.',
    },
  }),

  openDraft: query({
    action: 'agree-plan',
    summary:
      'Tout ce qu’il faut pour préparer un plan : la dette à une date, les lignes derrière, les moyens.',
    input: z.object({ householdId: Id, tenancyId: Id, debtOn: Day }),
    output: z.object({
      tenancyNumber: z.string(),
      debtCents: Cents,
      /** The lines since the account was last settled, with the balance after each; the oldest are left out past 200. */
      lines: z.array(LedgerLine),
      linesLeftOut: z.int(),
      runningPlanId: Id.nullable(),
      isFrozenByOverindebtedness: z.boolean(),
      currentRentResumed: z.boolean(),
      benefitInPayment: z.boolean(),
      payer: z.enum(['caf', 'msa']).nullable(),
      means: PlanMeans.nullable(),
      /** `hidden`: a budget exists, and the caller's role does not read the social side. */
      meansKnown: z.enum(['shown', 'hidden', 'none']),
      figures: z.array(Figure),
    }),
    refusals: unknownRecord,
  }),
  proposePlan: command({
    action: 'agree-plan',
    summary: 'Propose un plan d’apurement : l’échéancier est arrêté, prêt à être signé.',
    input: z.object({
      householdId: Id,
      tenancyId: Id,
      debtOn: Day,
      /** The debt as it was shown: if the ledger changed meanwhile, the plan is refused. */
      debtCents: Cents,
      offer: PlanOffer,
    }),
    output: z.object({ planId: Id }),
    refusals: {
      ...unknownRecord,
      ...planRefusalMessages,
      'debt-changed':
        'La dette a changé depuis que vous avez ouvert cette page. Vérifiez le nouveau montant.',
    },
  }),
  getPlan: query({
    action: 'read-plan',
    summary: 'Un plan : échéancier suivi, faits, versions, maintien de l’aide.',
    input: z.object(OfPlan),
    output: PlanView,
    refusals: unknownRecord,
  }),
  recordEvent: command({
    action: 'agree-plan',
    summary: 'Note un fait daté du plan : signature, envoi, approbation, refus, caducité, remplacement, gel.',
    input: z.object({ ...OfPlan, kind: PlanEventKind, on: Day, note: longText(2_000).nullable() }),
    output: z.object({ state: z.string() }),
    refusals: {
      ...unknownRecord,
      ...inTheFuture,
      'not-permitted': 'Ce fait ne peut pas être noté dans l’état actuel du plan.',
      'before-plan': 'Ce fait ne peut pas précéder la proposition du plan.',
    },
  }),
  renegotiate: command({
    action: 'agree-plan',
    summary:
      'Renégocie un plan : ce qui est payé est figé, le reste est étalé à nouveau dans une version à signer.',
    input: z.object({
      ...OfPlan,
      version: Version,
      reason: shortText(500),
      firstDueOn: Day,
      count: z.int().min(1).max(600),
    }),
    output: z.object({ scheduleNumber: z.int() }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...renegotiationRefusalMessages,
      ...notRenegotiable,
      'instalment-above-means': planRefusalMessages['instalment-above-means'],
    },
  }),
  recordVersionEvent: command({
    action: 'agree-plan',
    summary:
      'Note un fait daté d’une version renégociée : signature, envoi, approbation, refus, abandon. Jusqu’à l’accord, la version précédente court.',
    input: z.object({
      ...OfPlan,
      scheduleNumber: z.int().min(1),
      kind: VersionEventKind,
      on: Day,
      note: longText(2_000).nullable(),
    }),
    output: z.object({ state: VersionState }),
    refusals: {
      ...unknownRecord,
      ...inTheFuture,
      'not-permitted': 'Ce fait ne peut pas être noté dans l’état actuel de cette version.',
      'before-plan': 'Ce fait ne peut pas précéder la renégociation.',
    },
  }),
  stateSafetyNet: command({
    action: 'agree-plan',
    summary: 'Note les faits qui permettent de maintenir l’aide malgré un plan non respecté (R.824-28).',
    input: z.object({
      ...OfPlan,
      paidLastMonthCents: Cents.min(0),
      currentExpenseCents: Cents.min(0),
      netExpenseCents: Cents.min(0),
      isDifficultSituation: z.boolean(),
    }),
    output: z.object({ statementId: Id, isMaintained: z.boolean() }),
    refusals: {
      ...unknownRecord,
      'net-above-gross': 'La dépense nette ne peut pas dépasser la dépense courante.',
    },
  }),
  decideSafetyNet: command({
    action: 'agree-plan',
    summary: 'Note la décision de la CAF, de la MSA ou de la CCAPEX sur l’aide.',
    input: z.object({
      ...OfPlan,
      statementId: Id,
      version: Version,
      on: Day,
      outcome: z.enum(['maintained', 'suspended']),
    }),
    output: z.object({ version: Version }),
    refusals: { ...unknownRecord, ...staleVersion, ...inTheFuture },
  }),
  keepSignedAgreement: upload({
    action: 'agree-plan',
    summary: 'Garde l’accord signé (PDF, JPEG ou PNG) et note les signatures.',
    input: z.object({ ...OfPlan, scheduleNumber, signedByTenantOn: Day, signedByLandlordOn: Day }),
    output: z.object({ state: z.string() }),
    refusals: {
      ...unknownRecord,
      ...inTheFuture,
      'not-a-document': 'L’accord signé doit être un PDF ou une photo (JPEG, PNG).',
      'before-plan': 'Une signature ne peut pas précéder la proposition du plan.',
      'not-permitted': 'Ce plan n’attend plus de signature.',
    },
  }),
  downloadAgreement: download({
    action: 'read-plan',
    summary: 'L’accord à signer, avec son échéancier, en PDF accessible.',
    input: z.object({ ...OfPlan, scheduleNumber }),
    refusals: unknownRecord,
  }),
  downloadLetter: download({
    action: 'read-plan',
    summary: 'La lettre qui accompagne le plan, en PDF accessible.',
    input: z.object(OfPlan),
    refusals: unknownRecord,
  }),
})
