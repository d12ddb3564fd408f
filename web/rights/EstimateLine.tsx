import { Link } from 'react-router'
import type { RightsView } from '#contract/rights.ts'
import type { Claim } from '#contract/rights-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { claimStatusLabels } from '#domain/rights/claims.ts'
import { type MissingFact, missingFactRows } from '#domain/rights/facts.ts'
import { type RightKind, rightLabels, rightRowsByKind } from '#domain/rights/kinds.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/rights/Rights.module.css'
import { claimSignal } from '#web/rights/signals.ts'
import { useAccess } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Why } from '#web/ui/Why.tsx'

type Estimate = RightsView['estimates'][number]
type Props = {
  householdId: string
  estimate: Estimate
  claim: Claim | undefined
  onNote: (right: RightKind, estimatedCents: number | null) => void
}

/** One right: how much, why, what it changes, with which papers, where it stands. */
export const EstimateLine = ({ householdId, estimate, claim, onNote }: Props) => {
  const { because } = useAccess('edit-social-situation')
  const { right, monthlyCents, explanation } = estimate
  const name = rightLabels[right]
  return (
    <li>
      <div className={classes.head}>
        <h3>{typeset(name)}</h3>
        <div className={classes.figure}>
          {monthlyCents !== null && monthlyCents > 0 && (
            <strong className="figures">{formatEuros(monthlyCents)} par mois</strong>
          )}
          {explanation && <Why explanation={explanation} />}
          {claim?.status && (
            <Signal kind={claimSignal(claim.status)}>{claimStatusLabels[claim.status]}</Signal>
          )}
          <ReasonedButton
            size="compact-sm"
            variant="default"
            because={because}
            onClick={() => onNote(right, monthlyCents)}
          >
            Noter une étape<span className="on-screen-readers"> : {name}</span>
          </ReasonedButton>
        </div>
      </div>
      <Told estimate={estimate} />
      {estimate.missing.length > 0 && <Missing householdId={householdId} missing={estimate.missing} />}
      {estimate.outcome !== 'not-due' && <Papers right={right} />}
    </li>
  )
}

/** What is received beside what is estimated, then the reserve to keep in mind. */
const Told = ({ estimate }: { estimate: Estimate }) => {
  const { inPaymentCents, monthlyCents, because, outcome } = estimate
  const gap = (monthlyCents ?? 0) - inPaymentCents
  const compared =
    outcome !== 'estimated' || inPaymentCents === 0
      ? undefined
      : gap > 0
        ? `soit ${formatEuros(gap)} de plus que ce qui est perçu`
        : gap < 0
          ? `soit ${formatEuros(-gap)} de moins que ce qui est perçu : à vérifier, risque d’indu`
          : 'comme ce qui est perçu'
  return (
    <>
      {inPaymentCents > 0 && (
        <p className={classes.soft}>
          Perçu aujourd’hui : <span className="figures">{formatEuros(inPaymentCents)}</span> par mois
          {compared && `, ${compared}`}.
        </p>
      )}
      {because && <p className={classes.soft}>{typeset(because)}</p>}
    </>
  )
}

export const Missing = ({
  householdId,
  missing,
}: {
  householdId: string
  missing: readonly MissingFact[]
}) => {
  const slug = useOrganisationSlug()
  const whereTo = {
    situation: paths.householdSituation({ slug, householdId }),
    tenancy: paths.householdTenancy({ slug, householdId }),
    answers: '#reponses',
  }
  return (
    <p className={classes.soft}>
      Il manque{' '}
      {missing.map((fact, index) => (
        <span key={fact}>
          {index > 0 && (index === missing.length - 1 ? ' et ' : ', ')}
          <Link to={whereTo[missingFactRows[fact].where]}>{typeset(missingFactRows[fact].label)}</Link>
        </span>
      ))}
      .
    </p>
  )
}

const Papers = ({ right }: { right: RightKind }) => {
  const { step, documents } = rightRowsByKind[right]
  return (
    <details className={classes.papers}>
      <summary>
        Démarche et pièces à demander<span className="on-screen-readers"> : {rightLabels[right]}</span>
      </summary>
      <p>{typeset(step)}</p>
      <ul>
        {documents.map((document) => (
          <li key={document}>{typeset(document)}</li>
        ))}
      </ul>
    </details>
  )
}
