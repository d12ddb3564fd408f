import { Button, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Mandate } from '#contract/bank-file-shapes.ts'
import { Iban } from '#contract/iban.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import {
  type MandateFactKind,
  mandateFactLabels,
  mandateNextFacts,
  mandateStateLabels,
} from '#domain/sepa/mandates.ts'
import { mandateSignals, spacedIban } from '#web/bank-files/words.ts'
import { api } from '#web/client.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { PageForm } from '#web/ui/SideForm.tsx'
import { SidePanel } from '#web/ui/SidePanel.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiDownload, useApiQuery } from '#web/use-api.ts'
import classes from './bank-files.module.css'

/** A mandate, what happened to it, and what may happen now. */
export const MandatePanel = ({ mandate, onClose }: { mandate: Mandate; onClose: () => void }) => {
  const { allowed } = useAccess('manage-bank-files')
  const next = mandateNextFacts(mandate.state)
  return (
    <SidePanel title={`Mandat ${mandate.reference}`} onClose={onClose}>
      <FactList facts={factsOf(mandate)} />
      <div className={classes.acts}>
        <PdfButton mandate={mandate} />
        {allowed && mandate.hasPaper && <PaperButton mandate={mandate} />}
      </div>
      {allowed && next.length > 0 && (
        <FactForm key={mandate.version} mandate={mandate} choices={next} onDone={onClose} />
      )}
    </SidePanel>
  )
}

const factsOf = (mandate: Mandate) => [
  {
    label: 'État',
    value: <Signal kind={mandateSignals[mandate.state]}>{mandateStateLabels[mandate.state]}</Signal>,
  },
  { label: 'Titulaire', value: mandate.debtor },
  { label: 'IBAN', value: <span className={`figures ${classes.long}`}>{spacedIban(mandate.iban)}</span> },
  {
    label: 'Pour',
    value: mandate.financing ? `Prêt ${mandate.financing.number}` : 'Tous les prêts du ménage',
  },
  { label: 'Type', value: mandate.isSingle ? 'Ponctuel' : 'Récurrent' },
  ...(mandate.lapsesOn && mandate.state !== 'revoked'
    ? [{ label: 'Caduc s’il ne sert pas avant le', value: formatDate(mandate.lapsesOn) }]
    : []),
  ...mandate.facts.map(({ kind, on, reason }) => ({
    label: mandateFactLabels[kind],
    value: reason ? `${formatDate(on)} : ${reason}` : formatDate(on),
  })),
]

const PdfButton = ({ mandate }: { mandate: Mandate }) => {
  const download = useApiDownload(api.bankFiles.downloadMandate)
  return (
    <Button
      variant="default"
      my="md"
      loading={download.isRunning}
      onClick={() => void download.run({ householdId: mandate.household.id, mandateId: mandate.id }, 'tab')}
    >
      Imprimer le mandat
    </Button>
  )
}

const PaperButton = ({ mandate }: { mandate: Mandate }) => {
  const open = useApiDownload(api.bankFiles.downloadSignedPaper)
  return (
    <>
      <Button
        variant="default"
        my="md"
        loading={open.isRunning}
        onClick={() => void open.run({ householdId: mandate.household.id, mandateId: mandate.id }, 'tab')}
      >
        Voir le mandat signé
      </Button>
      {(open.refusal ?? open.failure) && (
        <Notice kind="late">{open.refusal?.message ?? open.failure ?? ''}</Notice>
      )}
    </>
  )
}

type Kind = Exclude<MandateFactKind, 'presented'>
type FormProps = { mandate: Mandate; choices: readonly Kind[]; onDone: () => void }
type Values = {
  kind: Kind
  on: PlainDate | null
  reason: string
  debtor: string
  iban: string
  documentId: string | null
}

const needsReason = (kind: Kind) => kind === 'suspended' || kind === 'revoked'

const FactForm = ({ mandate, choices, onDone }: FormProps) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      kind: choices[0] ?? 'signed',
      on: today,
      reason: '',
      debtor: mandate.debtor,
      iban: '',
      documentId: null,
    },
    validateInputOnBlur: true,
    validate: {
      iban: (iban, { kind }) =>
        kind === 'amended' && iban.trim() ? (Iban.safeParse(iban).error?.issues[0]?.message ?? null) : null,
    },
  })
  const draft = useFormDraft(`sepa-mandate/${mandate.id}`, form, form.values)
  const record = useApiCommand(api.bankFiles.recordMandateFact, {
    onDone: () => {
      draft.clear()
      void notify('Mandat mis à jour.')
      onDone()
    },
  })
  const issues = useIssues(form, record.issues, ['on', 'reason', 'debtor', 'iban'])
  const { kind } = form.values
  return (
    <PageForm
      onSubmit={form.onSubmit((values) => {
        const fact = factOf(values)
        if (fact) void record.run({ mandateId: mandate.id, version: mandate.version, fact })
      })}
      command={record}
      submitLabel="Enregistrer"
      because={factOf(form.values) ? undefined : 'Complétez la date, et ce qui est demandé.'}
      issues={issues}
      draft={draft}
    >
      <Select
        label="Ce qui arrive au mandat"
        allowDeselect={false}
        data={choices.map((value) => ({ value, label: mandateFactLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Le" max={today} {...form.getInputProps('on')} value={form.values.on} />
      {kind === 'signed' && (
        <PaperSelect householdId={mandate.household.id} {...form.getInputProps('documentId')} />
      )}
      {kind === 'amended' && (
        <>
          <TextInput label="Titulaire" maxLength={70} {...form.getInputProps('debtor')} />
          <TextInput label="Nouvel IBAN" {...form.getInputProps('iban')} />
        </>
      )}
      {needsReason(kind) && <TextInput label="Pourquoi" maxLength={200} {...form.getInputProps('reason')} />}
    </PageForm>
  )
}

type PaperProps = {
  householdId: string
  value?: string | null
  onChange: (documentId: string | null) => void
}

/** Among the signed agreements of the household's file: its scan is put there first. */
const PaperSelect = ({ householdId, value = null, onChange }: PaperProps) => {
  const { data } = useApiQuery(api.bankFiles.listSignedPapers, { householdId })
  return (
    <Select
      label="Mandat signé"
      description="Un « accord signé » du dossier du ménage, lisible par toute l’équipe. Facultatif."
      placeholder={data?.rows.length === 0 ? 'Aucun accord signé au dossier' : 'Aucun document choisi'}
      clearable
      data={(data?.rows ?? []).map(({ id, title, datedOn }) => ({
        value: id,
        label: datedOn ? `${title}, du ${formatDate(datedOn)}` : title,
      }))}
      value={value}
      onChange={onChange}
    />
  )
}

const factOf = ({ kind, on, reason, debtor, iban, documentId }: Values) => {
  if (!on) return undefined
  switch (kind) {
    case 'signed':
      return { kind, on, documentId }
    case 'resumed':
      return { kind, on }
    case 'suspended':
    case 'revoked':
      return reason.trim() ? { kind, on, reason: reason.trim() } : undefined
    case 'amended':
      return debtor.trim() && iban.trim() ? { kind, on, debtor: debtor.trim(), iban } : undefined
  }
}
