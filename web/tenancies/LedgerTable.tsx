import { Button, Stack } from '@mantine/core'
import type { LedgerLine, Tenancy } from '#contract/tenancies.ts'
import { formatDate } from '#domain/plain-date.ts'
import { entryKindLabels, entryKinds } from '#domain/tenancies/kinds.ts'
import { api } from '#web/client.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Chip, Filters, ManyFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { day, manyOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiPages } from '#web/use-api.ts'

const schema = { nature: manyOf(entryKinds), depuis: day(), jusque: day() }
const kindChoices = entryKinds.map((value) => ({ value, label: entryKindLabels[value] }))

export const LedgerTable = ({ householdId, tenancy }: { householdId: string; tenancy: Tenancy }) => {
  const [url, setUrl] = useUrlState(schema)
  const download = useApiDownload(api.tenancies.exportEntries)
  const input = {
    householdId,
    tenancyId: tenancy.tenancyId,
    kinds: [...url.nature],
    from: url.depuis ?? null,
    to: url.jusque ?? null,
  }
  const page = useApiPages(api.tenancies.listEntries, { ...input, limit: 25 })
  const isActive = url.nature.length > 0 || url.depuis !== undefined || url.jusque !== undefined
  const period = [url.depuis && `du ${formatDate(url.depuis)}`, url.jusque && `au ${formatDate(url.jusque)}`]
  return (
    <Section
      title="Écritures"
      actions={
        <Button
          size="xs"
          variant="default"
          loading={download.isRunning}
          onClick={() => void download.run(input)}
        >
          Exporter (CSV)
        </Button>
      }
    >
      {(download.refusal ?? download.failure) && (
        <Notice kind="late">{download.refusal?.message ?? download.failure}</Notice>
      )}
      <Filters
        isActive={isActive}
        onClear={() => setUrl({ nature: [], depuis: undefined, jusque: undefined })}
      >
        <ManyFilter
          label="Nature"
          choices={kindChoices}
          value={url.nature}
          onChange={(nature) => setUrl({ nature })}
        />
        <Chip label="Période" told={period.filter(Boolean).join(' ') || undefined}>
          <Stack gap="xs">
            <DayInput
              label="Du"
              value={url.depuis}
              onChange={(value) => setUrl({ depuis: value ?? undefined }, 'replace')}
            />
            <DayInput
              label="Au"
              value={url.jusque}
              onChange={(value) => setUrl({ jusque: value ?? undefined }, 'replace')}
            />
          </Stack>
        </Chip>
      </Filters>
      <DataTable
        label="Écritures du compte"
        noun={{ one: 'écriture', many: 'écritures' }}
        columns={columns}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState
            title={isActive ? 'Aucune écriture dans ce choix' : 'Ce compte n’a pas encore d’écriture'}
          >
            {isActive
              ? 'Effacez les filtres pour les voir toutes.'
              : 'Importez les écritures du bailleur depuis Repérage.'}
          </EmptyState>
        }
      />
    </Section>
  )
}

const corrections = {
  none: null,
  reversed: 'rectifiée par le bailleur',
  reversal: 'annule l’écriture rectifiée',
  corrected: 'nouvelle écriture',
} as const

const columns: Column<LedgerLine>[] = [
  { key: 'on', header: 'Date', cell: ({ entryOn }) => <Day date={entryOn} /> },
  { key: 'kind', header: 'Nature', cell: (line) => <Kind line={line} /> },
  { key: 'label', header: 'Libellé', grows: true, cell: ({ label }) => label ?? '', from: 'tablet' },
  {
    key: 'debit',
    header: 'Débit',
    align: 'end',
    cell: ({ amountCents }) => (amountCents > 0 ? <Amount cents={amountCents} /> : ''),
  },
  {
    key: 'credit',
    header: 'Crédit',
    align: 'end',
    cell: ({ amountCents }) => (amountCents < 0 ? <Amount cents={-amountCents} /> : ''),
  },
  {
    key: 'balance',
    header: 'Solde',
    align: 'end',
    cell: ({ balanceCents }) => <Amount cents={balanceCents} />,
  },
]

const Kind = ({ line: { kind, correction } }: { line: LedgerLine }) => (
  <>
    {correction === 'reversed' ? <s>{entryKindLabels[kind]}</s> : entryKindLabels[kind]}
    {corrections[correction] && (
      <small style={{ display: 'block', color: 'var(--ink-soft)' }}>{corrections[correction]}</small>
    )}
  </>
)
