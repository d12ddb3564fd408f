import type { ParameterProposal } from '#contract/settings.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { formatParameter } from '#web/settings/parameter-value.ts'
import classes from '#web/settings/settings.module.css'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiPages } from '#web/use-api.ts'

/** What awaits a second person; nothing when nothing does. */
export const ProposalsSection = ({ onOpen }: { onOpen: (key: string) => void }) => {
  const page = useApiPages(api.settings.listParameterProposals, {})
  if (page.rows.length === 0) return null
  return (
    <Section title="À vérifier par une autre personne">
      <DataTable
        label="Valeurs proposées"
        noun={{ one: 'valeur proposée', many: 'valeurs proposées' }}
        columns={columnsFor(onOpen)}
        page={page}
        rowKey={({ id }) => id}
      />
    </Section>
  )
}

const columnsFor = (open: (key: string) => void): Column<ParameterProposal>[] => [
  {
    key: 'label',
    header: 'Paramètre',
    grows: true,
    cell: ({ key, label, subject }) => (
      <div className={classes.parameter}>
        <button type="button" className={classes.link} onClick={() => open(key)}>
          {label}
        </button>
        <small className={classes.advice}>{subject}</small>
      </div>
    ),
  },
  {
    key: 'value',
    header: 'Proposé',
    align: 'end',
    cell: ({ value, unit }) => <span className="figures">{formatParameter(value, unit)}</span>,
  },
  {
    key: 'before',
    header: 'Au lieu de',
    align: 'end',
    cell: ({ before, unit }) =>
      before === null ? '—' : <span className="figures">{formatParameter(before, unit)}</span>,
  },
  {
    key: 'from',
    header: 'À partir du',
    cell: ({ validFrom }) => <Day date={validFrom as PlainDate} />,
  },
  { key: 'by', header: 'Par', cell: ({ setBy, isMine }) => (isMine ? 'vous' : setBy) },
]
