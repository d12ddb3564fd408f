import { formatEuros, multiplyThenDivide } from '#domain/money.ts'
import { readParameters } from '#domain/parameters.ts'
import {
  type PlanDecision,
  type PlanOffer,
  planRefusalMessages,
  planWarningMessages,
} from '#domain/plans/decide-repayment-plan.ts'
import { formatPercent, ratioBasisPoints } from '#domain/ratio.ts'
import type { PlanDraft } from '#web/plans/NewPlanPage.tsx'
import classes from '#web/plans/plans.module.css'
import { ScheduleTable } from '#web/plans/ScheduleTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { Notice } from '#web/ui/Notice.tsx'

type Props = { draft: PlanDraft; decision: PlanDecision; offer: PlanOffer }

/** What the plan would be, before anyone commits to it. */
export const PlanPreview = ({ draft, decision, offer }: Props) => {
  if (decision.outcome === 'refused')
    return (
      <Notice kind="late" title="Ce plan ne peut pas être proposé">
        {planRefusalMessages[decision.reason]}
      </Notice>
    )
  const { schedule, warnings, lastDueOn, largestInstalmentCents } = decision
  return (
    <>
      <p>
        <strong>
          {schedule.length} mensualités de {formatEuros(schedule[0]?.amountCents ?? 0)}
        </strong>
        , la dernière de {formatEuros(schedule.at(-1)?.amountCents ?? 0)}, du <Day date={offer.firstDueOn} />{' '}
        au <Day date={lastDueOn} />.
      </p>
      {warnings
        .filter((warning) => warning !== 'means-unknown')
        .map((warning) => (
          <Notice key={warning} kind="soon">
            {planWarningMessages[warning]}
          </Notice>
        ))}
      <Effects draft={draft} instalmentCents={largestInstalmentCents} />
      <ul className={classes.rules}>
        <li>Les mensualités font exactement {formatEuros(offer.amountCents)} au total.</li>
        <li>
          Chaque échéance est comptée depuis la première. Si un mois n’a pas ce jour, c’est le dernier jour du
          mois.
        </li>
      </ul>
      <ScheduleTable label="Échéancier proposé" rows={schedule} />
    </>
  )
}

const Effects = ({ draft, instalmentCents }: { draft: PlanDraft; instalmentCents: number }) => {
  const { means, meansKnown } = draft
  if (meansKnown === 'hidden')
    return (
      <Notice kind="plain">
        Le budget du ménage est réservé aux travailleurs sociaux. La mensualité lui sera comparée quand vous
        proposerez le plan.
      </Notice>
    )
  if (!means)
    return (
      <Notice kind="soon">
        Aucun budget n’est connu : l’effet sur le reste pour vivre ne peut pas être montré. Faites le budget
        dans « Situation », puis revenez.
      </Notice>
    )
  const days = readParameters(draft.figures, means.onDate).readNearest('residual-income.days-per-month')
  const perUnit = (cents: number) => multiplyThenDivide(cents, 100, means.unitsHundredths * days)
  const rate = (cents: number) => {
    const points = ratioBasisPoints(cents, means.incomeCents)
    return points === undefined ? 'sans revenu' : formatPercent(points)
  }
  const rows = [
    [
      'Reste pour vivre par mois',
      formatEuros(means.residualPerMonthCents),
      formatEuros(means.residualPerMonthCents - instalmentCents),
    ],
    [
      'Reste pour vivre par jour et par unité de consommation',
      formatEuros(perUnit(means.residualPerMonthCents)),
      formatEuros(perUnit(means.residualPerMonthCents - instalmentCents)),
    ],
    [
      'Taux d’effort, énergie comprise',
      rate(means.housingCostCents),
      rate(means.housingCostCents + instalmentCents),
    ],
  ]
  return (
    <>
      <table className={classes.effects}>
        <caption className="on-screen-readers">Effet du plan sur le budget</caption>
        <thead>
          <tr>
            <th scope="col">
              Budget du <Day date={means.onDate} />
            </th>
            <th scope="col">Aujourd’hui</th>
            <th scope="col">Avec le plan</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, before, after]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.soft}>
        Capacité de remboursement calculée : {formatEuros(means.repaymentCapacityCents)} par mois. Simulation
        indicative, sans valeur juridique.
      </p>
    </>
  )
}
