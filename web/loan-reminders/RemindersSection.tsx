import { useState } from 'react'
import type { LoanView } from '#contract/loan-shapes.ts'
import { type ReminderKind, reminderLabels } from '#domain/loans/reminders.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { useAccess } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand, useApiDownload, useApiQuery } from '#web/use-api.ts'

/** The letter that this loan calls for, or why none; those that left. */
export const RemindersSection = ({ loan }: { loan: LoanView }) => {
  const { financingId, applicationId } = loan
  const { data } = useApiQuery(api.loanReminders.ofLoan, { financingId })
  const open = useApiDownload(api.reviews.openDocument)
  if (!data || (data.proposed === null && data.sent.length === 0 && loan.lateCents === 0)) return null
  const told = open.refusal?.message ?? open.failure
  return (
    <Section title="Relances">
      {told && <Notice kind="late">{told}</Notice>}
      {data.proposed ? <Proposed financingId={financingId} kind={data.proposed} /> : <p>{data.because}</p>}
      {data.sent.length > 0 && (
        <LineList>
          {data.sent.map(({ id, kind, on, lateCents, unpaidSince, documentId, releasedBy }) => (
            <li key={id}>
              <span>
                {reminderLabels[kind]}, remise le {formatDate(on)} par {releasedBy} : {formatEuros(lateCents)}{' '}
                en retard depuis le {formatDate(unpaidSince)}
              </span>
              <ReasonedButton
                variant="subtle"
                size="compact-sm"
                because={undefined}
                loading={open.isRunning}
                onClick={() => void open.run({ applicationId, documentId }, 'tab')}
              >
                Ouvrir
                <span className="on-screen-readers"> la lettre du {formatDate(on)}</span>
              </ReasonedButton>
            </li>
          ))}
        </LineList>
      )}
    </Section>
  )
}

const Proposed = ({ financingId, kind }: { financingId: string; kind: ReminderKind }) => {
  const { because } = useAccess('manage-loans')
  const [isAsking, setAsking] = useState(false)
  const preview = useApiDownload(api.loanReminders.preview)
  const release = useApiCommand(api.loanReminders.release, {
    onDone: ({ released }) =>
      void notify(released > 0 ? 'Lettre remise : gardée au dossier.' : 'Ce prêt n’était plus concerné.'),
  })
  const told = preview.refusal?.message ?? preview.failure
  return (
    <>
      {told && <Notice kind="late">{told}</Notice>}
      <Notice kind="soon">{reminderLabels[kind]} : à relire et à remettre.</Notice>
      <p className={classes.acts}>
        <ReasonedButton
          variant="default"
          because={because}
          loading={preview.isRunning}
          onClick={() => void preview.run({ financingId, kind }, 'tab')}
        >
          Relire la lettre
        </ReasonedButton>
        <ReasonedButton because={because} onClick={() => setAsking(true)}>
          Remettre la lettre
        </ReasonedButton>
      </p>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`${reminderLabels[kind]} : remettre la lettre ?`}
        confirmLabel="Remettre la lettre"
        command={release}
        onConfirm={() => release.run({ kind, financingIds: [financingId] })}
      >
        La lettre est écrite, gardée dans le dossier de financement et inscrite au fil du ménage, une seule
        fois. Il reste à l’imprimer et à la poster.
      </ConfirmDialog>
    </>
  )
}
