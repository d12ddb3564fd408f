import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Override, ParameterDetail, ParameterVersion } from '#contract/settings.ts'
import { confidenceLabels, type ParameterUnit } from '#domain/legal-parameter.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { ConfidenceMark } from '#web/settings/ConfidenceMark.tsx'
import { DecideProposal } from '#web/settings/DecideProposal.tsx'
import { ProposalForm } from '#web/settings/ProposalForm.tsx'
import { formatParameter } from '#web/settings/parameter-value.ts'
import classes from '#web/settings/settings.module.css'
import { WithdrawOverride } from '#web/settings/WithdrawOverride.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** One parameter: its versions, the organisation's own values, and their history. */
export const ParameterPanel = ({ parameterKey, onClose }: { parameterKey: string; onClose: () => void }) => {
  const { data, error, refetch } = useApiQuery(api.settings.getParameter, { key: parameterKey })
  return (
    <SidePanel onClose={onClose} title={data?.label ?? 'Paramètre'} size="lg">
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture du paramètre" />}
      {data && <Detail parameter={data} />}
    </SidePanel>
  )
}

const Detail = ({ parameter }: { parameter: ParameterDetail }) => {
  const { allowed, because } = useAccess('edit-parameters')
  const [isSetting, setSetting] = useState(false)
  return (
    <>
      <FactList
        facts={[
          { label: 'Sujet', value: parameter.subject },
          { label: 'Effet', value: parameter.effect },
        ]}
      />
      {parameter.advice && <Notice kind="plain">{parameter.advice}</Notice>}
      <Section title="Versions">
        <ol className={classes.history}>
          {parameter.versions.toReversed().map((version) => (
            <li key={version.validFrom}>
              <Version version={version} unit={parameter.unit} />
            </li>
          ))}
        </ol>
      </Section>
      <Section title="Valeurs propres à l’organisation">
        {isSetting && allowed ? (
          <ProposalForm parameter={parameter} onClose={() => setSetting(false)} />
        ) : (
          <ReasonedButton variant="default" because={because} onClick={() => setSetting(true)}>
            Proposer une valeur
          </ReasonedButton>
        )}
        {parameter.overrides.length === 0 ? (
          <p>Aucune : Palier calcule avec la valeur publiée.</p>
        ) : (
          <ol className={classes.history}>
            {parameter.overrides.map((override) => (
              <li key={override.id}>
                <OverrideLine override={override} unit={parameter.unit} mayEdit={allowed} />
              </li>
            ))}
          </ol>
        )}
      </Section>
    </>
  )
}

const span = (from: string, to: string | null) =>
  to
    ? `du ${formatDate(from as PlainDate)} au ${formatDate(to as PlainDate)}`
    : `depuis le ${formatDate(from as PlainDate)}`

const Version = ({ version, unit }: { version: ParameterVersion; unit: ParameterUnit }) => (
  <>
    <p>
      <b className="figures">{formatParameter(version.value, unit)}</b>,{' '}
      {span(version.validFrom, version.validTo)}
    </p>
    <p>
      {version.legalRef} (lu le {formatDate(version.sourceDate as PlainDate)})
    </p>
    <ConfidenceMark of={version} />
  </>
)

type LineProps = { override: Override; unit: ParameterUnit; mayEdit: boolean }

const OverrideLine = ({ override, unit, mayEdit }: LineProps) => {
  const [isWithdrawing, setWithdrawing] = useState(false)
  return (
    <>
      <p>
        <b className="figures">{formatParameter(override.value, unit)}</b>,{' '}
        {span(override.validFrom, override.validTo)}
      </p>
      <p>« {override.reason} »</p>
      {override.source && (
        <p>
          {override.source.reference} (lu le {formatDate(override.source.readOn as PlainDate)},{' '}
          {confidenceLabels[override.source.confidence]})
        </p>
      )}
      {override.doubt && <p>Bien que dix fois une valeur voisine, ou le dixième : « {override.doubt} »</p>}
      <p>
        Proposée par {override.setBy} le {formatInstant(override.setAt)}
        {override.decidedAt && (
          <>
            , {override.state === 'refused' ? 'refusée' : 'vérifiée'} par {override.decidedBy} le{' '}
            {formatInstant(override.decidedAt)}
            {override.decidedReason && <> : « {override.decidedReason} »</>}
          </>
        )}
      </p>
      {override.state === 'proposed' && !override.withdrawnAt && <DecideProposal override={override} />}
      {override.withdrawnAt && (
        <p>
          Retirée par {override.withdrawnBy} le {formatInstant(override.withdrawnAt)} : «{' '}
          {override.withdrawnReason} »
        </p>
      )}
      {!override.withdrawnAt && override.state !== 'refused' && mayEdit && !isWithdrawing && (
        <Button size="compact-sm" variant="default" onClick={() => setWithdrawing(true)}>
          Retirer cette valeur
        </Button>
      )}
      {isWithdrawing && !override.withdrawnAt && (
        <WithdrawOverride overrideId={override.id} onClose={() => setWithdrawing(false)} />
      )}
    </>
  )
}
