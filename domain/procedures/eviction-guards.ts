import { isWorkingDay, nextWorkingDay } from '#domain/calendar.ts'
import { addMonths, type PlainDate, weekdayOf } from '#domain/plain-date.ts'
import type { Guard, Law, ProcedureFact } from '#domain/procedures/definition.ts'
import {
  arePeriodsOver,
  commandPeriod,
  isInTruce,
  isLegalPerson,
  lastOn,
  quitPeriod,
  says,
  summonsNotice,
} from '#domain/procedures/eviction-days.ts'

const numberIn = ({ detail }: ProcedureFact, field: string): number | null => {
  const value = detail[field]
  return typeof value === 'number' ? value : null
}

const moved = (day: PlainDate, law: Law): PlainDate => nextWorkingDay(day, law.holidays(day))

export const evictionGuards: Readonly<Record<string, Guard>> = {
  'command-period-over': {
    refusal: 'Le délai du commandement de payer n’est pas passé : le ménage peut encore payer.',
    holds: (course, fact, law) => {
      const command = course.facts.findLast(({ event }) => event === 'command-to-pay')
      return command !== undefined && moved(commandPeriod(course, command, law).rawDueOn, law) <= fact.on
    },
  },
  'ccapex-period-over': {
    refusal:
      'Un bailleur personne morale ne peut assigner que deux mois après la saisine de la CCAPEX : l’assignation serait irrecevable.',
    holds: (course, fact, law) => {
      if (!isLegalPerson(course)) return true
      const referredOn = lastOn(course, 'ccapex-referred')
      if (referredOn === null) return false
      const months = law.on(referredOn).readNearest('arrears.ccapex-before-summons-months')
      return moved(addMonths(referredOn, months), law) <= fact.on
    },
  },
  'prefect-told-in-time': {
    refusal:
      'L’assignation n’a pas été notifiée au préfet assez tôt avant l’audience : elle est irrecevable. Enregistrez l’irrecevabilité ou le renvoi.',
    holds: (course, fact, law) => {
      const summonedOn = lastOn(course, 'summoned')
      const toldOn = lastOn(course, 'prefect-told')
      if (summonedOn === null || toldOn === null) return false
      return toldOn <= summonsNotice(fact.on, summonedOn, law).rawDueOn
    },
  },
  'delays-not-too-long': {
    refusal: 'Le juge ne peut accorder plus de trois ans de délais de paiement.',
    holds: (_course, fact, law) => {
      const months = numberIn(fact, 'months')
      return months === null || months <= law.on(fact.on).readNearest('eviction.payment-delays-months')
    },
  },
  'rent-resumed': {
    refusal: 'Sans reprise du loyer courant en entier avant l’audience, le juge ne peut accorder ces délais.',
    holds: (_course, fact) => !says(fact, 'isRentResumed', false),
  },
  'can-pay': {
    refusal: 'Le juge n’accorde de délais de paiement qu’à un ménage en état de payer la dette.',
    holds: (_course, fact) => !says(fact, 'canPay', false),
  },
  'suspension-asked': {
    refusal:
      'La clause n’est suspendue que si le locataire ou le bailleur le demande : le juge ne le fait plus d’office.',
    holds: (_course, fact) => !says(fact, 'isClauseSuspended', true) || !says(fact, 'askedBy', 'judge'),
  },
  'clause-suspended': {
    refusal: 'La clause n’est pas suspendue.',
    holds: (_course, fact) => !says(fact, 'isClauseSuspended', false),
  },
  'clause-not-suspended': {
    refusal: 'La clause est suspendue.',
    holds: (_course, fact) => !says(fact, 'isClauseSuspended', true),
  },
  'hardship-not-too-long': {
    refusal: 'Le délai du commandement de quitter ne peut être prolongé de plus de trois mois.',
    holds: (_course, fact, law) => {
      const months = numberIn(fact, 'months')
      return months === null || months <= law.on(fact.on).readNearest('eviction.hardship-months')
    },
  },
  'stay-within-limits': {
    refusal: 'Les délais pour rester vont d’un mois à un an.',
    holds: (_course, fact, law) => {
      const months = numberIn(fact, 'months')
      const params = law.on(fact.on)
      return (
        months === null ||
        (months >= params.readNearest('eviction.stay-min-months') &&
          months <= params.readNearest('eviction.stay-max-months'))
      )
    },
  },
  'quit-command-served': {
    refusal: 'Le commandement de quitter les lieux n’a pas été délivré.',
    holds: (course) => lastOn(course, 'command-to-quit') !== null,
  },
  'quit-period-over': {
    refusal:
      'Les délais du commandement de quitter les lieux courent encore, ou le préfet n’en a pas été saisi.',
    holds: (course, fact, law) => arePeriodsOver(course, fact.on, law),
  },
  'police-period-over': {
    refusal: 'Le concours ne peut être accordé avant deux mois à compter de la saisine du préfet.',
    holds: (course, fact, law) => {
      const period = quitPeriod(course, law)
      return period !== null && moved(period.rawDueOn, law) <= fact.on
    },
  },
  'outside-truce': {
    refusal:
      'Aucune expulsion du 1er novembre au 31 mars inclus, sauf relogement suffisant respectant l’unité de la famille.',
    holds: (_course, fact, law) => says(fact, 'isRehoused', true) || !isInTruce(fact.on, law),
  },
  'force-asked': {
    refusal: 'Le concours de la force publique n’a pas été demandé.',
    holds: (course) => lastOn(course, 'force-requested') !== null,
  },
  'in-truce': {
    refusal: 'La trêve hivernale n’est pas en cours.',
    holds: (_course, { on }, law) => isInTruce(on, law),
  },
  'lawful-day': {
    refusal: 'Aucune expulsion un dimanche ni un jour férié.',
    holds: (_course, { on }, law) => isWorkingDay(on, law.holidays(on)) || isWorkedSaturday(on, law),
  },
  'suspension-not-too-long': {
    refusal: 'La suspension pour surendettement ne peut dépasser deux ans.',
    holds: (_course, fact, law) => {
      const months = numberIn(fact, 'months')
      return months === null || months <= law.on(fact.on).readNearest('eviction.overindebtedness-months')
    },
  },
}

const isWorkedSaturday = (on: PlainDate, law: Law): boolean =>
  weekdayOf(on) === 6 && !law.holidays(on).has(on)
