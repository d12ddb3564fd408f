import type { RuleDraft } from '#contract/local-rule-shapes.ts'
import { localRules } from '#contract/local-rules.ts'
import { openStoryFile } from '#server/demo/story-file.ts'
import { type ToldProcedure, tellProcedure } from '#server/demo/tell-procedure.ts'
import type { Teller } from '#server/demo/teller.ts'

const coordinator = 'sophie.arnaud'

/** The fund's rules taken over and corrected, a change prepared; then three households at three moments of their procedures. */
export const tellSocialProcedures = async (teller: Teller): Promise<void> => {
  await tellLocalRules(teller)
  await tellLine(teller, {
    story: 'slipping',
    member: 'claire.fontaine',
    kind: 'fsl',
    openedDaysAgo: 70,
    circumstances: {
      aid: 'rent-arrears',
      askedCents: 118_000,
      requestedBy: 'social-worker',
      agreedOn: teller.daysAgo(70),
      territory: 'Meuse (55)',
      decisionMonths: 2,
    },
    facts: [
      ['instructed', 66],
      ['completed', 41],
      ['scheduled', 34, { meetsOn: teller.daysAgo(20) }],
      ['adjourned', 19, { asked: 'Justificatif de la reprise du loyer courant depuis deux mois' }],
    ],
  })
  await tellLine(teller, {
    story: 'report-soon',
    member: 'claire.fontaine',
    kind: 'overindebtedness',
    openedDaysAgo: 120,
    circumstances: { ownsRealEstate: false, hasJudgeDelays: false, rentDebtCents: 46_520 },
    facts: [
      ['filed', 110],
      ['admissible', 44],
    ],
  })
  await tellLine(teller, {
    story: 'large-family',
    member: 'hugo.marchand',
    kind: 'cohesion-protocol',
    openedDaysAgo: 400,
    circumstances: {
      landlord: 'social',
      terminatedOn: teller.daysAgo(430),
      aid: 'apl',
      hasDebt: true,
      debtCents: 214_000,
    },
    facts: [
      ['plan-submitted', 395],
      ['plan-approved', 360],
      [
        'signed',
        350,
        { months: 24, leaseMonths: 3, support: 'Un rendez-vous par mois avec la conseillère sociale' },
      ],
      ['checked', 168],
    ],
  })
}

const meuse = (ceilings: readonly [number, number, number, number, number]): RuleDraft => {
  const [single, couple, oneChild, twoChildren, threeChildren] = ceilings
  return {
    kind: 'fsl',
    rule: {
      conditions: [{ is: 'quotient-per-person', single, couple, oneChild, twoChildren, threeChildren }],
      raisedFor: ['over-indebted'],
      aids: [
        {
          kind: 'rent-arrears',
          form: 'grant-or-loan',
          ceiling: { is: 'cents', value: 200_000 },
          frequency: 'une fois tous les deux ans',
          note: 'Loyer courant repris depuis deux mois.',
        },
        {
          kind: 'deposit',
          form: 'loan',
          ceiling: { is: 'months-of-rent', value: 1, whenFurnished: null },
          frequency: null,
          note: null,
        },
        {
          kind: 'energy',
          form: 'grant',
          ceiling: { is: 'cents', value: 30_000 },
          frequency: 'une fois par an',
          note: null,
        },
      ],
      documents: ['identity', 'resources', 'benefit-statement', 'lease', 'rent-statement', 'social-report'],
      monthsToApplyAfterEntry: 2,
      decisionMonths: 2,
      notes: 'Exemple pour la démonstration : à remplacer par le règlement intérieur de votre fonds.',
    },
    source: 'règlement intérieur du fonds (exemple de démonstration)',
    sourceDate: '2025-01-01',
    confidence: 'own-decision',
  }
}

const tellLocalRules = async (teller: Teller): Promise<void> => {
  const { ruleId } = await teller.did(coordinator, 300, localRules.create, {
    kind: 'fsl',
    territoryCode: '55',
    territoryName: 'Meuse',
    start: 'blank',
  })
  await teller.did(coordinator, 300, localRules.saveDraft, {
    ruleId,
    version: 1,
    draft: meuse([60_000, 46_000, 53_000, 46_000, 42_000]),
  })
  await teller.did(coordinator, 299, localRules.publish, {
    ruleId,
    version: 2,
    validFrom: teller.daysAgo(299),
  })
  await teller.did(coordinator, 6, localRules.startDraft, { ruleId, version: 3 })
  await teller.did(coordinator, 6, localRules.saveDraft, {
    ruleId,
    version: 4,
    draft: meuse([62_000, 48_000, 55_000, 48_000, 44_000]),
  })
}

type Line = Omit<ToldProcedure, 'householdId' | 'tenancyId'> & { story: string }

const tellLine = (teller: Teller, { story, ...line }: Line): Promise<void> => {
  const { householdId, tenancyId } = openStoryFile(teller, story)
  return tellProcedure(teller, { ...line, householdId, tenancyId })
}
