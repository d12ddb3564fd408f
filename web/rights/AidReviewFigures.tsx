import { Link } from 'react-router'
import type { AidReviewSummary } from '#contract/aid-reviews.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { missingFactRows } from '#domain/rights/facts.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/rights/Rights.module.css'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { typeset } from '#web/ui/typeset.ts'

type Props = { summary: AidReviewSummary; slug: string }

/** What the comparison found; what it lacked for the others, as one sentence of links. */
export const AidReviewFigures = ({ summary, slug }: Props) => {
  const list = paths.aidReviews({ slug })
  const { gains, excesses, households, missing } = summary
  return (
    <>
      <StatRow>
        <Stat
          label="Aide à demander"
          value={formatInteger(gains.households)}
          to={`${list}?ecart=gain`}
          detail={`${formatEuros(gains.monthlyCents)} par mois`}
        />
        <Stat
          label="Aide peut-être trop payée"
          value={formatInteger(excesses.households)}
          to={`${list}?ecart=excess`}
          detail={`${formatEuros(excesses.monthlyCents)} par mois`}
        />
        <Stat label="Ménages lus" value={formatInteger(households)} />
      </StatRow>
      {missing.length > 0 && (
        <p className={classes.lacked}>
          {typeset('Pour comparer les autres, il manque : ')}
          {missing.map(({ fact, households: count }, index) => (
            <span key={fact}>
              {index > 0 && (index === missing.length - 1 ? ' et ' : ', ')}
              <Link to={`${list}?manque=${fact}`}>{typeset(missingFactRows[fact].label)}</Link>{' '}
              {typeset(`(${formatInteger(count)})`)}
            </span>
          ))}
          .
        </p>
      )}
    </>
  )
}
