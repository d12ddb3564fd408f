import { useState } from 'react'
import type { TaxIncome } from '#contract/household-facts.ts'
import { factSourceLabels } from '#domain/budget/household-facts.ts'
import { FactActs } from '#web/budget/FactActs.tsx'
import classes from '#web/budget/Facts.module.css'
import { TaxIncomeForm } from '#web/budget/TaxIncomeForm.tsx'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { LineList } from '#web/ui/LineList.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Panel = { act: 'write'; income?: TaxIncome } | { act: 'withdraw'; income: TaxIncome }

/** The reference tax income of each year: ceilings of housing and of aids compare it. */
export const TaxIncomeSection = ({ householdId }: { householdId: string }) => {
  const { data, error, refetch } = useApiQuery(api.budget.listTaxIncomes, { householdId })
  const { because } = useAccess('edit-social-situation')
  const [panel, setPanel] = useState<Panel>()
  const close = () => setPanel(undefined)
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />
  if (!data) return null
  return (
    <Section
      title="Revenu fiscal de référence"
      actions={
        <ReasonedButton
          size="xs"
          variant="default"
          because={because}
          onClick={() => setPanel({ act: 'write' })}
        >
          Noter un avis d’imposition
        </ReasonedButton>
      }
    >
      {data.rows.length === 0 ? (
        <EmptyState title="Aucun avis d’imposition noté">
          Notez la somme des revenus fiscaux de référence de tous les occupants : les plafonds de ressources
          du logement social et des aides s’y comparent.
        </EmptyState>
      ) : (
        <LineList>
          {data.rows.map((income) => (
            <li key={income.id}>
              <div>
                <p>
                  <strong>
                    <Amount cents={income.rfrCents} />
                  </strong>
                  , {income.occupants > 1 ? `${income.occupants} occupants` : '1 occupant'} : avis de{' '}
                  {income.noticeYear} sur les revenus de {income.incomeYear}
                </p>
                <p className={classes.soft}>
                  {factSourceLabels[income.source]}, noté par {income.recordedBy} le{' '}
                  <Day date={income.recordedOn} />
                </p>
              </div>
              <FactActs
                of={`le revenu de ${income.incomeYear}`}
                onCorrect={() => setPanel({ act: 'write', income })}
                onWithdraw={() => setPanel({ act: 'withdraw', income })}
              />
            </li>
          ))}
        </LineList>
      )}
      {panel?.act === 'write' && (
        <TaxIncomeForm householdId={householdId} income={panel.income} onClose={close} />
      )}
      {panel?.act === 'withdraw' && (
        <Withdraw householdId={householdId} income={panel.income} onClose={close} />
      )}
    </Section>
  )
}

type WithdrawProps = { householdId: string; income: TaxIncome; onClose: () => void }

const Withdraw = ({ householdId, income, onClose }: WithdrawProps) => {
  const withdraw = useApiCommand(api.budget.withdrawTaxIncome, { onDone: onClose })
  const { id: taxIncomeId, version, incomeYear } = income
  return (
    <ReasonForm
      title="Retirer ce revenu fiscal"
      told={`Le revenu de ${incomeYear} a été noté par erreur. Un montant faux se corrige sans rien retirer.`}
      submitLabel="Retirer le revenu"
      draftKey={`tax-income-withdrawal/${taxIncomeId}`}
      command={withdraw}
      onClose={onClose}
      onReason={(reason) => withdraw.run({ householdId, taxIncomeId, version, reason })}
    />
  )
}
