import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Mandate } from '#contract/bank-file-shapes.ts'
import { mandateStateLabels, mandateStates } from '#domain/sepa/mandates.ts'
import { DebitsFrame } from '#web/bank-files/BankFilesFrame.tsx'
import { MandatePanel } from '#web/bank-files/MandatePanel.tsx'
import { mandateSignals, spacedIban } from '#web/bank-files/words.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'
import classes from './bank-files.module.css'

const schema = { q: text(), etat: oneOf(mandateStates) }

/** The mandates of the households: who may be debited, and until when. */
export const MandatesPage = () => {
  const { slug } = useMember()
  const [url, setUrl] = useUrlState(schema)
  const [openId, setOpenId] = useState<string>()
  const filters = { ...(url.q && { text: url.q }), ...(url.etat && { state: url.etat }) }
  const page = useApiPages(api.bankFiles.listMandates, filters)
  const opened = page.rows.find(({ id }) => id === openId)
  return (
    <DebitsFrame
      title="Mandats de prélèvement"
      subtitle="Un mandat s’établit depuis le dossier du ménage, onglet « Finances ». Sans mandat, le ménage paie par chèque, espèces ou virement."
    >
      <Filters isActive={Object.keys(filters).length > 0} onClear={() => setUrl({ q: '', etat: undefined })}>
        <TextFilter label="Nom ou référence" value={url.q} onChange={(q) => setUrl({ q })} />
        <OneFilter
          label="État"
          choices={mandateStates.map((value) => ({ value, label: mandateStateLabels[value] }))}
          value={url.etat}
          onChange={(etat) => setUrl({ etat })}
        />
      </Filters>
      <DataTable
        label="Mandats de prélèvement"
        noun={{ one: 'mandat', many: 'mandats' }}
        columns={columns(slug, ({ id }) => setOpenId(id))}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun mandat">
            Ouvrez le dossier d’un ménage, onglet « Finances », pour établir son mandat.
          </EmptyState>
        }
      />
      {opened && <MandatePanel mandate={opened} onClose={() => setOpenId(undefined)} />}
    </DebitsFrame>
  )
}

const columns = (slug: string, open: (mandate: Mandate) => void): Column<Mandate>[] => [
  {
    key: 'debtor',
    header: 'Titulaire du compte',
    cell: ({ debtor, household }) => (
      <Link to={paths.householdFunding({ slug, householdId: household.id })}>{debtor}</Link>
    ),
  },
  {
    key: 'reference',
    header: 'Référence',
    cell: ({ reference }) => <span className="figures">{reference}</span>,
  },
  {
    key: 'iban',
    header: 'IBAN',
    cell: ({ iban }) => <span className={`figures ${classes.iban}`}>{spacedIban(iban)}</span>,
    from: 'laptop',
  },
  {
    key: 'state',
    header: 'État',
    cell: ({ state }) => <Signal kind={mandateSignals[state]}>{mandateStateLabels[state]}</Signal>,
  },
  {
    key: 'last',
    header: 'Dernier prélèvement',
    cell: ({ lastPresentedOn }) => lastPresentedOn && <Day date={lastPresentedOn} />,
    from: 'tablet',
  },
  {
    key: 'lapses',
    header: 'Caduc le',
    cell: ({ lapsesOn, state }) => lapsesOn && state !== 'revoked' && <Day date={lapsesOn} />,
    from: 'wide',
  },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (mandate) => (
      <Button size="compact-sm" variant="default" onClick={() => open(mandate)}>
        Ouvrir<span className="on-screen-readers"> {mandate.reference}</span>
      </Button>
    ),
  },
]
