import {
  paymentOrderKindLabels,
  paymentOrderKinds,
  paymentOrderStateLabels,
  paymentOrderStates,
} from '#domain/disbursements/kinds.ts'
import { api } from '#web/client.ts'
import { FundsSection } from '#web/disbursements/FundsSection.tsx'
import { OrderActs } from '#web/disbursements/OrderActs.tsx'
import { orderColumns } from '#web/disbursements/order-columns.tsx'
import { PaymentsFrame } from '#web/disbursements/PaymentsFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { useSelection } from '#web/ui/selection.ts'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'
import classes from './disbursements.module.css'

const schema = { etat: oneOf(paymentOrderStates), sorte: oneOf(paymentOrderKinds) }

/** Orders of payment: prepared by one person, released by another, then issued. */
export const PaymentsPage = () => {
  const { slug } = useMember()
  const [url, setUrl] = useUrlState(schema)
  const selection = useSelection()
  const state = url.etat ?? 'prepared'
  const page = useApiPages(api.disbursements.listOrders, { state, ...(url.sorte && { kind: url.sorte }) })
  const chosen = page.rows.filter(({ id }) => selection.has(id))
  return (
    <PaymentsFrame
      title="Paiements"
      subtitle="Un paiement est préparé par une personne, libéré par une autre, et ne part qu’une fois."
    >
      <Counts slug={slug} />
      <Filters
        isActive={url.etat !== undefined || url.sorte !== undefined}
        onClear={() => setUrl({ etat: undefined, sorte: undefined })}
      >
        <OneFilter
          label="État"
          choices={paymentOrderStates.map((value) => ({ value, label: paymentOrderStateLabels[value] }))}
          value={state}
          onChange={(etat) => {
            selection.clear()
            setUrl({ etat })
          }}
        />
        <OneFilter
          label="Sorte"
          choices={paymentOrderKinds.map((value) => ({ value, label: paymentOrderKindLabels[value] }))}
          value={url.sorte}
          onChange={(sorte) => setUrl({ sorte })}
        />
      </Filters>
      {page.rows.length > 0 && (
        <div className={classes.acts}>
          <OrderActs orders={chosen} onDone={selection.clear} />
        </div>
      )}
      <DataTable
        label="Ordres de paiement"
        noun={{ one: 'ordre', many: 'ordres' }}
        columns={orderColumns(slug).filter(({ key }) => key !== 'state')}
        page={page}
        rowKey={({ id }) => id}
        rowName={({ payee, label }) => `${payee.name ?? 'Ménage'}, ${label}`}
        selection={selection}
        empty={
          <EmptyState title={`Aucun ordre dans l’état « ${paymentOrderStateLabels[state]} »`}>
            Un paiement se prépare depuis la page d’un financement : « Factures et décaissements ».
          </EmptyState>
        }
      />
      <FundsSection />
    </PaymentsFrame>
  )
}

const shown = ['prepared', 'released', 'issued'] as const

const Counts = ({ slug }: { slug: string }) => {
  const { data } = useApiQuery(api.disbursements.countOrders, {})
  return (
    <StatRow>
      {shown.map((state) => {
        const found = data?.states.find((one) => one.state === state)
        return (
          <Stat
            key={state}
            label={paymentOrderStateLabels[state]}
            value={found?.count ?? 0}
            to={`${paths.payments({ slug })}?etat=${state}`}
            detail={<Amount cents={found?.cents ?? 0} />}
          />
        )
      })}
    </StatRow>
  )
}
