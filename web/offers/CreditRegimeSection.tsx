import { Radio, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { type ConventionRegime, conventionRegimeLabels, conventionRegimes } from '#domain/offers/regime.ts'
import { api } from '#web/client.ts'
import classes from '#web/offers/offers.module.css'
import { useAccess } from '#web/session/session.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** With which protection the loans of a convention are offered: the full one unless a lawyer said otherwise. */
export const CreditRegimeSection = ({ conventionId }: { conventionId: string }) => {
  const { data } = useApiQuery(api.offers.getCreditRegime, { conventionId })
  const may = useAccess('edit-conventions')
  const [isEditing, setEditing] = useState(false)
  if (!data) return null
  return (
    <Section
      title="Régime des prêts"
      actions={
        <ReasonedButton size="xs" variant="default" because={may.because} onClick={() => setEditing(true)}>
          Changer le régime
        </ReasonedButton>
      }
    >
      <p>{conventionRegimeLabels[data.creditRegime]}</p>
      {data.reason && <p className={classes.small}>{typeset(data.reason)}</p>}
      {isEditing && (
        <RegimeForm conventionId={conventionId} current={data} onClose={() => setEditing(false)} />
      )}
    </Section>
  )
}

type Props = {
  conventionId: string
  current: Output<typeof contract.offers.getCreditRegime>
  onClose: () => void
}

const RegimeForm = ({ conventionId, current, onClose }: Props) => {
  const form = useForm<{ creditRegime: ConventionRegime; reason: string }>({
    initialValues: { creditRegime: current.creditRegime, reason: current.reason ?? '' },
  })
  const command = useApiCommand(api.offers.setCreditRegime, { onDone: onClose })
  const { creditRegime, reason } = form.values
  return (
    <SideForm
      title="Régime des prêts de la convention"
      opened
      onClose={onClose}
      command={command}
      submitLabel="Enregistrer le régime"
      because={
        creditRegime !== 'full' && !reason.trim()
          ? 'Dites sur quel avis juridique repose cette exclusion.'
          : undefined
      }
      onSubmit={form.onSubmit(() =>
        command.run({ conventionId, version: current.version, creditRegime, reason: reason.trim() || null }),
      )}
    >
      <Notice kind="soon">
        Depuis le 20 novembre 2026, les crédits gratuits relèvent du crédit à la consommation. L’exclusion
        d’un prêt à un public restreint n’est pas tranchée : sans avis d’un juriste, gardez la protection
        complète.
      </Notice>
      <Radio.Group label="Protection" {...form.getInputProps('creditRegime')}>
        {conventionRegimes.map((one) => (
          <Radio key={one} value={one} label={conventionRegimeLabels[one]} mt="xs" />
        ))}
      </Radio.Group>
      <Textarea
        label="Avis sur lequel elle repose"
        autosize
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
