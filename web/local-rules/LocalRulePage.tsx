import { useParams } from 'react-router'
import type { RuleView } from '#contract/local-rule-shapes.ts'
import {
  type LocalRuleKind,
  localRuleKindLabels,
  localRuleKinds,
  localRuleStatusLabels,
} from '#domain/local-rules/kinds.ts'
import { formatDate } from '#domain/plain-date.ts'
import { Invalid } from '#web/api-error.ts'
import { api } from '#web/client.ts'
import { CloseRule } from '#web/local-rules/CloseRule.tsx'
import { RuleContent } from '#web/local-rules/RuleContent.tsx'
import { RuleEditor } from '#web/local-rules/RuleEditor.tsx'
import { StartDraft } from '#web/local-rules/StartDraft.tsx'
import { paths } from '#web/paths.ts'
import classes from '#web/programmes/programmes.module.css'
import { useAccess } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const LocalRulePage = () => {
  const { slug = '', kind = 'fsl', territory = '' } = useParams()
  const known = localRuleKinds.find((one) => one === kind)
  const back = { label: 'Règles locales', to: paths.settingsLocalRules({ slug }) }
  return known ? (
    <ForRole action="read-local-rules">
      <Rule kind={known} territoryCode={territory} crumbs={[back]} />
    </ForRole>
  ) : (
    <Page title="Règles locales" crumbs={[back]}>
      <EmptyState title="Cette sorte de règle n’existe pas" />
    </Page>
  )
}

type Props = { kind: LocalRuleKind; territoryCode: string; crumbs: { label: string; to: string }[] }

const Rule = ({ kind, territoryCode, crumbs }: Props) => {
  const { data, error, refetch } = useApiQuery(api.localRules.open, { kind, territoryCode })
  return (
    <Page
      title={data ? `${data.territoryName} (${territoryCode})` : localRuleKindLabels[kind]}
      subtitle={localRuleKindLabels[kind]}
      crumbs={crumbs}
      actions={data && <Acts rule={data} />}
    >
      {error && !data && error instanceof Invalid && <EmptyState title="Ce territoire n’existe pas" />}
      {error && !data && !(error instanceof Invalid) && (
        <ErrorState error={error} retry={() => void refetch()} />
      )}
      {!data && !error && <Waiting label="Lecture des règles" />}
      {data && <Content rule={data} />}
    </Page>
  )
}

const Acts = ({ rule }: { rule: RuleView }) => {
  if (rule.own?.draft) return null
  const isRunning = rule.versions.some(({ status }) => status !== 'closed')
  return (
    <>
      {isRunning && <CloseRule rule={rule} />}
      <StartDraft rule={rule} />
    </>
  )
}

const Content = ({ rule }: { rule: RuleView }) => {
  const editing = useAccess('edit-local-rules')
  const { own, inForce, versions } = rule
  return (
    <div className={classes.reading}>
      <div>
        {own?.draft && editing.allowed && (
          <RuleEditor key={own.ruleId} rule={rule} own={{ ...own, draft: own.draft }} />
        )}
        {inForce ? (
          <Section title={inForce.origin.isShipped ? 'Règles fournies avec Palier' : 'Règles en vigueur'}>
            {inForce.origin.isShipped && (
              <Notice kind="soon">
                Ces règles viennent d’une source publique qui a pu changer. Vérifiez-les dans le règlement du
                fonds, puis reprenez-les à votre compte.
              </Notice>
            )}
            <RuleContent content={inForce.content} />
          </Section>
        ) : (
          <Notice kind="soon">
            Aucune règle n’est en vigueur pour ce territoire : Palier n’y répond à aucune question.
          </Notice>
        )}
      </div>
      {versions.length > 0 && (
        <Section title="Versions">
          <ul className={classes.versions}>
            {versions.map(({ number, status, validFrom, validTo, publishedBy, publishedOn, content }) => (
              <li key={number}>
                Version {number}, {localRuleStatusLabels[status].toLowerCase()} : du {formatDate(validFrom)}
                {validTo ? ` au ${formatDate(validTo)}` : ', sans fin'}. Mise en vigueur par {publishedBy} le{' '}
                {formatDate(publishedOn)}.
                {status !== 'in-force' && (
                  <details>
                    <summary>Lire cette version</summary>
                    <RuleContent content={content} />
                  </details>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
