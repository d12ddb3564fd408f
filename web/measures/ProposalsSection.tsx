import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { AssignmentProposal, CaseloadRow } from '#contract/measure-shapes.ts'
import { formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useSelection } from '#web/ui/selection.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = {
  proposals: readonly AssignmentProposal[]
  unassigned: number
  workers: readonly CaseloadRow[]
}

/** To whom each waiting measure could go, and why; a coordinator changes, chooses and accepts many at once. */
export const ProposalsSection = ({ proposals, unassigned, workers }: Props) => {
  const slug = useOrganisationSlug()
  const selection = useSelection()
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({})
  const accept = useApiCommand(api.measures.acceptAssignments, {
    onDone: ({ assigned, skipped }) => {
      selection.clear()
      setChanged({})
      const left = skipped > 0 ? ` ; ${formatInteger(skipped)} avaient déjà un référent` : ''
      void notify(`Mesures confiées : ${formatInteger(assigned)}${left}.`)
    },
  })
  const chosen = proposals.filter(({ measureId }) => selection.has(measureId))
  const columns = columnsOf(slug, workers, changed, (measureId, membershipId) =>
    setChanged({ ...changed, [measureId]: membershipId }),
  )
  const refusal = accept.refusal?.message ?? accept.failure
  return (
    <Section title="Mesures sans référent" aside={formatInteger(unassigned)}>
      {refusal && <Notice kind="late">{refusal}</Notice>}
      <DataTable
        label="Attributions proposées"
        noun={{ one: 'proposition', many: 'propositions' }}
        columns={columns}
        page={pageOfAll(proposals)}
        rowKey={({ measureId }) => measureId}
        rowName={({ householdLabel }) => householdLabel}
        selection={selection}
        empty={
          <EmptyState title={unassigned === 0 ? 'Toutes les mesures ont un référent' : 'Aucune proposition'}>
            {unassigned > 0 && 'Chacun est à sa capacité : relevez-en une, ou confiez les mesures une à une.'}
          </EmptyState>
        }
      />
      {proposals.length > 0 && (
        <div className={classes.bar}>
          <ReasonedButton
            because={chosen.length === 0 ? 'Choisissez d’abord des mesures dans la liste.' : undefined}
            loading={accept.isRunning}
            onClick={() =>
              void accept.run({
                choices: chosen.map(({ measureId, membershipId }) => ({
                  measureId,
                  membershipId: changed[measureId] ?? membershipId,
                })),
              })
            }
          >
            {chosen.length === 0
              ? 'Confier les mesures choisies'
              : `Confier (${formatInteger(chosen.length)})`}
          </ReasonedButton>
          <Button
            variant="default"
            onClick={() => selection.set(proposals.map(({ measureId }) => measureId))}
          >
            Tout choisir
          </Button>
        </div>
      )}
    </Section>
  )
}

const columnsOf = (
  slug: string,
  workers: readonly CaseloadRow[],
  changed: Readonly<Record<string, string>>,
  change: (measureId: string, membershipId: string) => void,
): readonly Column<AssignmentProposal>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ measureId, householdLabel }) => (
      <span className={classes.name} title={householdLabel}>
        <Link to={paths.measure({ slug, measureId })}>{householdLabel}</Link>
      </span>
    ),
  },
  { key: 'programme', header: 'Dispositif', from: 'tablet', cell: ({ programmeName }) => programmeName },
  {
    key: 'asked',
    header: 'Demandée le',
    from: 'tablet',
    cell: ({ requestedOn }) => requestedOn && <Day date={requestedOn} />,
  },
  {
    key: 'who',
    header: 'À confier à',
    cell: (row) => (
      <Select
        size="xs"
        className={classes.choice ?? ''}
        aria-label={`À qui confier ${row.householdLabel}`}
        data={workers.map(({ membershipId, name }) => ({ value: membershipId, label: name }))}
        value={changed[row.measureId] ?? row.membershipId}
        onChange={(value) => value && change(row.measureId, value)}
      />
    ),
  },
  {
    key: 'why',
    header: 'Pourquoi',
    grows: true,
    cell: ({ measureId, reason }) => (changed[measureId] ? 'votre choix' : reason),
  },
]
