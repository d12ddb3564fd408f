import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { ConventionImport } from '#contract/conventions.ts'
import { formatInteger } from '#domain/money.ts'
import { partnerKindLabels } from '#domain/parcels/partner-kinds.ts'
import { api } from '#web/client.ts'
import { ConventionsFrame } from '#web/conventions/ConventionsFrame.tsx'
import classes from '#web/conventions/conventions.module.css'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** What a list would do, before it does; and what it did. */
export const ConventionImportedPage = () => {
  const { importId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.conventions.openImport, { importId })
  if (error) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return <Waiting label="Lecture de la liste" />
  const isApplied = data.appliedAt !== null && data.undoneAt === null
  return (
    <ConventionsFrame
      title={data.fileName}
      subtitle={typeset(`Liste lue le ${formatInstant(data.startedAt)} par ${data.startedBy}.`)}
      actions={<Acts list={data} isApplied={isApplied} />}
    >
      <StatRow>
        <Stat label={isApplied ? 'Conventions ajoutées' : 'À ajouter'} value={formatInteger(data.created)} />
        <Stat label="Déjà là" value={formatInteger(data.alreadyThere)} />
        <Stat label="Lignes rejetées" value={formatInteger(data.rejected)} />
      </StatRow>
      {data.unusedColumns.length > 0 && (
        <Notice kind="plain">
          {`Colonnes qui ne sont pas reprises : ${data.unusedColumns.map((one) => `« ${one} »`).join(', ')}.`}
        </Notice>
      )}
      {data.findings.length > 0 && <Findings findings={data.findings} />}
      {!isApplied && data.newPartners.length > 0 && <NewPartners partners={data.newPartners} />}
      {data.sample.length > 0 && <Sample sample={data.sample} />}
    </ConventionsFrame>
  )
}

const Acts = ({ list, isApplied }: { list: ConventionImport; isApplied: boolean }) => {
  const { slug } = useMember()
  const [open, setOpen] = useState<'apply' | 'undo'>()
  const apply = useApiCommand(api.conventions.applyImport)
  const undo = useApiCommand(api.conventions.undoImport)
  const importId = list.id
  const close = () => setOpen(undefined)
  return (
    <>
      {isApplied ? (
        <>
          <Button component={Link} to={paths.conventions({ slug })}>
            Voir les conventions
          </Button>
          <Button variant="default" onClick={() => setOpen('undo')}>
            Retirer cette liste
          </Button>
        </>
      ) : (
        <ReasonedButton
          because={list.created > 0 ? undefined : 'Aucune ligne de cette liste n’est à ajouter.'}
          onClick={() => setOpen('apply')}
        >
          Ajouter {formatInteger(list.created)} conventions
        </ReasonedButton>
      )}
      {open === 'apply' && (
        <ConfirmDialog
          opened
          title="Ajouter ces conventions ?"
          confirmLabel={`Ajouter ${formatInteger(list.created)} conventions`}
          command={apply}
          onConfirm={() => apply.run({ importId })}
          onClose={close}
        >
          {`${formatInteger(list.created)} conventions et ${formatInteger(list.newPartners.length)} partenaires seront ajoutés. Les lignes rejetées ne le seront pas. Vous pourrez retirer la liste tant que rien n’aura été fait sous ses conventions.`}
        </ConfirmDialog>
      )}
      {open === 'undo' && (
        <ConfirmDialog
          opened
          isDangerous
          title="Retirer cette liste ?"
          confirmLabel="Retirer les conventions"
          command={undo}
          onConfirm={() => undo.run({ importId })}
          onClose={close}
        >
          Les conventions de cette liste et leurs enveloppes disparaissent ; les partenaires restent.
        </ConfirmDialog>
      )}
    </>
  )
}

type Finding = ConventionImport['findings'][number]

const findingColumns: Column<Finding>[] = [
  { key: 'reason', header: 'Explication', cell: ({ reason }) => typeset(reason) },
  { key: 'line', header: 'Ligne', align: 'end', cell: ({ line }) => line },
  { key: 'column', header: 'Colonne', cell: ({ column }) => column ?? '', from: 'tablet' },
  { key: 'value', header: 'Valeur', cell: ({ value }) => value ?? '', from: 'laptop' },
]

const Findings = ({ findings }: { findings: readonly Finding[] }) => (
  <Section title="Lignes rejetées">
    <DataTable
      label="Lignes rejetées"
      noun={{ one: 'problème', many: 'problèmes' }}
      columns={findingColumns}
      page={pageOfAll(findings)}
      rowKey={({ line, reason }) => `${line}/${reason}`}
      empty={<EmptyState title="Aucune ligne rejetée" />}
    />
  </Section>
)

const NewPartners = ({ partners }: { partners: ConventionImport['newPartners'] }) => (
  <Section
    title="Nouveaux partenaires"
    aside={typeset('Leur nature est déduite de leur nom : elle se corrige dans la liste des partenaires.')}
  >
    <ul className={classes.rows}>
      {partners.map(({ name, kind }) => (
        <li key={name}>
          <span>{name}</span>
          <span className={classes.soft}>{partnerKindLabels[kind]}</span>
        </li>
      ))}
    </ul>
  </Section>
)

type SampleLine = ConventionImport['sample'][number]

const sampleColumns: Column<SampleLine>[] = [
  { key: 'title', header: 'Convention', cell: ({ title, reference }) => `${title} (${reference})` },
  { key: 'line', header: 'Ligne', align: 'end', cell: ({ line }) => line },
  { key: 'partners', header: 'Partenaires', cell: ({ partners }) => partners.join(', '), from: 'tablet' },
  {
    key: 'starts',
    header: 'Du',
    cell: ({ startsOn }) => (startsOn ? <Day date={startsOn} /> : '—'),
    from: 'tablet',
  },
  { key: 'ends', header: 'Au', cell: ({ endsOn }) => (endsOn ? <Day date={endsOn} /> : '—'), from: 'tablet' },
  {
    key: 'amount',
    header: 'Enveloppe',
    align: 'end',
    cell: ({ amountCents }) => <Amount cents={amountCents} />,
  },
]

const Sample = ({ sample }: { sample: readonly SampleLine[] }) => (
  <Section title="Premières lignes comprises">
    <DataTable
      label="Premières lignes comprises"
      noun={{ one: 'ligne montrée', many: 'lignes montrées' }}
      columns={sampleColumns}
      page={pageOfAll(sample)}
      rowKey={({ reference }) => reference}
      empty={<EmptyState title="Aucune ligne" />}
    />
  </Section>
)
