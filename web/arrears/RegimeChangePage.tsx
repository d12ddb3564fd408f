import { useMemo } from 'react'
import type { RegimeChange } from '#domain/arrears/regime-change.ts'
import { formatEuros, formatInteger } from '#domain/money.ts'
import { formatLongDate, type PlainDate } from '#domain/plain-date.ts'
import { ArrearsFrame } from '#web/arrears/ArrearsFrame.tsx'
import { ExportMenu } from '#web/arrears/WorklistActions.tsx'
import { worklistColumns } from '#web/arrears/worklist-columns.tsx'
import { api } from '#web/client.ts'
import { useMember } from '#web/session/session.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

const columnsKept = ['household', 'debt', 'months', 'age', 'stage', 'referent', 'agency']

/** Before the rule changes: whom it makes a tenant in arrears, and whom it no longer does. */
export const RegimeChangePage = () => {
  const { data } = useApiQuery(api.arrears.countWorklist, {})
  const tally = (change: RegimeChange) =>
    data?.changes.find((one) => one.change === change) ?? { count: 0, debtCents: 0 }
  const day = formatLongDate((data?.switchOn ?? '2027-01-01') as PlainDate)
  return (
    <ArrearsFrame
      title="La règle de l’impayé change"
      needs="read-arrears"
      subtitle={`Ce que la règle du ${day} changerait aux dettes d’aujourd’hui, si elles restaient telles quelles ce jour-là.`}
    >
      <StatRow>
        <ChangeStat label="Deviennent des impayés" {...tally('becomes-arrears')} />
        <ChangeStat label="Cessent d’être des impayés" {...tally('ceases')} />
        <ChangeStat label="Le restent" {...tally('unchanged-arrears')} />
      </StatRow>
      <ChangeList
        change="becomes-arrears"
        title={`Deviennent des impayés le ${day}`}
        none="Aucun bail ne devient un impayé par le seul changement de règle."
      />
      <ChangeList
        change="ceases"
        title={`Ne sont plus des impayés le ${day}`}
        none="Aucun bail ne cesse d’être un impayé par le seul changement de règle."
      />
    </ArrearsFrame>
  )
}

const ChangeStat = ({ label, count, debtCents }: { label: string; count: number; debtCents: number }) => (
  <Stat label={label} value={formatInteger(count)} detail={formatEuros(debtCents)} />
)

type ListProps = { change: RegimeChange; title: string; none: string }

const ChangeList = ({ change, title, none }: ListProps) => {
  const { slug } = useMember()
  const page = useApiPages(api.arrears.listWorklist, { change, sort: 'debt', limit: 25 })
  const columns = useMemo(() => worklistColumns(slug).filter(({ key }) => columnsKept.includes(key)), [slug])
  return (
    <Section title={title} actions={<ExportMenu filters={{ change }} sort="debt" />}>
      <DataTable
        label={title}
        noun={{ one: 'bail', many: 'baux' }}
        columns={columns.map((column) => ({ ...column, isSortable: false }))}
        page={page}
        rowKey={(row) => row.tenancyId}
        empty={<EmptyState title={none} />}
      />
    </Section>
  )
}
