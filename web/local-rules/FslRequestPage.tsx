import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { localRules } from '#contract/local-rules.ts'
import { type EnergyLabel, energyLabels } from '#domain/funding/project.ts'
import { fslVerdictLabels } from '#domain/local-rules/evaluate.ts'
import {
  type FslAidKind,
  familyOf,
  fslAidKindLabels,
  fslDocumentLabels,
} from '#domain/local-rules/fsl-rule.ts'
import { territoryCodePattern } from '#domain/local-rules/kinds.ts'
import { tellAid } from '#domain/local-rules/words.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import own from '#web/local-rules/local-rules.module.css'
import { StartFsl } from '#web/local-rules/StartFsl.tsx'
import { paths } from '#web/paths.ts'
import classes from '#web/programmes/programmes.module.css'
import { ForRole } from '#web/shell/ForRole.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { ExplanationView } from '#web/ui/ExplanationView.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export type FslAnswer = Output<typeof localRules.assessFsl>

const aidKinds = Object.keys(fslAidKindLabels) as FslAidKind[]
const schema = { aide: oneOf(aidKinds), territoire: text() }

/** The local rules read on this household before anything is asked: conditions, documents, and the request to open. */
export const FslRequestPage = () => {
  const { slug = '', householdId = '' } = useParams()
  return (
    <Page
      title="Préparer une demande au FSL"
      subtitle="Les règles locales appliquées à ce que dit le dossier. Le fonds décide."
      crumbs={[{ label: 'Procédures du ménage', to: paths.householdProcedures({ slug, householdId }) }]}
    >
      <ForRole action="read-social-situation">
        <Preparation householdId={householdId} />
      </ForRole>
    </Page>
  )
}

const Preparation = ({ householdId }: { householdId: string }) => {
  const [{ aide, territoire }, setState] = useUrlState(schema)
  const [loan, setLoan] = useState<number | null>(null)
  const [label, setLabel] = useState<EnergyLabel | null>(null)
  const isCode = territoire !== undefined && territoryCodePattern.test(territoire)
  const { data, error, refetch } = useApiQuery(
    api.localRules.assessFsl,
    {
      householdId,
      aid: aide ?? null,
      ...(isCode ? { territoryCode: territoire } : {}),
      loanInstalmentCents: loan,
      energyLabel: label,
    },
    { keepPrevious: true },
  )
  const isAccess = aide !== undefined && familyOf(aide) === 'access'
  return (
    <>
      <div className={classes.fields}>
        <Select
          label="Aide demandée"
          placeholder="Choisir"
          data={aidKinds.map((value) => ({ value, label: fslAidKindLabels[value] }))}
          value={aide ?? null}
          onChange={(value) => setState({ aide: (value as FslAidKind | null) ?? undefined })}
        />
        <TextInput
          label="Fonds"
          description="Numéro du département ; vide : celui du logement."
          maxLength={4}
          placeholder={data?.territory?.code ?? ''}
          value={territoire ?? ''}
          onChange={(event) => setState({ territoire: event.currentTarget.value.toUpperCase() || undefined })}
        />
        {isAccess && (
          <>
            <AmountInput label="Mensualité estimée du prêt FSL" value={loan} onChange={setLoan} />
            <Select
              label="Étiquette énergie du logement"
              clearable
              data={[...energyLabels]}
              value={label}
              onChange={(value) => setLabel(value as EnergyLabel | null)}
            />
          </>
        )}
      </div>
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture des règles locales" />}
      {data && (
        <div className={own.answer}>
          <Answer householdId={householdId} aid={aide ?? null} answer={data} />
        </div>
      )}
    </>
  )
}

type AnswerProps = { householdId: string; aid: FslAidKind | null; answer: FslAnswer }

const verdictKinds = { yes: 'done', no: 'late', 'to-check': 'soon' } as const

const Answer = ({ householdId, aid, answer }: AnswerProps) => {
  const { slug = '' } = useParams()
  const navigate = useNavigate()
  const [isStarting, setStarting] = useState(false)
  const { territory, origin, verdict, explanation } = answer
  return (
    <div className={classes.reading} aria-live="polite">
      <div>
        {!territory && (
          <EmptyState title="Le fonds n’est pas connu">
            L’adresse du logement ne suffit pas à trouver le département : donnez son numéro.
          </EmptyState>
        )}
        {territory && !origin && (
          <Notice kind="soon">
            {`Aucune règle locale n’est connue pour ${territory.name} (${territory.code}). Vous pouvez l’ajouter dans Réglages, Règles locales ; la demande peut s’ouvrir sans elle.`}
          </Notice>
        )}
        {verdict && territory && (
          <Section title={`Règles locales : ${territory.name} (${territory.code})`}>
            <Notice kind={verdict === 'yes' ? 'done' : 'soon'}>
              {verdict === 'no'
                ? 'Le ménage semble hors des conditions locales. La demande reste possible : le fonds décide.'
                : verdict === 'yes'
                  ? 'Ce que dit le dossier est dans les conditions locales.'
                  : 'Une personne doit encore vérifier : voici ce qui manque.'}
            </Notice>
            <p>
              <Signal kind={verdictKinds[verdict]}>{fslVerdictLabels[verdict]}</Signal>
            </p>
            {origin?.isShipped && (
              <p className={classes.hint}>
                {typeset(`Règles fournies avec Palier (${origin.source}) : vérifiez-les auprès du fonds.`)}
              </p>
            )}
            {explanation && <ExplanationView explanation={explanation} />}
          </Section>
        )}
        {answer.situationOn === null && (
          <Notice
            kind="soon"
            action={
              <Button
                variant="default"
                onClick={() => void navigate(paths.householdSituation({ slug, householdId }))}
              >
                Écrire la situation
              </Button>
            }
          >
            Les ressources et les charges du ménage ne sont pas écrites : les conditions restent à vérifier.
          </Notice>
        )}
      </div>
      <div>
        <Documents answer={answer} />
        <Section title="La demande">
          {answer.askBefore && aid && familyOf(aid) === 'access' && (
            <p>{typeset(`À déposer avant le ${formatDate(answer.askBefore)}, selon le règlement.`)}</p>
          )}
          <Button onClick={() => setStarting(true)}>Ouvrir la demande</Button>
        </Section>
      </div>
      {isStarting && (
        <StartFsl householdId={householdId} aid={aid} answer={answer} onClose={() => setStarting(false)} />
      )}
    </div>
  )
}

const Documents = ({ answer: { documents, aids, notes } }: { answer: FslAnswer }) => (
  <>
    {documents.length > 0 && (
      <Section title="Pièces à réunir">
        <ul className={classes.tests}>
          {documents.map(({ kind, isKept }) => (
            <li key={kind} className={classes.test}>
              <span>{fslDocumentLabels[kind]}</span>
              <Signal kind={isKept ? 'done' : 'soon'}>{isKept ? 'au dossier' : 'à réunir'}</Signal>
            </li>
          ))}
        </ul>
      </Section>
    )}
    {(aids.length > 0 || notes) && (
      <Section title="Ce que disent les règles">
        <ul className={classes.tests}>
          {aids.map((aid) => (
            <li key={tellAid(aid)}>{typeset(tellAid(aid))}</li>
          ))}
          {notes && <li>{typeset(notes)}</li>}
        </ul>
      </Section>
    )}
  </>
)
