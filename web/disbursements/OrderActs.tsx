import { useState } from 'react'
import type { PaymentOrderView } from '#contract/disbursement-shapes.ts'
import { formatEuros, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { StopOrder } from '#web/disbursements/StopOrder.tsx'
import { releaseBlockTexts } from '#web/disbursements/words.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { orders: readonly PaymentOrderView[]; onDone: () => void }

/** What can be done with the orders chosen: each act tells what will be paid before it asks. */
export const OrderActs = ({ orders, onDone }: Props) => {
  const state = orders[0]?.state
  const same = orders.every((order) => order.state === state)
  if (orders.length === 0)
    return <p className={classes.hint}>Cochez les ordres à libérer, à noter partis ou à pointer.</p>
  if (!same) return <p className={classes.hint}>Choisissez des ordres dans le même état.</p>
  const [order] = orders
  const stop = orders.length === 1 && order && <StopOrder key={order.id} order={order} onDone={onDone} />
  if (state === 'prepared')
    return (
      <>
        <ReleaseAct orders={orders} onDone={onDone} />
        {stop}
      </>
    )
  if (state === 'released')
    return (
      <>
        <IssueAct orders={orders} onDone={onDone} />
        {stop}
      </>
    )
  if (state === 'issued')
    return (
      <>
        <ConfirmAct orders={orders} onDone={onDone} />
        {stop}
      </>
    )
  if (state === 'executed' && stop) return stop
  return <p className={classes.hint}>Rien à faire sur ces ordres.</p>
}

const totalOf = (orders: readonly PaymentOrderView[]) =>
  formatEuros(sumCents(orders.map(({ cents }) => cents)))
const countOf = (orders: readonly PaymentOrderView[], one: string, many: string) =>
  `${orders.length} ${orders.length === 1 ? one : many}`
const idsOf = (orders: readonly PaymentOrderView[]) => orders.map(({ id }) => id)

const ReleaseAct = ({ orders, onDone }: Props) => {
  const { because } = useAccess('release-payments')
  const [isAsking, setAsking] = useState(false)
  const release = useApiCommand(api.disbursements.release, {
    onDone: ({ released }) => {
      void notify(released === 1 ? 'Ordre libéré.' : `${released} ordres libérés.`)
      onDone()
    },
  })
  const block = orders.find(({ releaseBlock }) => releaseBlock)?.releaseBlock
  const label = `Libérer ${countOf(orders, 'ordre', 'ordres')}, ${totalOf(orders)}`
  return (
    <>
      <ReasonedButton
        because={because ?? (block ? releaseBlockTexts[block] : undefined)}
        onClick={() => setAsking(true)}
      >
        {label}
      </ReasonedButton>
      {isAsking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Libérer ces paiements ?"
          confirmLabel={label}
          command={release}
          onConfirm={() => release.run({ orderIds: idsOf(orders) })}
        >
          <WhatIsPaid orders={orders} />
          <p>Les virements partiront avec le prochain fichier bancaire, sur les comptes affichés.</p>
        </ConfirmDialog>
      )}
    </>
  )
}

const WhatIsPaid = ({ orders }: { orders: readonly PaymentOrderView[] }) => (
  <table className={classes.paid}>
    <caption className="on-screen-readers">Ce qui sera payé</caption>
    <thead>
      <tr>
        <th scope="col">À</th>
        <th scope="col">Compte</th>
        <th scope="col">Montant</th>
      </tr>
    </thead>
    <tbody>
      {orders.map(({ id, payee, label, ibanEnd, execution, cents }) => (
        <tr key={id}>
          <td>
            {payee.name ?? 'Ménage'}
            <br />
            <span className={classes.hint}>{label}</span>
          </td>
          <td>{execution === 'bank-file' ? `…${ibanEnd ?? '?'}` : 'Sans fichier'}</td>
          <td>
            <Amount cents={cents} />
          </td>
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row" colSpan={2}>
          Total
        </th>
        <td>{totalOf(orders)}</td>
      </tr>
    </tfoot>
  </table>
)

const IssueAct = ({ orders, onDone }: Props) => {
  const { because } = useAccess('release-payments')
  const [isAsking, setAsking] = useState(false)
  const issue = useApiCommand(api.disbursements.issue, {
    onDone: () => {
      void notify('Départ noté.')
      onDone()
    },
  })
  const byFile = orders.some(({ execution }) => execution === 'bank-file')
  return (
    <>
      <ReasonedButton
        because={
          because ??
          (byFile
            ? 'Un virement part dans un fichier : « Prélèvements et virements », « Préparer un fichier ».'
            : undefined)
        }
        onClick={() => setAsking(true)}
      >
        Noter le départ de {countOf(orders, 'paiement', 'paiements')}
      </ReasonedButton>
      {isAsking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Ces paiements sont-ils partis ?"
          confirmLabel={`Oui, ${totalOf(orders)} sont partis`}
          command={issue}
          onConfirm={() => issue.run({ orderIds: idsOf(orders) })}
        >
          <WhatIsPaid orders={orders} />
          <p>L’écriture comptable est passée aujourd’hui.</p>
        </ConfirmDialog>
      )}
    </>
  )
}

const ConfirmAct = ({ orders, onDone }: Props) => {
  const today = useToday()
  const { because } = useAccess('manage-bank-files')
  const [isAsking, setAsking] = useState(false)
  const [on, setOn] = useState<PlainDate | null>(today)
  const confirm = useApiCommand(api.disbursements.confirm, {
    onDone: () => {
      void notify('Paiements pointés.')
      onDone()
    },
  })
  return (
    <>
      <ReasonedButton because={because} onClick={() => setAsking(true)}>
        Pointer {countOf(orders, 'paiement', 'paiements')} sur le relevé
      </ReasonedButton>
      {isAsking && (
        <ConfirmDialog
          opened
          onClose={() => setAsking(false)}
          title="Pointer sur le relevé"
          confirmLabel={`Pointer ${totalOf(orders)}`}
          command={confirm}
          onConfirm={() => (on ? confirm.run({ orderIds: idsOf(orders), on }) : undefined)}
        >
          <WhatIsPaid orders={orders} />
          <DayInput label="Date du relevé" max={today} value={on} onChange={setOn} />
        </ConfirmDialog>
      )}
    </>
  )
}
