import type { PlainDate } from '#domain/plain-date.ts'
import { formatDate } from '#domain/plain-date.ts'
import {
  describeCondition,
  describeTest,
  type FactTest,
  isFactTest,
  meets,
  tellFact,
  tellPeriod,
} from '#domain/programmes/conditions.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import {
  type EligibilityFacts,
  eligibilityFacts,
  type TestAnswer,
} from '#domain/programmes/eligibility-facts.ts'
import { publicKindLabels } from '#domain/programmes/kinds.ts'
import { tellPlaces } from '#domain/programmes/places.ts'
import { belongsTo } from '#domain/programmes/publics.ts'

/** Tests that every programme has besides its own: no test of a programme may take their key. */
export const houseTestKeys = ['period', 'territory', 'public'] as const

/** What a person answered, by key of test, where the facts leave it to check. */
export type PersonAnswers = Readonly<Record<string, { answer: TestAnswer; reason: string }>>

/** How one test came out. `settledBy`: the calendar, a fact of the file, a person, or nobody yet. */
export type TestOutcome = {
  key: string
  label: string
  answer: TestAnswer
  reason: string
  source: string
  settledBy: 'period' | 'fact' | 'person' | 'nobody'
}

export type Eligibility = {
  /** `eligible`: every test is met; `refused`: one is not; otherwise a person still has to check. */
  outcome: 'eligible' | 'refused' | 'to-check'
  tests: TestOutcome[]
}

/** What has conditions of entry: a programme, or a financing product. */
export type Entry = Pick<
  ProgrammeDefinition,
  'from' | 'to' | 'territory' | 'territories' | 'publics' | 'eligibility' | 'source'
>

/**
 * Whether a household may enter a programme on a day: each test with its reason. An unknown fact is to be checked,
 * never refused. A person answers what the facts leave open; what the facts settle is corrected in the file.
 */
export const decideEligibility = (
  definition: Entry,
  facts: EligibilityFacts,
  answers: PersonAnswers,
  on: PlainDate,
): Eligibility => {
  const tests = [
    ...checkPeriod(definition, on),
    ...checkTerritory(definition, facts),
    ...checkPublics(definition, facts),
    ...definition.eligibility.map((test) =>
      isFactTest(test)
        ? checkFact(test, facts)
        : toCheck(test.key, test.question, 'À vérifier par une personne.', test.source),
    ),
  ].map((test) => withAnswer(test, answers))
  return { outcome: outcomeOf(tests), tests }
}

const outcomeOf = (tests: readonly TestOutcome[]): Eligibility['outcome'] => {
  if (tests.some(({ answer }) => answer === 'no')) return 'refused'
  return tests.some(({ answer }) => answer === 'to-check') ? 'to-check' : 'eligible'
}

const toCheck = (key: string, label: string, reason: string, source: string): TestOutcome => ({
  key,
  label,
  answer: 'to-check',
  reason,
  source,
  settledBy: 'nobody',
})

const withAnswer = (test: TestOutcome, answers: PersonAnswers): TestOutcome => {
  const given = Object.hasOwn(answers, test.key) ? answers[test.key] : undefined
  return test.settledBy !== 'nobody' || !given || given.answer === 'to-check'
    ? test
    : { ...test, ...given, settledBy: 'person' }
}

const checkPeriod = ({ from, to, source }: Entry, on: PlainDate): TestOutcome[] => {
  if (!from && !to) return []
  const isOpen = (!from || on >= from) && (!to || on <= to)
  const period = tellPeriod(from, to)
  const reason = isOpen
    ? `Le ${formatDate(on)} est dans la période prévue, ${period}.`
    : `Le ${formatDate(on)} est hors de la période prévue, ${period}.`
  return [
    { key: 'period', label: 'Période', answer: isOpen ? 'yes' : 'no', reason, source, settledBy: 'period' },
  ]
}

/** Whoever lives elsewhere may be looking for a home there: the file alone never says no. */
const checkTerritory = (definition: Entry, facts: EligibilityFacts): TestOutcome[] => {
  const { source } = definition
  const places = tellPlaces(definition)
  if (places.length === 0) return []
  const label = `Territoire : ${places.join(', ')}`
  const lives = facts['lives-in-territory']
  if (!lives || typeof lives.value !== 'boolean')
    return [
      toCheck(
        'territory',
        label,
        'Le ménage habite-t-il ou cherche-t-il sur ce territoire ? L’adresse du dossier ne suffit pas à le dire.',
        source,
      ),
    ]
  return [
    {
      key: 'territory',
      label,
      answer: lives.value ? 'yes' : 'no',
      reason: `${eligibilityFacts['lives-in-territory'].label} : ${tellFact('lives-in-territory', lives)}.`,
      source,
      settledBy: 'fact',
    },
  ]
}

const checkPublics = ({ publics, source }: Entry, facts: EligibilityFacts): TestOutcome[] => {
  if (publics.length === 0) return []
  const label = `Public : ${publics.map((kind) => publicKindLabels[kind]).join(', ')}`
  return [belongingOutcome('public', label, publics, facts, source)]
}

const belongingOutcome = (
  key: string,
  label: string,
  publics: readonly string[],
  facts: EligibilityFacts,
  source: string,
): TestOutcome => {
  const { belongs, reason } = belongsTo(publics, facts)
  if (belongs === 'unknown') return toCheck(key, label, reason, source)
  return { key, label, answer: belongs, reason, source, settledBy: 'fact' }
}

const checkFact = (test: FactTest, facts: EligibilityFacts): TestOutcome => {
  const { key, fact, condition, source } = test
  const label = describeTest(test)
  if (fact === 'public' && condition.is === 'one-of')
    return belongingOutcome(key, label, condition.values, facts, source)
  if (fact === 'public' && condition.is === 'none-of')
    return contrary(belongingOutcome(key, label, condition.values, facts, source))
  const known = facts[fact]
  const met = known && meets(condition, known.value)
  if (!known || met === undefined)
    return toCheck(key, label, 'Le dossier ne le dit pas : à vérifier par une personne.', source)
  const asked = describeCondition(fact, condition)
  return {
    key,
    label,
    answer: met ? 'yes' : 'no',
    reason: `${tellFact(fact, known)}${met ? '.' : ` ; il faut : ${asked}.`}`,
    source,
    settledBy: 'fact',
  }
}

const contrary = (test: TestOutcome): TestOutcome =>
  test.answer === 'to-check' ? test : { ...test, answer: test.answer === 'yes' ? 'no' : 'yes' }
