import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { PayeeAccount } from '#contract/payees.ts'
import { payeeKindLabels } from '#domain/disbursements/kinds.ts'
import { spacedIban } from '#web/bank-files/words.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { paths } from '#web/paths.ts'
import { AccountForm } from '#web/payees/AccountForm.tsx'
import { ChangeForm } from '#web/payees/ChangeForm.tsx'
import { useAccess, useMember } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Asking = { account: PayeeAccount; act: 'check' | 'withdraw' } | 'add' | 'change' | undefined

export const PayeePage = () => {
  const { slug } = useMember()
  const { payeeId = '' } = useParams()
  const { because } = useAccess('prepare-payments')
  const [asking, setAsking] = useState<Asking>()
  const { data, error, refetch } = useApiQuery(api.payees.open, { payeeId })
  const crumbs = [
    { label: 'Paiements', to: paths.payments({ slug }) },
    { label: 'Bénéficiaires', to: paths.payees({ slug }) },
  ]
  if (!data)
    return (
      <Page title="Bénéficiaire" crumbs={crumbs}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture du bénéficiaire" />
        )}
      </Page>
    )
  const street = [data.buildingNumber, data.street].filter(Boolean).join(' ')
  const place = [data.postCode, data.town].filter(Boolean).join(' ')
  return (
    <Page
      title={data.name}
      crumbs={crumbs}
      subtitle={payeeKindLabels[data.kind]}
      actions={
        <ReasonedButton variant="default" because={because} onClick={() => setAsking('change')}>
          Corriger
        </ReasonedButton>
      }
    >
      <FactList
        columns={2}
        facts={[
          { label: 'Numéro SIRET', value: data.siret },
          { label: 'Adresse', value: [street, place].filter(Boolean).join(', ') },
        ]}
      />
      <Section
        title="Comptes bancaires"
        actions={
          <ReasonedButton variant="default" because={because} onClick={() => setAsking('add')}>
            Ajouter un compte
          </ReasonedButton>
        }
      >
        {data.accounts.length === 0 && (
          <EmptyState title="Aucun compte">
            Ajoutez l’IBAN lu sur un RIB ; une autre personne le vérifie avant tout virement.
          </EmptyState>
        )}
        <ul className={classes.plain}>
          {data.accounts.map((account) => (
            <AccountLine key={account.id} account={account} onAct={(act) => setAsking({ account, act })} />
          ))}
        </ul>
      </Section>
      {asking === 'change' && <ChangeForm payee={data} onClose={() => setAsking(undefined)} />}
      {asking === 'add' && <AccountForm payeeId={payeeId} onClose={() => setAsking(undefined)} />}
      {typeof asking === 'object' && <AccountAct {...asking} onClose={() => setAsking(undefined)} />}
    </Page>
  )
}

const stateOf = ({ withdrawn, checked, isInUse }: PayeeAccount) => {
  if (withdrawn) return { kind: 'none', text: `Retiré par ${withdrawn.by} : ${withdrawn.reason}` } as const
  if (!checked) return { kind: 'soon', text: 'À vérifier par une deuxième personne' } as const
  return {
    kind: 'done',
    text: `${isInUse ? 'Payé sur ce compte' : 'Vérifié'}, vu par ${checked.by} : ${checked.how}`,
  } as const
}

type LineProps = { account: PayeeAccount; onAct: (act: 'check' | 'withdraw') => void }

const AccountLine = ({ account, onAct }: LineProps) => {
  const { allowed, because } = useAccess('review-applications')
  const { kind, text } = stateOf(account)
  return (
    <li className={classes.line}>
      <div>
        <strong className="figures">{spacedIban(account.iban)}</strong>, {account.holder}
        <p className={classes.hint}>
          Ajouté le {formatInstant(account.addedAt)} par {account.addedBy.name} ({account.source})
        </p>
        <Signal kind={kind}>{text}</Signal>
      </div>
      {!account.withdrawn && !account.checked && (
        <ReasonedButton
          size="compact-sm"
          because={
            because ??
            (account.isMine ? 'Vous avez ajouté ce compte : une autre personne le vérifie.' : undefined)
          }
          onClick={() => onAct('check')}
        >
          Vérifier ce compte
        </ReasonedButton>
      )}
      {!account.withdrawn && allowed && (
        <ReasonedButton
          size="compact-sm"
          variant="default"
          because={undefined}
          onClick={() => onAct('withdraw')}
        >
          Retirer<span className="on-screen-readers"> le compte {account.iban.slice(-4)}</span>
        </ReasonedButton>
      )}
    </li>
  )
}

type ActProps = { account: PayeeAccount; act: 'check' | 'withdraw'; onClose: () => void }

const AccountAct = ({ account, act, onClose }: ActProps) => {
  const { form, values, draft } = useDraftedForm(`payee-account-${act}/${account.id}`, { words: '' })
  const words = values.words.trim()
  const done = {
    onDone: () => {
      draft.clear()
      onClose()
    },
  }
  const check = useApiCommand(api.payees.checkAccount, done)
  const withdraw = useApiCommand(api.payees.withdrawAccount, done)
  const isCheck = act === 'check'
  return (
    <SideForm
      title={isCheck ? 'Vérifier le compte' : 'Retirer le compte'}
      opened
      onClose={onClose}
      command={isCheck ? check : withdraw}
      submitLabel={isCheck ? 'J’ai vérifié ce compte' : 'Retirer le compte'}
      because={words ? undefined : isCheck ? 'Dites comment vous l’avez vérifié.' : 'Dites pourquoi.'}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (isCheck) void check.run({ accountId: account.id, how: words })
        else void withdraw.run({ accountId: account.id, reason: words })
      })}
    >
      <p>
        <strong className="figures">{spacedIban(account.iban)}</strong>, {account.holder}
      </p>
      {isCheck && (
        <p className={classes.hint}>
          Rappelez le bénéficiaire à un numéro que vous connaissiez déjà, jamais à celui du message qui donne
          le nouveau compte.
        </p>
      )}
      <TextInput
        label={isCheck ? 'Comment' : 'Pourquoi'}
        data-autofocus
        maxLength={500}
        {...form.getInputProps('words')}
      />
    </SideForm>
  )
}
