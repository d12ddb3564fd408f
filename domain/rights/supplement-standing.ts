import { monthlyIncomeCents } from '#domain/budget/snapshot.ts'
import { findCeiling } from '#domain/income-ceilings/ceiling.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { type CeilingQuestion, ceilingQuestion, type Standing } from '#domain/rights/classes.ts'
import { type MissingFact, type RightsFacts, rentOf } from '#domain/rights/facts.ts'
import { type RentSupplement, rentSupplement, type SupplementFacts } from '#domain/rights/rent-supplement.ts'
import { capZoneOf, type SquareMetreCap, squareMetreCap } from '#domain/rights/square-metre-cap.ts'
import { supplementZoneOf } from '#domain/rights/zones.ts'

const told = { key: 'rent-supplement', label: 'Supplément de loyer de solidarité (SLS)' } as const
const none = (because: string): Standing => ({
  ...told,
  result: null,
  because,
  missing: [],
  explanation: null,
})

/** The rent supplement of a social tenant above the PLUS ceilings. */
export const supplementStanding = (facts: RightsFacts, params: ParameterReader): Standing => {
  const { isSocialLandlord, isExemptArea } = facts.answers
  if (isSocialLandlord === false) return none('Ne concerne que les logements des bailleurs sociaux.')
  if (isExemptArea === true) return none('Logement exempté : quartier prioritaire ou zone de revitalisation.')
  const asked = readSupplementFacts(facts, params)
  if ('missing' in asked)
    return { ...told, result: null, because: null, explanation: null, missing: asked.missing }
  const { question, known } = asked
  const ceiling = findCeiling({ scale: 'plus', zone: question.zone, size: question.size }, params)
  if (!ceiling) return none('Aucun plafond PLUS n’est connu à cette date.')
  const capped = applyCap(facts, { ...known, ceilingCents: ceiling.cents }, params)
  const { monthlyCents, explanation } = capped.found
  return {
    ...told,
    missing: capped.missing,
    result: monthlyCents > 0 ? `${formatEuros(monthlyCents)} par mois` : 'Aucun supplément',
    because: [
      'Suppléments de référence de 2020 : ceux de l’année n’ont pas été trouvés.',
      ...(capped.words === null ? [] : [capped.words]),
    ].join(' '),
    explanation,
  }
}

type Known = Omit<SupplementFacts, 'ceilingCents' | 'squareMetreCap'>
type Asked = { missing: MissingFact[] } | { question: CeilingQuestion; known: Known }

const readSupplementFacts = (facts: RightsFacts, params: ParameterReader): Asked => {
  const { answers, situation, commune } = facts
  const question = ceilingQuestion(facts, params)
  const zone =
    answers.supplementZone ?? (commune ? supplementZoneOf(commune.communeCode, commune.regionCode) : null)
  const rentCents = rentOf(facts)
  if ('missing' in question || !situation || !zone || rentCents === null || !answers.areaSquareDecimetres)
    return {
      missing: [
        ...('missing' in question ? question.missing : []),
        ...(answers.isSocialLandlord === null ? (['social-landlord'] as const) : []),
        ...(zone ? [] : (['supplement-zone'] as const)),
        ...(rentCents === null ? (['rent'] as const) : []),
        ...(answers.areaSquareDecimetres ? [] : (['area'] as const)),
      ],
    }
  return {
    question,
    known: {
      zone,
      areaSquareDecimetres: answers.areaSquareDecimetres,
      taxIncomeCents: question.taxIncome.rfrCents,
      rentCents,
      resourcesMonthCents: monthlyIncomeCents(situation),
    },
  }
}

type Capped = { found: RentSupplement; missing: MissingFact[]; words: string | null }

/**
 * The second limit holds for a lease under convention signed with resources already above the ceilings (CCH L.353-7). Not
 * knowing it, the amount stays that of the first limit and the second is told.
 */
const applyCap = (
  { answers, commune }: RightsFacts,
  known: Omit<SupplementFacts, 'squareMetreCap'>,
  params: ParameterReader,
): Capped => {
  const uncapped = rentSupplement({ ...known, squareMetreCap: null }, params)
  const { wasAboveCeilings, isUnderConvention } = answers
  const plain = { found: uncapped, missing: [], words: null }
  if (uncapped.monthlyCents === 0 || wasAboveCeilings === false || isUnderConvention === false) return plain
  const missing: MissingFact[] = [
    ...(wasAboveCeilings === null ? (['above-at-signing'] as const) : []),
    ...(isUnderConvention === null ? (['convention'] as const) : []),
  ]
  const zone = commune && capZoneOf(commune, answers.zone)
  if (!zone) return { ...plain, missing: [...missing, 'zone'] }
  const cap = squareMetreCap(zone, known, params)
  if (!cap) return plain
  if (missing.length > 0) return { found: uncapped, missing, words: capWords(cap, uncapped.monthlyCents) }
  return { found: rentSupplement({ ...known, squareMetreCap: cap }, params), missing: [], words: null }
}

const capWords = ({ perSquareMetreCents, roomCents }: SquareMetreCap, monthlyCents: Cents): string =>
  `Si les ressources dépassaient déjà les plafonds à la signature d’un bail conventionné, le loyer et le supplément ne peuvent passer ${formatEuros(perSquareMetreCents)} par m² : ${
    roomCents < monthlyCents
      ? `le supplément serait de ${formatEuros(roomCents)} au plus`
      : 'le supplément estimé n’en serait pas changé'
  }.`
