import type { BudgetAssessment } from '#domain/budget/assess.ts'
import type { EffortRate } from '#domain/budget/effort-rate.ts'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import { formatEuros } from '#domain/money.ts'
import { formatPercent } from '#domain/ratio.ts'
import { BudgetBar } from '#web/budget/BudgetBar.tsx'
import classes from '#web/budget/Figures.module.css'
import { Gauge } from '#web/budget/Gauge.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Why } from '#web/ui/Why.tsx'

const limits = {
  budget: 'ce que le budget laisse',
  'seizable-share': 'la quotité saisissable',
  rsa: 'ce qui dépasse le RSA du foyer',
  'nothing-left': 'rien ne reste',
} as const

/** What a situation tells: what is left to live on, what the home weighs, what can be repaid. */
export const Figures = ({
  snapshot,
  assessment,
}: {
  snapshot: BudgetSnapshot
  assessment: BudgetAssessment
}) => {
  const { residual, capacity, seizable, effortRates } = assessment
  return (
    <div className={classes.figures}>
      <BudgetBar snapshot={snapshot} assessment={assessment} />
      <StatRow>
        <Stat
          label="Reste à vivre par mois"
          value={formatEuros(residual.perMonthCents)}
          detail={<Why explanation={residual.explanation} />}
        />
        <Stat
          label="Par jour et par unité de consommation"
          value={formatEuros(residual.perUnitPerDayCents)}
          detail={
            <Signal kind={residual.isBelowAlert ? 'late' : 'done'}>
              {residual.isBelowAlert ? 'sous le seuil de ' : 'au-dessus de '}
              {formatEuros(residual.alertBelowCents)}
            </Signal>
          }
        />
        <Stat
          label="Par jour et par personne"
          value={formatEuros(residual.perPersonPerDayCents)}
          detail={`${(residual.unitsHundredths / 100).toLocaleString('fr-FR')} UC`}
        />
        <Stat
          label="Capacité de remboursement"
          value={formatEuros(capacity.capacityCents)}
          detail={
            <>
              {limits[capacity.limitedBy]} <Why explanation={capacity.explanation} />
            </>
          }
        />
        <Stat
          label="Quotité saisissable"
          value={formatEuros(seizable.perMonthCents)}
          detail={<Why explanation={seizable.explanation} />}
        />
      </StatRow>
      <h3 className={classes.title}>Ce que pèse le logement</h3>
      <ul className={classes.rates}>
        {effortRates.map((rate) => (
          <Rate key={rate.variant} rate={rate} />
        ))}
      </ul>
    </div>
  )
}

const Rate = ({ rate }: { rate: EffortRate }) => {
  const { label, rateBasisPoints, thresholdBasisPoints, isAboveThreshold, explanation } = rate
  return (
    <li>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>
        {rateBasisPoints === undefined ? 'aucun revenu' : formatPercent(rateBasisPoints)}
      </span>
      <Gauge
        valueBasisPoints={rateBasisPoints}
        thresholdBasisPoints={thresholdBasisPoints}
        isOver={isAboveThreshold}
      />
      <span className={classes.verdict}>
        {thresholdBasisPoints === null ? (
          'statistique, sans seuil'
        ) : (
          <Signal kind={isAboveThreshold ? 'late' : 'done'}>
            {isAboveThreshold ? 'au-dessus de ' : 'sous '}
            {formatPercent(thresholdBasisPoints)}
          </Signal>
        )}{' '}
        <Why explanation={explanation} />
      </span>
    </li>
  )
}
