import { useState } from 'react'
import { Link } from 'react-router'
import type { PayeeRow } from '#contract/payees.ts'
import { payeeKindLabels, payeeKinds } from '#domain/disbursements/kinds.ts'
import { api } from '#web/client.ts'
import { PaymentsFrame } from '#web/disbursements/PaymentsFrame.tsx'
import { paths } from '#web/paths.ts'
import { PayeeForm } from '#web/payees/PayeeForm.tsx'
import { accountSignals, accountTexts } from '#web/payees/words.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const accountStates = ['to-check', 'checked', 'none'] as const
const schema = { texte: text(), sorte: oneOf(payeeKinds), compte: oneOf(accountStates) }

/** Whoever is paid, and whether their account was checked by a second person. */
export const PayeesPage = () => {
  const { slug } = useMember()
  const { because } = useAccess('prepare-payments')
  const [url, setUrl] = useUrlState(schema)
  const [isAdding, setAdding] = useState(false)
  const page = useApiPages(api.payees.list, {
    ...(url.texte && { text: url.texte }),
    ...(url.sorte && { kind: url.sorte }),
    ...(url.compte && { account: url.compte }),
  })
  return (
    <PaymentsFrame
      title="Bénéficiaires"
      subtitle="Un nouveau compte bancaire est vérifié par une deuxième personne avant tout virement."
      actions={
        <ReasonedButton because={because} onClick={() => setAdding(true)}>
          Ajouter un bénéficiaire
        </ReasonedButton>
      }
    >
      <Filters
        isActive={Boolean(url.texte || url.sorte || url.compte)}
        onClear={() => setUrl({ texte: undefined, sorte: undefined, compte: undefined })}
      >
        <TextFilter label="Nom ou SIRET" value={url.texte} onChange={(texte) => setUrl({ texte })} />
        <OneFilter
          label="Sorte"
          choices={payeeKinds.map((value) => ({ value, label: payeeKindLabels[value] }))}
          value={url.sorte}
          onChange={(sorte) => setUrl({ sorte })}
        />
        <OneFilter
          label="Compte"
          choices={accountStates.map((value) => ({ value, label: accountTexts[value] }))}
          value={url.compte}
          onChange={(compte) => setUrl({ compte })}
        />
      </Filters>
      <DataTable
        label="Bénéficiaires"
        noun={{ one: 'bénéficiaire', many: 'bénéficiaires' }}
        columns={columns(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun bénéficiaire">
            Ajoutez l’entreprise, le bailleur ou le partenaire à payer, puis son compte bancaire.
          </EmptyState>
        }
      />
      {isAdding && <PayeeForm onClose={() => setAdding(false)} />}
    </PaymentsFrame>
  )
}

const columns = (slug: string): Column<PayeeRow>[] => [
  {
    key: 'name',
    header: 'Nom',
    cell: ({ id, name }) => <Link to={paths.payee({ slug, payeeId: id })}>{name}</Link>,
  },
  { key: 'kind', header: 'Sorte', cell: ({ kind }) => payeeKindLabels[kind], from: 'tablet' },
  { key: 'town', header: 'Commune', cell: ({ town }) => town, from: 'laptop' },
  { key: 'siret', header: 'SIRET', cell: ({ siret }) => siret, from: 'wide' },
  {
    key: 'account',
    header: 'Compte',
    cell: ({ account, ibanEnd }) => (
      <Signal kind={accountSignals[account]}>
        {accountTexts[account]}
        {ibanEnd && ` …${ibanEnd}`}
      </Signal>
    ),
  },
]
