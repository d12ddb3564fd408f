import { Button } from '@mantine/core'
import { Link, useNavigate } from 'react-router'
import type { DaloView } from '#contract/rights.ts'
import { delayWords } from '#domain/dalo/delays.ts'
import { daloQuestionLabels } from '#domain/dalo/facts.ts'
import { daloGroundLabels } from '#domain/dalo/ground-codes.ts'
import { type GroundVerdict, groundVerdictLabels } from '#domain/dalo/grounds.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/rights/Rights.module.css'
import { useAccess } from '#web/session/session.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Why } from '#web/ui/Why.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Props = { householdId: string }

/** What the facts say of each ground, and how long the commission and the préfet have; the commission decides. */
export const DaloSection = ({ householdId }: Props) => {
  const { data, error, refetch } = useApiQuery(api.rights.checkDalo, { householdId })
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return null
  const { territory, grounds, procedure, onDate } = data
  const possible = grounds.filter(({ verdict }) => verdict !== 'no')
  const unmet = grounds.filter(({ verdict }) => verdict === 'no')
  return (
    <Section
      title={territory ? `Recours DALO : ${territory.name}` : 'Recours DALO'}
      actions={<PrepareFile householdId={householdId} openFileId={data.openFileId} />}
    >
      {procedure && (
        <p className={classes.soft}>
          {typeset(`Recours en cours : ${procedure.stateLabel}, depuis le ${formatDate(procedure.since)}.`)}
        </p>
      )}
      {possible.length > 0 ? (
        <Grounds grounds={possible} />
      ) : (
        <p className={classes.soft}>Aucun motif ne ressort des faits notés.</p>
      )}
      {unmet.length > 0 && (
        <details className={classes.unlikely}>
          <summary>
            {unmet.length === 1 ? 'Un motif non rempli' : `${unmet.length} motifs non remplis`}
            {typeset(' : voir pourquoi')}
          </summary>
          <Grounds grounds={unmet} />
        </details>
      )}
      <Delays view={data} />
      <p className={classes.soft}>
        {typeset(
          `Il suffit d’un motif. Vérifié au ${formatDate(onDate)} sur les faits notés : simulation indicative, sans valeur juridique. La commission décide.`,
        )}
      </p>
    </Section>
  )
}

const signals: Readonly<Record<GroundVerdict, SignalKind>> = { yes: 'done', 'to-check': 'soon', no: 'none' }

const Grounds = ({ grounds }: { grounds: DaloView['grounds'] }) => (
  <ul className={classes.list}>
    {grounds.map(({ ground, verdict, reason, asks, explanation }) => (
      <li key={ground}>
        <div className={classes.head}>
          <h3>{typeset(daloGroundLabels[ground])}</h3>
          <div className={classes.figure}>
            <Signal kind={signals[verdict]}>{groundVerdictLabels[verdict]}</Signal>
            {explanation && <Why explanation={explanation} />}
          </div>
        </div>
        <p className={classes.soft}>{typeset(reason)}</p>
        {asks.length > 0 && (
          <p className={classes.soft}>
            {typeset(`À demander : ${asks.map((ask) => daloQuestionLabels[ask]).join(' ')}`)}
          </p>
        )}
      </li>
    ))}
  </ul>
)

const Delays = ({ view }: { view: DaloView }) => {
  const { territory, commission, prefect, courtMonths, longWaitMonths, explanation } = view
  return (
    <dl className={classes.delays}>
      <div>
        <dt>Commission de médiation</dt>
        <dd>{delayWords(commission)}</dd>
      </div>
      <div>
        <dt>Offre du préfet</dt>
        <dd>
          {delayWords(prefect)} <Why explanation={explanation} />
        </dd>
      </div>
      <div>
        <dt>Puis tribunal, dans les</dt>
        <dd>{courtMonths} mois</dd>
      </div>
      <div>
        <dt>Délai anormalement long</dt>
        <dd>
          {longWaitMonths !== null
            ? `${longWaitMonths} mois`
            : territory
              ? 'à ajouter aux règles locales'
              : 'département non connu'}
        </dd>
      </div>
    </dl>
  )
}

/** The file in preparation, else a new one, opened on what the household's own file already tells. */
const PrepareFile = ({ householdId, openFileId }: { householdId: string; openFileId: string | null }) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const { because } = useAccess('edit-social-situation')
  const fileAt = (fileId: string) => paths.housingFile({ slug, householdId, fileId })
  const start = useApiCommand(api.housingFiles.start, {
    onDone: ({ fileId }) => void navigate(fileAt(fileId)),
  })
  if (openFileId)
    return (
      <Button size="xs" variant="default" component={Link} to={fileAt(openFileId)}>
        Ouvrir le dossier DALO
      </Button>
    )
  const told = start.refusal?.message ?? start.failure
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <ReasonedButton
        size="xs"
        variant="default"
        because={because}
        loading={start.isRunning}
        onClick={() => void start.run({ householdId, kind: 'dalo' })}
      >
        Préparer un dossier DALO
      </ReasonedButton>
    </>
  )
}
