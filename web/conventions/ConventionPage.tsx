import { useState } from 'react'
import { Link } from 'react-router'
import type { Convention } from '#contract/convention-shapes.ts'
import { targetKindLabels } from '#domain/conventions/kinds.ts'
import { fundingFieldLabels } from '#domain/funding/kinds.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { ConventionFrame } from '#web/conventions/ConventionFrame.tsx'
import classes from '#web/conventions/conventions.module.css'
import { EnvelopeForm } from '#web/envelopes/EnvelopeForm.tsx'
import { EnvelopeLines } from '#web/envelopes/EnvelopeLines.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** What was done under a convention: its envelopes, its figures, its targets. */
export const ConventionPage = () => (
  <ConventionFrame>
    {(convention) => (
      <>
        <EnvelopesOf convention={convention} />
        <Figures conventionId={convention.id} />
      </>
    )}
  </ConventionFrame>
)

const EnvelopesOf = ({ convention }: { convention: Convention }) => {
  const [isOpening, setOpening] = useState(false)
  const { because } = useAccess('edit-conventions')
  const { data } = useApiQuery(api.envelopes.list, { conventionId: convention.id, limit: 200 })
  const rows = data?.rows ?? []
  return (
    <Section
      title="Enveloppes"
      actions={
        <ReasonedButton variant="default" size="xs" because={because} onClick={() => setOpening(true)}>
          Ouvrir une enveloppe
        </ReasonedButton>
      }
    >
      {data && rows.length === 0 ? (
        <EmptyState title="Aucune enveloppe">
          Ouvrez-en une : tant qu’il n’y en a pas, rien ne peut être engagé au titre de cette convention.
        </EmptyState>
      ) : (
        <EnvelopeLines envelopes={rows} />
      )}
      {isOpening && <EnvelopeForm convention={convention} onClose={() => setOpening(false)} />}
    </Section>
  )
}

type Read = Awaited<ReturnType<typeof api.conventions.readFigures>>

const Figures = ({ conventionId }: { conventionId: string }) => {
  const { slug } = useMember()
  const { data } = useApiQuery(api.conventions.readFigures, { conventionId })
  const list = paths.conventionFinancings({ slug, conventionId })
  const { allowed } = useAccess('read-ledger')
  const entries = (...movements: string[]) =>
    allowed
      ? `${paths.ledgerEntries({ slug })}?convention=${conventionId}${movements.map((one) => `&mouvement=${one}`).join('')}`
      : list
  if (!data) return null
  const { total, lines, targets, households, financings } = data
  return (
    <>
      <Section title="Ce qui a été fait">
        <StatRow>
          <Stat label="Financements" value={formatInteger(financings)} to={list} />
          <Stat label="Ménages" value={formatInteger(households)} to={list} />
          <Stat
            label="Engagé net"
            value={<Amount cents={total.committedNet} />}
            to={entries('commitment', 'commitment-release')}
          />
          <Stat
            label="Décaissé"
            value={<Amount cents={total.disbursed} />}
            to={entries('disbursement', 'disbursement-return')}
          />
          <Stat label="Remboursé" value={<Amount cents={total.repaid} />} to={entries('repayment')} />
          <Stat label="Encours" value={<Amount cents={total.outstanding} />} to={list} />
          <Stat label="Reste à décaisser" value={<Amount cents={total.remainingToDisburse} />} to={list} />
        </StatRow>
        <DataTable
          label="Par domaine et par année"
          noun={{ one: 'ligne', many: 'lignes' }}
          columns={columnsFor(list)}
          page={pageOfAll(lines)}
          rowKey={({ field, year }) => `${field}/${year}`}
          empty={
            <EmptyState title="Rien n’a encore été engagé au titre de cette convention">
              Un financement engagé sur l’une de ses enveloppes apparaîtra ici.
            </EmptyState>
          }
        />
      </Section>
      {targets.length > 0 && <Targets targets={targets} />}
    </>
  )
}

const columnsFor = (list: string): Column<Read['lines'][number]>[] => [
  {
    key: 'field',
    header: 'Domaine',
    cell: ({ field, year }) => (
      <Link to={`${list}?domaine=${field}&annee=${year}`}>
        {fundingFieldLabels[field]}, {year}
      </Link>
    ),
  },
  { key: 'financings', header: 'Financements', align: 'end', cell: ({ financings }) => financings },
  {
    key: 'committed',
    header: 'Engagé net',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.committedNet} />,
  },
  {
    key: 'disbursed',
    header: 'Décaissé',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.disbursed} />,
  },
  {
    key: 'repaid',
    header: 'Remboursé',
    align: 'end',
    cell: ({ standing }) => <Amount cents={standing.repaid} />,
    from: 'tablet',
  },
]

const Targets = ({ targets }: Pick<Read, 'targets'>) => (
  <Section title="Objectifs">
    <ul className={classes.rows}>
      {targets.map(({ kind, field, year, value, reached }) => {
        const told = (figure: number) => (kind === 'amount' ? formatEuros(figure) : formatInteger(figure))
        const scope = [field && fundingFieldLabels[field], year].filter(Boolean).join(', ')
        return (
          <li key={`${kind}/${field}/${year}`}>
            <span>
              {targetKindLabels[kind]}
              {scope && ` (${scope})`}
            </span>
            <span className="figures">
              {told(reached)} sur {told(value)}
            </span>
          </li>
        )
      })}
    </ul>
  </Section>
)
