import { Button, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import type { Delegations } from '#web/committees/views.ts'
import classes from '#web/offers/offers.module.css'
import { useAccess, useToday } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** Who decides alone, up to how much, until when. */
export const DelegationsSection = () => {
  const { data } = useApiQuery(api.committees.listDelegations, {})
  const may = useAccess('decide-funding')
  const today = useToday()
  const end = useApiCommand(api.committees.endDelegation)
  const [isGiving, setGiving] = useState(false)
  if (!data) return null
  const told = end.refusal?.message ?? end.failure
  return (
    <Section
      title="Délégations"
      actions={
        <ReasonedButton size="xs" variant="default" because={may.because} onClick={() => setGiving(true)}>
          Donner une délégation
        </ReasonedButton>
      }
    >
      <p className={classes.small}>
        Une délégation ne dépasse jamais ce que permet le produit. Qui a instruit un dossier ne le décide pas
        seul.
      </p>
      {told && <Notice kind="late">{told}</Notice>}
      {data.rows.length === 0 && <p>Aucune délégation : tout passe en commission.</p>}
      <ul className={classes.rows}>
        {data.rows.map(({ id, name, productName, maxCents, fromOn, untilOn, givenBy }) => (
          <li key={id}>
            <div>
              {name} : jusqu’à <Amount cents={maxCents} />, {productName ?? 'tous les produits'}
              <p className={classes.small}>
                {untilOn
                  ? `Du ${formatDate(fromOn)} au ${formatDate(untilOn)}`
                  : `Depuis le ${formatDate(fromOn)}`}
                {` · donnée par ${givenBy}`}
              </p>
            </div>
            {may.allowed && (untilOn === null || untilOn > today) && (
              <Button
                size="compact-sm"
                variant="subtle"
                loading={end.isRunning}
                onClick={() => void end.run({ delegationId: id })}
              >
                Y mettre fin ce soir
                <span className="on-screen-readers"> : {name}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isGiving && <GiveForm choices={data} onClose={() => setGiving(false)} />}
    </Section>
  )
}

type Values = {
  membershipId: string | null
  productId: string | null
  maxCents: number | null
  fromOn: PlainDate | null
  untilOn: PlainDate | null
}

const GiveForm = ({ choices, onClose }: { choices: Delegations; onClose: () => void }) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { membershipId: null, productId: null, maxCents: null, fromOn: today, untilOn: null },
  })
  const command = useApiCommand(api.committees.giveDelegation, { onDone: onClose })
  const { membershipId, productId, maxCents, fromOn, untilOn } = form.values
  return (
    <SideForm
      title="Donner une délégation"
      opened
      onClose={onClose}
      command={command}
      submitLabel="Donner la délégation"
      because={
        membershipId && maxCents && fromOn ? undefined : 'Choisissez la personne, le montant et le début.'
      }
      onSubmit={form.onSubmit(() => {
        if (membershipId && maxCents && fromOn)
          void command.run({ membershipId, productId, maxCents, fromOn, untilOn })
      })}
    >
      <Select
        label="Personne"
        data={choices.people.map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        data-autofocus
        {...form.getInputProps('membershipId')}
      />
      <Select
        label="Produit"
        placeholder="Tous les produits"
        data={choices.products.map(({ id, name }) => ({ value: id, label: name }))}
        clearable
        {...form.getInputProps('productId')}
      />
      <AmountInput
        label="Décide seul jusqu’à"
        value={maxCents}
        onChange={(cents) => form.setFieldValue('maxCents', cents)}
      />
      <DayInput label="Depuis le" value={fromOn} onChange={(on) => form.setFieldValue('fromOn', on)} />
      <DayInput
        label="Jusqu’au"
        description="Vide : sans fin."
        value={untilOn}
        onChange={(on) => form.setFieldValue('untilOn', on)}
      />
    </SideForm>
  )
}
