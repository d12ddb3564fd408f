import type { Explanation } from '#domain/explanation.ts'
import { confidenceLabels } from '#domain/legal-parameter.ts'
import type { ParameterUse } from '#domain/parameters.ts'
import { formatDate } from '#domain/plain-date.ts'
import { formatExplained, formatParameter } from '#web/ui/explained-value.ts'
import { typeset } from '#web/ui/typeset.ts'
import classes from '#web/ui/Why.module.css'

/** A computed figure laid open: result, formula, inputs, legal figures with how sure they are, sources, date. */
export const ExplanationView = ({ explanation }: { explanation: Explanation }) => {
  const { label, result, formula, inputs, parameters, sources, asOf, notice, steps = [] } = explanation
  return (
    <div className={classes.explanation}>
      <p className={classes.result}>
        <span>{typeset(label)}</span>
        <span className="figures">{formatExplained(result)}</span>
      </p>
      <p className={classes.formula}>{typeset(formula)}</p>
      {inputs.length > 0 && (
        <dl className={classes.lines}>
          {inputs.map((input) => (
            <div key={input.label}>
              <dt>{typeset(input.label)}</dt>
              <dd className="figures">{formatExplained(input)}</dd>
            </div>
          ))}
        </dl>
      )}
      {steps.map((step) => (
        <div key={step.label} className={classes.step}>
          <ExplanationView explanation={step} />
        </div>
      ))}
      {parameters.length > 0 && (
        <ul className={classes.small}>
          {parameters.map((parameter) => (
            <li key={parameter.key}>
              <LegalFigure parameter={parameter} />
            </li>
          ))}
        </ul>
      )}
      {sources.length > 0 && <p className={classes.small}>{typeset(`Sources : ${sources.join(' ; ')}`)}</p>}
      <p className={classes.small}>
        Calculé au {formatDate(asOf)}, {notice}.
      </p>
    </div>
  )
}

const LegalFigure = ({ parameter }: { parameter: ParameterUse }) => (
  <>
    {typeset(`${parameter.label} : `)}
    <b className="figures">{formatParameter(parameter)}</b> depuis le {formatDate(parameter.validFrom)},{' '}
    {parameter.legalRef} ({confidenceLabels[parameter.confidence]})
  </>
)
