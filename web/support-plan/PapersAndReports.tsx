import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ContractPaper, ReportView, SupportPlanView } from '#contract/support-plan-shapes.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { ReportForm } from '#web/support-plan/ReportForm.tsx'
import { SendReport } from '#web/support-plan/SendReport.tsx'
import { SignedContractForm } from '#web/support-plan/SignedContractForm.tsx'
import classes from '#web/support-plan/support-plan.module.css'
import { Day } from '#web/ui/Day.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useApiDownload } from '#web/use-api.ts'

type Props = { measureId: string; householdId: string; plan: SupportPlanView }

export const PapersAndReports = (props: Props) => (
  <>
    <ContractSection {...props} />
    <ReportsSection {...props} />
  </>
)

const paperTitles: Readonly<Record<ContractPaper, string>> = {
  'support-contract': 'Contrat d’accompagnement',
  'three-party-agreement': 'Convention tripartite',
}

const ContractSection = ({ measureId, householdId, plan }: Props) => {
  const [keeping, setKeeping] = useState<ContractPaper>()
  const slug = useOrganisationSlug()
  const may = useAccess('write-measure')
  const print = useApiDownload(api.supportPlan.downloadContract)
  const told = print.refusal?.message ?? print.failure
  return (
    <Section title="Contrat">
      {told && <Notice kind="late">{told}</Notice>}
      <ul className={classes.actions}>
        {plan.papers.map(({ paper, receivedOn, documentId }) => (
          <li key={paper}>
            <div>
              <Signal kind={receivedOn ? 'done' : 'none'}>{paperTitles[paper]}</Signal>
              <p className={classes.soft}>
                {receivedOn ? (
                  <>
                    Signé le <Day date={receivedOn} />
                    {documentId && (
                      <>
                        , dans <Link to={paths.householdDocuments({ slug, householdId })}>Documents</Link>
                      </>
                    )}
                  </>
                ) : (
                  'À imprimer, lire ensemble et signer. Il reprend les objectifs et les mots du ménage.'
                )}
              </p>
            </div>
            <div className={classes.buttons}>
              <Button
                size="xs"
                variant="default"
                loading={print.isRunning}
                onClick={() => void print.run({ measureId, paper }, 'tab')}
              >
                Imprimer
                <span className="on-screen-readers"> : {paperTitles[paper]}</span>
              </Button>
              <ReasonedButton size="xs" because={may.because} onClick={() => setKeeping(paper)}>
                Garder l’exemplaire signé
                <span className="on-screen-readers"> : {paperTitles[paper]}</span>
              </ReasonedButton>
            </div>
          </li>
        ))}
      </ul>
      {keeping && (
        <SignedContractForm
          measureId={measureId}
          version={plan.measureVersion}
          paper={keeping}
          title={paperTitles[keeping]}
          onClose={() => setKeeping(undefined)}
        />
      )}
    </Section>
  )
}

const ReportsSection = ({ measureId, plan }: Props) => {
  const [writing, setWriting] = useState<ReportView | 'new'>()
  const may = useAccess('write-measure')
  const { reports, recipient } = plan
  return (
    <Section
      title="Rapports au prescripteur"
      actions={
        <ReasonedButton size="xs" variant="default" because={may.because} onClick={() => setWriting('new')}>
          Écrire un rapport
        </ReasonedButton>
      }
    >
      {reports.length === 0 && (
        <p className={classes.soft}>
          Un rapport se prépare avec les faits du dossier ; vous y ajoutez votre texte. Les notes n’y entrent
          jamais.
        </p>
      )}
      <ul className={classes.actions}>
        {reports.map((report) => (
          <Report key={report.id} report={report} recipient={recipient} onWrite={() => setWriting(report)} />
        ))}
      </ul>
      {writing && (
        <ReportForm
          measureId={measureId}
          report={writing === 'new' ? undefined : writing}
          onClose={() => setWriting(undefined)}
        />
      )}
    </Section>
  )
}

type ReportProps = { report: ReportView; recipient: SupportPlanView['recipient']; onWrite: () => void }

const Report = ({ report, recipient, onWrite }: ReportProps) => {
  const print = useApiDownload(api.supportPlan.downloadReport)
  const may = useAccess('write-measure')
  const { id: reportId, number, from, to, by, savedAt, sentAt, sentNumber, earlier } = report
  const told = print.refusal?.message ?? print.failure
  const name = `du ${formatDate(from)} au ${formatDate(to)}`
  return (
    <li>
      <div>
        <p>Rapport {name}</p>
        <p className={classes.soft}>
          Version {number}, le {formatInstant(savedAt)} par {by}
        </p>
        {sentAt && (
          <p className={classes.soft}>
            <Signal kind="done">Version {sentNumber} envoyée</Signal> le {formatInstant(sentAt)}
          </p>
        )}
        {told && <Notice kind="late">{told}</Notice>}
        <div className={classes.buttons}>
          {earlier.map((version) => (
            <Button
              key={version.number}
              size="compact-sm"
              variant="subtle"
              onClick={() => void print.run({ reportId, number: version.number }, 'tab')}
            >
              Version {version.number}
              <span className="on-screen-readers"> du rapport {name}</span>
            </Button>
          ))}
        </div>
      </div>
      <div className={classes.buttons}>
        <Button
          size="xs"
          variant="default"
          loading={print.isRunning}
          onClick={() => void print.run({ reportId }, 'tab')}
        >
          Imprimer<span className="on-screen-readers"> le rapport {name}</span>
        </Button>
        <ReasonedButton size="xs" variant="default" because={may.because} onClick={onWrite}>
          Reprendre<span className="on-screen-readers"> le rapport {name}</span>
        </ReasonedButton>
        <SendReport report={report} recipient={recipient} />
      </div>
    </li>
  )
}
