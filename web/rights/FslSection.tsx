import { fslVerdictLabels } from '#domain/local-rules/evaluate.ts'
import { fslDocumentLabels } from '#domain/local-rules/fsl-rule.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/rights/Rights.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Why } from '#web/ui/Why.tsx'
import { useApiQuery } from '#web/use-api.ts'

const signals: Readonly<Record<keyof typeof fslVerdictLabels, SignalKind>> = {
  yes: 'done',
  no: 'none',
  'to-check': 'soon',
}

/** The fund of the département, by its own rules; the fund decides. */
export const FslSection = ({ householdId, onNote }: { householdId: string; onNote: () => void }) => {
  const { because } = useAccess('edit-social-situation')
  const today = useToday()
  const { data } = useApiQuery(api.localRules.assessFsl, { householdId })
  if (!data) return null
  const { territory, verdict, explanation, documents, askBefore } = data
  const toGather = documents.filter(({ isKept }) => !isKept).map(({ kind }) => fslDocumentLabels[kind])
  return (
    <Section
      title={territory ? `FSL : ${territory.name}` : 'FSL'}
      actions={
        <ReasonedButton size="xs" variant="default" because={because} onClick={onNote}>
          Noter une étape<span className="on-screen-readers"> : FSL</span>
        </ReasonedButton>
      }
    >
      {verdict === null ? (
        <p className={classes.soft}>
          {territory
            ? 'Aucune règle locale n’est connue pour ce territoire : l’ajouter dans Réglages, Règles locales.'
            : 'La commune du logement n’est pas connue : le territoire du FSL non plus.'}
        </p>
      ) : (
        <>
          <p className={classes.figure}>
            <Signal kind={signals[verdict]}>{fslVerdictLabels[verdict]}</Signal>
            {explanation && <Why explanation={explanation} />}
          </p>
          {askBefore && askBefore >= today && (
            <p className={classes.soft}>
              {typeset(`Aide à l’accès : à demander avant le ${formatDate(askBefore)}.`)}
            </p>
          )}
          {toGather.length > 0 && (
            <p className={classes.soft}>
              {typeset(`Pièces à réunir : ${toGather.join(', ').toLowerCase()}.`)}
            </p>
          )}
        </>
      )}
    </Section>
  )
}
