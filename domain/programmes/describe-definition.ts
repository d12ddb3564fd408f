import { formatInteger } from '#domain/money.ts'
import { describeTest, tellPeriod } from '#domain/programmes/conditions.ts'
import type { ProgrammeDefinition, ProgrammeLength } from '#domain/programmes/definition.ts'
import {
  documentMomentLabels,
  limitLabels,
  overlapLabels,
  supportedByLabels,
} from '#domain/programmes/definition-words.ts'
import {
  exitReasonLabels,
  indicatorLabels,
  objectiveKindLabels,
  prescriberKindLabels,
  programmeFamilyLabels,
  publicKindLabels,
  requiredDocumentLabels,
} from '#domain/programmes/kinds.ts'
import { tellPlaces } from '#domain/programmes/places.ts'

/** One heading of a programme and what it says, a line each; no line when the programme says nothing of it. */
export type DescribedField = { key: string; label: string; lines: string[] }

const named = <Key extends string>(labels: Readonly<Record<Key, string>>, keys: readonly Key[]) =>
  keys.map((key) => labels[key])
const text = (value: string | null) => (value === null || value.trim() === '' ? [] : [value])

const counted = (months: number) => `${formatInteger(months)} mois`

const describeLength = (length: ProgrammeLength): string[] => {
  const { firstMonths, renewals, renewalMonths, totalMonths, limit, alertMonths } = length
  const times = renewals === null ? 'renouvelable' : `${renewals} renouvellement${renewals > 1 ? 's' : ''}`
  return [
    limitLabels[limit],
    ...(firstMonths === null ? [] : [`Première période : ${counted(firstMonths)}`]),
    ...(renewals === 0
      ? ['Pas de renouvellement']
      : renewalMonths === null
        ? []
        : [`Renouvellement : ${times}, ${counted(renewalMonths)} à la fois`]),
    ...(totalMonths === null ? [] : [`Durée totale : ${counted(totalMonths)}`]),
    ...(alertMonths.length === 0 ? [] : [`Alertes au bout de ${alertMonths.join(', ')} mois`]),
  ]
}

const describeRhythm = (rhythm: ProgrammeDefinition['rhythm']): string => {
  if (rhythm.kind === 'agreed') return 'Rythme choisi avec le ménage'
  return rhythm.everyWeeks === 1
    ? 'Une rencontre par semaine'
    : `Une rencontre toutes les ${rhythm.everyWeeks} semaines`
}

const describeWeight = (tenths: number) => `${Math.floor(tenths / 10)},${tenths % 10} mesure ordinaire`

/** A programme in words, heading by heading: read on screen, printed, and compared between versions. */
export const describeDefinition = (definition: ProgrammeDefinition): DescribedField[] => [
  { key: 'name', label: 'Nom', lines: text(definition.name) },
  { key: 'family', label: 'Famille', lines: [programmeFamilyLabels[definition.family]] },
  { key: 'summary', label: 'En bref', lines: text(definition.summary) },
  { key: 'operator', label: 'Opérateur', lines: text(definition.operator) },
  { key: 'funder', label: 'Financeur', lines: text(definition.funder) },
  { key: 'convention', label: 'Convention', lines: text(definition.convention) },
  { key: 'source', label: 'D’où viennent les règles', lines: text(definition.source) },
  {
    key: 'period',
    label: 'Une mesure peut commencer',
    lines: definition.from || definition.to ? [tellPeriod(definition.from, definition.to)] : [],
  },
  { key: 'territory', label: 'Territoire', lines: tellPlaces(definition) },
  {
    key: 'prescribers',
    label: 'Qui peut demander',
    lines: named(prescriberKindLabels, definition.prescribers),
  },
  { key: 'publics', label: 'Public', lines: named(publicKindLabels, definition.publics) },
  { key: 'eligibility', label: 'Conditions', lines: definition.eligibility.map(describeTest) },
  { key: 'phases', label: 'Phases', lines: definition.phases.map(({ label }) => label) },
  { key: 'length', label: 'Durée', lines: describeLength(definition.length) },
  {
    key: 'overlap',
    label: 'Mesures en même temps',
    lines: [overlapLabels[definition.overlap]],
  },
  {
    key: 'documents',
    label: 'Pièces demandées',
    lines: definition.documents.map(
      ({ kind, moment }) => `${requiredDocumentLabels[kind]}, ${documentMomentLabels[moment]}`,
    ),
  },
  { key: 'rhythm', label: 'Rencontres', lines: [describeRhythm(definition.rhythm)] },
  { key: 'supportedBy', label: 'Qui accompagne', lines: [supportedByLabels[definition.supportedBy]] },
  { key: 'objectives', label: 'Objectifs', lines: named(objectiveKindLabels, definition.objectives) },
  {
    key: 'reviewEveryMonths',
    label: 'Bilans',
    lines: definition.reviewEveryMonths === null ? [] : [`Tous les ${counted(definition.reviewEveryMonths)}`],
  },
  { key: 'exits', label: 'Sorties', lines: named(exitReasonLabels, definition.exits) },
  {
    key: 'evaluationMonths',
    label: 'Évaluations après la sortie',
    lines: definition.evaluationMonths.map((months) => `À ${counted(months)}`),
  },
  {
    key: 'capacity',
    label: 'Capacité',
    lines: definition.capacity === null ? [] : [`${formatInteger(definition.capacity)} mesures à la fois`],
  },
  { key: 'weightTenths', label: 'Poids d’une mesure', lines: [describeWeight(definition.weightTenths)] },
  { key: 'indicators', label: 'Indicateurs', lines: named(indicatorLabels, definition.indicators) },
]
